package org.chartroom.models.record;

import java.util.List;

/**
 * A place of a form that is filled in, and what it tells.
 *
 * @param name as people call it, such as {@code Last name}; unique within the form
 * @param options the boxes of a {@link Kind#CHOICE}, else none
 */
public record FormZone(String name, Kind kind, FormField field, FormArea area, List<Option> options) {
    private static final int LONGEST = 80;

    public FormZone {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new IllegalArgumentException("the name of a zone has 1 to " + LONGEST + " characters");
        }
        options = List.copyOf(options);
        if (kind != Kind.CHOICE && !options.isEmpty()) {
            throw new IllegalArgumentException("only a choice has options, not '" + name + "'");
        }
        if ((field == FormField.SIGNATURE) != (kind == Kind.SIGNATURE) && kind != Kind.FILLED_IN) {
            throw new IllegalArgumentException(
                    "a zone of the kind SIGNATURE fills the field SIGNATURE, and no other does");
        }
    }

    /** How what stands in a zone is understood. */
    public enum Kind {
        TEXT,
        DATE,
        PHONE,
        /** One box: ticked or not. */
        CHECK_BOX,
        /** Several boxes with their labels. */
        CHOICE,
        /** Signed or not. */
        SIGNATURE,
        /** Filled in on the reference page, but not wanted: no word in it belongs to the form itself. */
        FILLED_IN
    }

    /**
     * One box of a choice.
     *
     * @param label printed beside it
     * @param area of the box itself
     */
    public record Option(String label, FormArea area) {
        public Option {
            label = label.strip();
            if (label.isEmpty() || label.length() > LONGEST) {
                throw new IllegalArgumentException("the label of an option has 1 to " + LONGEST + " characters");
            }
        }
    }
}
