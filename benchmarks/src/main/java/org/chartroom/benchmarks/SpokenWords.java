package org.chartroom.benchmarks;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * A text as words to be compared: NFKC, lower case, quotes made plain; punctuation, fillers such as {@code [NOISE]} and marks
 * of a second pronunciation such as {@code the(2)} do not count. Nothing else is made the same: "okay" is not "ok".
 */
final class SpokenWords {
    private SpokenWords() {}

    static List<String> of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\(\\d+\\)(?=\\s|$)|\\[[^\\]]*\\]|<[^>]*>", " ")
                .replaceAll("[^\\p{L}\\p{N}_' ]+", " ")
                .replaceAll("(^|\\s)'+|'+(?=\\s|$)", " ")
                .strip();
        return plain.isEmpty() ? List.of() : List.of(plain.split("\\s+"));
    }

    /** As written in a note: figures, units and signs count, capitals and full stops at ends do not. */
    static List<String> written(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('\u2019', '\'')
                .toLowerCase(Locale.ROOT)
                .replaceAll("([.,:;?!])(?=\\s|$)", " $1 ")
                .strip();
        return plain.isEmpty() ? List.of() : List.of(plain.split("\\s+"));
    }
}
