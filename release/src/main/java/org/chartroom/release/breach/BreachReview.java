package org.chartroom.release.breach;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Statement;
import org.chartroom.release.RuleBook;

/**
 * What follows from a disclosure that was not permitted. It is a breach unless a documented assessment shows a low probability that
 * the information was compromised; of substance use disorder records too (42 CFR 2.16).
 *
 * @param discovered when the office knew, or should have
 * @param individuals how many patients it concerns
 * @param part2 whether substance use disorder records are among it
 */
public record BreachReview(Instant discovered, int individuals, boolean part2, Optional<Assessment> assessment) {
    /** From this many individuals on the Secretary and the media are told at once. */
    private static final int MANY = 500;

    public BreachReview {
        if (individuals < 1) {
            throw new IllegalArgumentException("a breach concerns one patient at least");
        }
    }

    /**
     * The four factors of 45 CFR 164.402(2).
     *
     * @param extent nature and extent of the information
     * @param recipient who got it
     * @param viewed whether it was acquired or viewed
     * @param mitigation how far the risk was mitigated
     * @param lowProbability what it comes to
     */
    public record Assessment(
            String extent, String recipient, String viewed, String mitigation, boolean lowProbability) {
        /** What it lacks. */
        public List<Reason> missing() {
            List<Reason> missing = new ArrayList<>();
            factor(missing, extent, "the nature and extent of the information");
            factor(missing, recipient, "who received it");
            factor(missing, viewed, "whether it was acquired or viewed");
            factor(missing, mitigation, "how far the risk was mitigated");
            return missing;
        }

        private static void factor(List<Reason> missing, String words, String what) {
            if (words.isBlank()) {
                missing.add(new Reason(Statement.I1, "The assessment does not say " + what + "."));
            }
        }
    }

    /** Who is told. */
    public enum Told {
        PATIENT,
        SECRETARY_NOW,
        MEDIA,
        ANNUAL_LOG
    }

    /** Whether it is a breach: always, unless all four factors are documented and show a low probability. */
    public boolean isBreach() {
        return assessment
                .filter(each -> each.lowProbability() && each.missing().isEmpty())
                .isEmpty();
    }

    /** Who is to be told; nobody when it is no breach. */
    public Set<Told> told() {
        if (!isBreach()) {
            return Set.of();
        }
        return individuals >= MANY
                ? EnumSet.of(Told.PATIENT, Told.SECRETARY_NOW, Told.MEDIA)
                : EnumSet.of(Told.PATIENT, Told.ANNUAL_LOG);
    }

    /** The last day on which patients are told in time. */
    public LocalDate due(RuleBook book, ZoneId zone) {
        return LocalDate.ofInstant(discovered, zone)
                .plusDays(book.clock("breach").days());
    }

    /** Why nobody may close it yet. */
    public List<Reason> missing(boolean patientTold, RuleBook book, ZoneId zone, LocalDate today) {
        if (!isBreach() || patientTold) {
            return List.of();
        }
        LocalDate due = due(book, zone);
        return List.of(new Reason(
                Statement.I2,
                today.isAfter(due)
                        ? "The patient was to be told by " + due + "."
                        : "The patient is to be told by " + due + "."));
    }
}
