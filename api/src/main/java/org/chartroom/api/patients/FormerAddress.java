package org.chartroom.api.patients;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.models.record.Address;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Validity;

/** Where somebody lived until they moved: an address that is replaced is not lost. */
final class FormerAddress {
    private FormerAddress() {}

    /** {@code more} with the address that the patient had before, when there is another one now. */
    static Particulars kept(Patient before, String address, Particulars more, LocalDate today) {
        boolean moved = !before.address().isBlank()
                && !address.isBlank()
                && !before.address().equals(address);
        boolean known = more.addresses().stream().anyMatch(each -> each.line().equals(before.address()));
        if (!moved || known) {
            return more;
        }
        Address left = new Address(before.address(), new Validity(Optional.empty(), Optional.of(today)));
        List<Address> addresses =
                Stream.concat(more.addresses().stream(), Stream.of(left)).toList();
        return new Particulars(
                more.names(), more.phones(), addresses, more.identifiers(), more.memberships(), more.representatives());
    }
}
