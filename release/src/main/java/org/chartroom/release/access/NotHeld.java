package org.chartroom.release.access;

import java.util.Optional;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Statement;

/**
 * The answer that the office does not hold what was asked for: 45 CFR 164.524(d)(3).
 *
 * @param knownHolder who does, as far as the office knows; empty when it does not
 * @param letter what the patient is told
 */
public record NotHeld(Optional<String> knownHolder, String letter) {
    /** What the letter lacks; empty for one that may go. */
    public Optional<Reason> missing() {
        return knownHolder.filter(holder -> !letter.contains(holder)).isPresent()
                ? Optional.of(new Reason(
                        Statement.C11, "The office knows who holds the records, and the letter does not say so."))
                : Optional.empty();
    }
}
