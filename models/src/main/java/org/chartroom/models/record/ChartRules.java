package org.chartroom.models.record;

import java.util.List;

/**
 * What an office expects to find in its charts, as data.
 *
 * @param expected papers that a visit leaves behind
 * @param valid papers that a patient must have and that run out
 * @param notes codes of the document types that are notes of a visit
 * @param news codes of the types that a clinician wants to see before a visit: results and letters
 * @param lastNotes how many of the latest notes belong to the preparation of a visit, 1 to 20
 * @param version counts the changes; 0 for the rules that ship
 */
public record ChartRules(
        List<Expected> expected, List<Valid> valid, List<String> notes, List<String> news, int lastNotes, int version) {
    private static final int MOST = 100;
    private static final int MOST_NOTES = 20;

    /**
     * A paper that a visit leaves behind.
     *
     * @param visit kind of the visit, without regard to case; {@code *} for every kind
     * @param what as people call it
     * @param types codes of the document types any of which will do
     * @param hours how long after the end of the visit it may take, 0 to 8760
     */
    public record Expected(String visit, String what, List<String> types, int hours) {
        public Expected {
            require(visit, "expected.visit");
            require(what, "expected.what");
            types = codes(types, "expected.types");
            if (hours < 0 || hours > 8_760) {
                throw new IllegalArgumentException("expected.hours must be within 0..8760");
            }
        }
    }

    /**
     * A paper that a patient must have.
     *
     * @param what as people call it
     * @param types codes of the document types any of which will do
     * @param months how long it is good for after its date; 0 for ever
     */
    public record Valid(String what, List<String> types, int months) {
        public Valid {
            require(what, "valid.what");
            types = codes(types, "valid.types");
            if (months < 0 || months > 1_200) {
                throw new IllegalArgumentException("valid.months must be within 0..1200");
            }
        }
    }

    public ChartRules {
        expected = few(expected, "expected");
        valid = few(valid, "valid");
        notes = codes(notes, "notes");
        news = few(news, "news");
        if (lastNotes < 1 || lastNotes > MOST_NOTES) {
            throw new IllegalArgumentException("lastNotes must be within 1.." + MOST_NOTES);
        }
    }

    /** The same with another version. */
    public ChartRules withVersion(int number) {
        return new ChartRules(expected, valid, notes, news, lastNotes, number);
    }

    private static void require(String text, String field) {
        if (text == null || text.isBlank() || text.length() > 200) {
            throw new IllegalArgumentException(field + " needs 1 to 200 characters");
        }
    }

    private static List<String> codes(List<String> codes, String field) {
        if (codes == null || codes.isEmpty()) {
            throw new IllegalArgumentException(field + " needs at least one code of a document type");
        }
        return few(codes, field);
    }

    private static <T> List<T> few(List<T> list, String field) {
        if (list == null) {
            return List.of();
        }
        if (list.size() > MOST) {
            throw new IllegalArgumentException(field + " has more than " + MOST + " entries");
        }
        return List.copyOf(list);
    }
}
