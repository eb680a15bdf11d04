package org.chartroom.transcribe.format;

import org.chartroom.models.text.TextEdit;

/**
 * Words that have more than one reading and therefore stay as they were spoken, for a person to decide.
 *
 * @param words as spoken
 * @param reason what is unclear, a sentence for the person who decides
 * @param firstWord index of the first word, from 0
 * @param lastWord index of the last word, inclusive
 */
public record Ambiguity(String words, String reason, int firstWord, int lastWord) {
    static final String NUMBER = "ambiguous.number";
    static final String PRESSURE = "ambiguous.blood-pressure";
    static final String RANGE = "ambiguous.range";
    static final String ABBREVIATION = "ambiguous.abbreviation";
    static final String IDENTIFIER = "ambiguous.identifier";

    private static final String PREFIX = "ambiguous.";

    public Ambiguity {
        if (firstWord < 0 || lastWord < firstWord) {
            throw new IllegalArgumentException("words " + firstWord + ".." + lastWord + " are no words");
        }
    }

    /** A rule that finds words unclear says so with an edit that changes nothing; this keeps other rules off them. */
    static TextEdit keep(Utterance words, int first, int end, String kind) {
        return words.edit(first, end, String.join(" ", words.words().subList(first, end)), kind);
    }

    static boolean isKept(TextEdit edit) {
        return edit.rule().startsWith(PREFIX);
    }

    static Ambiguity of(TextEdit kept) {
        String reason = switch (kept.rule()) {
            case PRESSURE -> "This is not a plausible blood pressure as heard.";
            case RANGE -> "It is not clear how large the first number of this range is.";
            case ABBREVIATION -> "This abbreviation has more than one meaning.";
            case IDENTIFIER -> "It is not clear which figures this number has.";
            default -> "These number words can be read in more than one way.";
        };
        return new Ambiguity(kept.from(), reason, kept.firstWord(), kept.lastWord());
    }
}
