package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.record.UserId;

/**
 * What the office knows and decided of a disclosure that was not permitted. Each change is another entry; none is taken away.
 *
 * @param discovered when the office knew
 * @param individuals how many patients it concerns
 * @param assessment the four factors; empty until somebody assessed them
 * @param told when the patients were told; empty while they are not
 * @param closed whether the review is over
 */
public record Breach(
        Instant discovered,
        int individuals,
        boolean part2,
        Optional<Assessed> assessment,
        Optional<Instant> told,
        boolean closed,
        UserId by,
        Instant at) {
    /**
     * The four factors of 45 CFR 164.402(2).
     *
     * @param extent nature and extent of the information
     * @param recipient who got it
     * @param viewed whether it was acquired or viewed
     * @param mitigation how far the risk was mitigated
     * @param lowProbability what it comes to
     */
    public record Assessed(String extent, String recipient, String viewed, String mitigation, boolean lowProbability) {}
}
