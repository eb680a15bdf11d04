package org.chartroom.api.releases;

import org.chartroom.models.release.Recipient;
import org.jspecify.annotations.Nullable;

/** To whom; the address typed twice alike is taken for right. */
public record To(
        @Nullable String name,
        @Nullable String address,
        @Nullable String addressAgain) {
    static Recipient recipient(@Nullable To to) {
        if (to == null) {
            return new Recipient("", "", false);
        }
        String address = Given.line(to.address());
        return new Recipient(
                Given.line(to.name()), address, !address.isEmpty() && address.equals(Given.line(to.addressAgain())));
    }
}
