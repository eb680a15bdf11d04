package org.chartroom.models.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far a text that was read or heard is from the true one: edit distance over the true text's length, so that a text
 * with much added can be above 1. Before comparing, both are put into NFKC, quotes, dashes and bullets made plain,
 * hyphens at line ends joined, white space folded and letters made lower case.
 *
 * @param characters error rate by characters (CER), 0 or more
 * @param words error rate by words (WER), 0 or more
 * @param found share of the true words found, in any order, 0..1
 * @param trueCharacters length of the true text after that, in characters
 * @param trueWords length of the true text after that, in words
 */
public record ErrorRates(double characters, double words, double found, int trueCharacters, int trueWords) {
    private static final String FROM = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2014\u2013\u2010\u2022\f";
    private static final String TO = "'''\"\"\"\"\"---  ";

    /** The error rates of {@code read} against {@code truth}. */
    public static ErrorRates of(String truth, String read) {
        String wanted = normalised(truth);
        String got = normalised(read);
        int[] wantedCharacters = wanted.codePoints().toArray();
        int[] gotCharacters = got.codePoints().toArray();
        List<String> wantedWords = words(wanted);
        List<String> gotWords = words(got);
        Map<String, Integer> numbers = new HashMap<>();
        int[] wantedNumbers = numbered(wantedWords, numbers);
        int[] gotNumbers = numbered(gotWords, numbers);
        return new ErrorRates(
                (double) distance(wantedCharacters, gotCharacters) / Math.max(1, wantedCharacters.length),
                (double) distance(wantedNumbers, gotNumbers) / Math.max(1, wantedNumbers.length),
                found(wantedWords, gotWords),
                wantedCharacters.length,
                wantedWords.size());
    }

    /**
     * The error rates of words that were heard: besides what {@link #of} does, punctuation, fillers such as
     * {@code [NOISE]} or {@code <sil>} and marks of a second pronunciation such as {@code the(2)} do not count.
     */
    public static ErrorRates ofSpeech(String truth, String heard) {
        return of(spoken(truth), spoken(heard));
    }

    private static String spoken(String text) {
        return normalised(text)
                .replaceAll("\\(\\d+\\)|\\[[^\\]]*\\]|<[^>]*>", " ")
                .replaceAll("[^\\p{L}\\p{N}_' ]+", " ")
                .replaceAll("(^|\\s)'+|'+(\\s|$)", " ");
    }

    /** The word error rate of {@link #of} alone, for texts too many to be compared by their characters. */
    public static double wordsOf(String truth, String read) {
        List<String> wanted = words(normalised(truth));
        List<String> got = words(normalised(read));
        Map<String, Integer> numbers = new HashMap<>();
        return (double) distance(numbered(wanted, numbers), numbered(got, numbers)) / Math.max(1, wanted.size());
    }

    /** A text as it is compared. */
    static String normalised(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder(plain.length());
        plain.codePoints().filter(c -> c != 0xAD).forEach(c -> {
            int at = FROM.indexOf(c);
            out.appendCodePoint(at >= 0 ? TO.charAt(at) : c);
        });
        return out.toString()
                .replaceAll("-[\\s\\u00a0]*\\n[\\s\\u00a0]*", "-")
                .replaceAll("[\\s\\u00a0\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\u0085]+", " ")
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String normalised) {
        return normalised.isEmpty() ? List.of() : Arrays.asList(normalised.split(" "));
    }

    private static int[] numbered(List<String> words, Map<String, Integer> numbers) {
        return words.stream()
                .mapToInt(word -> numbers.computeIfAbsent(word, ignored -> numbers.size()))
                .toArray();
    }

    private static double found(List<String> wanted, List<String> got) {
        Map<String, Integer> left = new HashMap<>();
        got.forEach(word -> left.merge(word, 1, Integer::sum));
        long found = wanted.stream()
                .filter(word -> left.merge(word, -1, Integer::sum) >= 0)
                .count();
        return (double) found / Math.max(1, wanted.size());
    }

    /** Levenshtein's distance in two rows. */
    private static int distance(int[] one, int[] other) {
        int[] above = new int[other.length + 1];
        int[] row = new int[other.length + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= one.length; i++) {
            row[0] = i;
            for (int j = 1; j <= other.length; j++) {
                int swap = above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.min(swap, Math.min(above[j], row[j - 1]) + 1);
            }
            int[] spare = above;
            above = row;
            row = spare;
        }
        return above[other.length];
    }
}
