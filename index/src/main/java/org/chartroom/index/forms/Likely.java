package org.chartroom.index.forms;

import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Whether two words are the same in spite of what is misread in scans and faxes. */
final class Likely {
    /** So many letters may have one misread among them. */
    private static final int LETTERS_A_MISREAD = 4;

    private Likely() {}

    /** What is left of a word when signs that are mistaken for each other are the same: lower case, letters and digits. */
    static String key(String word) {
        StringBuilder key = new StringBuilder();
        word.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Likely::folded)
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    private static int folded(int sign) {
        return switch (sign) {
            case '0' -> 'o';
            case '1', 'i' -> 'l';
            case '5' -> 's';
            case '8' -> 'b';
            default -> sign;
        };
    }

    /** Whether two keys are likely of one word. */
    static boolean same(String key, String other) {
        int misread = Math.min(key.length(), other.length()) / LETTERS_A_MISREAD;
        if (Math.abs(key.length() - other.length()) > misread) {
            return false;
        }
        return misread == 0 ? key.equals(other) : new LevenshteinDistance(misread).apply(key, other) >= 0;
    }
}
