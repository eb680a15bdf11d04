package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.record.UserId;

/**
 * By what right the records leave, with the papers that show it.
 *
 * @param note what else shows it, such as the visit a treating provider asks about
 */
public record BasisProof(
        LawfulBasis basis,
        Optional<Authorization> authorization,
        Optional<Part2Consent> part2,
        Optional<LegalPaper> legal,
        String note,
        UserId by,
        Instant at) {}
