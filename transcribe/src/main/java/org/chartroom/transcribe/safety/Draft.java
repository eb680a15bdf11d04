package org.chartroom.transcribe.safety;

import java.util.List;
import java.util.Locale;

/**
 * A text, asked about by offset. Immutable.
 *
 * @param lower the same in lower case
 */
record Draft(String text, String lower) {
    Draft(String text) {
        this(text, text.toLowerCase(Locale.ROOT));
    }

    /** Whether one of these words, in lower case, may be in it: much cheaper than to search for it as a word. */
    boolean mayHave(List<String> words) {
        return words.stream().anyMatch(lower::contains);
    }

    /** The sentence or line around an offset. */
    String sentenceAt(int offset) {
        return text.substring(sentenceStart(offset), sentenceEnd(offset));
    }

    /** What comes before the offset in its clause: since the last comma, semicolon, or end of a sentence. */
    String clauseBefore(int offset) {
        int start = sentenceStart(offset);
        for (int at = offset - 1; at >= start; at--) {
            boolean grouping = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
            if (text.charAt(at) == ';' || text.charAt(at) == ',' && !grouping) {
                return text.substring(at + 1, offset);
            }
        }
        return text.substring(start, offset);
    }

    int sentenceStart(int offset) {
        for (int at = offset - 1; at >= 0; at--) {
            if (isEnd(at)) {
                return at + 1;
            }
        }
        return 0;
    }

    private int sentenceEnd(int offset) {
        for (int at = offset; at < text.length(); at++) {
            if (isEnd(at)) {
                return at + 1;
            }
        }
        return text.length();
    }

    /** A stop ends a sentence only before white space and a capital; "5 mg. daily" goes on. */
    boolean isEnd(int at) {
        char mark = text.charAt(at);
        if (mark == '\n') {
            return true;
        }
        if (mark != '.' && mark != '!' && mark != '?') {
            return false;
        }
        int next = at + 1;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next == text.length()
                || next > at + 1 && (Character.isUpperCase(text.charAt(next)) || Character.isDigit(text.charAt(next)))
                || text.charAt(next) == '\n';
    }
}
