package org.chartroom.index.papers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a row in lower case, without signs and numbers. */
final class Words {
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

    private Words() {}

    static List<String> of(String text) {
        return Arrays.stream(NO_LETTER.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
