package org.chartroom.api.retention;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What a rule says of patients who were under age when its period began. */
public sealed interface Minors {
    /** Nothing else than of others: the rule is not about the patient's care. */
    record Same() implements Minors {
        @Override
        @JsonValue
        public String toString() {
            return SAME;
        }
    }

    /**
     * Kept until they are of age and some years more, and never shorter than for others.
     *
     * @param years after coming of age, 0 or more
     */
    record UntilOfAge(int years) implements Minors {
        public UntilOfAge {
            if (years < 0 || years > 99) {
                throw new IllegalArgumentException("years after coming of age are 0 to 99");
            }
        }

        @Override
        @JsonValue
        public String toString() {
            return "majority+" + years;
        }
    }

    /** The source that is at hand does not say; their records are not due before somebody finds out. */
    record Unsaid() implements Minors {
        @Override
        @JsonValue
        public String toString() {
            return UNSAID;
        }
    }

    String SAME = "same";
    String UNSAID = "unsaid";
    Pattern UNTIL = Pattern.compile("majority\\+([0-9]{1,2})");

    /** Reads {@code same}, {@code unsaid} or {@code majority+1}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Minors of(String written) {
        var until = UNTIL.matcher(written);
        if (until.matches()) {
            return new UntilOfAge(Integer.parseInt(until.group(1)));
        }
        return switch (written) {
            case SAME -> new Same();
            case UNSAID -> new Unsaid();
            default ->
                throw new IllegalArgumentException(
                        "'" + written + "' says nothing of minors; write same, unsaid, or majority+1 for a year after"
                                + " coming of age");
        };
    }
}
