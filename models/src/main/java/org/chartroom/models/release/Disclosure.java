package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.PatientId;

/**
 * One entry of what left the office. Every release has one, whether or not an account shows it; none is ever changed.
 *
 * @param patient whose records they were; of a disclosure to the wrong person, the harmed patient
 * @param release empty for what was not a release of the desk, such as a fax that went astray
 * @param recipient name, and address where known
 * @param description what, in words
 * @param purpose what for, or which request
 * @param permitted whether it was permitted; what was not is always in an account
 * @param packetSha256 empty where there was no packet
 * @param supersedes the entry that this one corrects
 */
public record Disclosure(
        DisclosureId id,
        PatientId patient,
        Optional<ReleaseId> release,
        Instant at,
        Recipient recipient,
        String description,
        String purpose,
        LawfulBasis basis,
        boolean permitted,
        boolean part2,
        Optional<String> packetSha256,
        Optional<DisclosureId> supersedes,
        Actor by) {
    public Disclosure {
        if (recipient.name().isEmpty() || description.isBlank() || purpose.isBlank()) {
            throw new IllegalArgumentException("an entry of the account says to whom, what and what for");
        }
    }
}
