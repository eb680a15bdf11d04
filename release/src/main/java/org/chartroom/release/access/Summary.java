package org.chartroom.release.access;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Statement;

/**
 * A summary instead of the records: 45 CFR 164.524(c)(2)(iii).
 *
 * @param agreedAt when the patient agreed to a summary; empty when they did not
 * @param feeAgreedAt when they agreed to its fee; empty when they did not
 */
public record Summary(Optional<Instant> agreedAt, Optional<Instant> feeAgreedAt) {
    /** Why it cannot take the records' place; empty when it can. */
    public Optional<Reason> refusal(Instant written) {
        boolean before = agreedAt.filter(at -> !at.isAfter(written)).isPresent()
                && feeAgreedAt.filter(at -> !at.isAfter(written)).isPresent();
        return before
                ? Optional.empty()
                : Optional.of(new Reason(
                        Statement.C6,
                        "A summary takes the patient's agreement to it and to its fee, before it is written."));
    }
}
