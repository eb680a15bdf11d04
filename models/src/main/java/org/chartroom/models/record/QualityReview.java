package org.chartroom.models.record;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a second person found wrong with a note. The score is the one of the Healthcare Documentation Quality Assessment
 * toolkit (AHDI and AHIMA, 2017): 100, less 3 for each critical and 1 for each non-critical error; the same error made
 * more than once in a note counts once, feedback does not count, and 98 passes.
 *
 * @param id random, names it
 * @param number the version of the note that was looked at
 * @param editor whose work it was
 */
public record QualityReview(
        String id,
        DocumentId document,
        int number,
        UserId editor,
        UserId reviewer,
        Instant at,
        List<QualityError> errors) {
    /** The least score that passes. */
    public static final int PASS = 98;

    public QualityReview {
        errors = List.copyOf(errors);
    }

    /** How bad an error is. */
    public enum Severity {
        /** May harm the patient: a wrong drug, dose, side, patient, or a negation lost. */
        CRITICAL,
        /** Wrong, but harms nobody. */
        NON_CRITICAL,
        /** To learn from; takes nothing off the score. */
        FEEDBACK
    }

    /**
     * One error.
     *
     * @param start index in the text where it stands, from 0
     * @param end index after it
     * @param written what stands there; empty where something is missing
     * @param right what should stand there; empty when nobody said
     * @param comment for the editor; may be empty
     */
    public record QualityError(Severity severity, int start, int end, String written, String right, String comment) {
        public QualityError {
            if (start < 0 || end < start) {
                throw new IllegalArgumentException("an error stands from start to end of the text");
            }
        }

        private String sameAs() {
            String what = written.isBlank() && right.isBlank() ? "comment:" + comment : written + "\t" + right;
            return severity + "\t" + what.strip().toLowerCase(Locale.ROOT);
        }
    }

    /** 100 at most, 0 at least. */
    public int score() {
        Set<String> counted = new HashSet<>();
        int off = 0;
        for (QualityError error : errors) {
            if (counted.add(error.sameAs())) {
                off += switch (error.severity()) {
                    case CRITICAL -> 3;
                    case NON_CRITICAL -> 1;
                    case FEEDBACK -> 0;
                };
            }
        }
        return Math.max(0, 100 - off);
    }

    public boolean passes() {
        return score() >= PASS;
    }
}
