package org.chartroom.api.releases;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chartroom.index.PageText;
import org.chartroom.models.text.Word;

/** Where words stand on a page: letters and digits count, case, accents and everything between do not. */
final class WordHits {
    /** So much more than the word is covered on every side, in parts of the page: what sticks out of a box can be read. */
    private static final double MARGIN = 0.003;

    /** From so many letters on a term is also found within a word; a box too many is seen, one too few is not. */
    private static final int WITHIN = 4;

    private WordHits() {}

    /** A place in parts of the page, with the words that stand there. */
    record Place(double x, double y, double width, double height, String text) {}

    /** What is looked for, word by word. */
    static List<String> terms(String words) {
        List<String> terms = new ArrayList<>();
        for (String word : words.split("\\s+")) {
            String plain = plain(word);
            if (!plain.isEmpty()) {
                terms.add(plain);
            }
        }
        return terms;
    }

    /** Every run of words that is the terms, one after another; the last may be longer than its term. */
    static List<Place> of(PageText.Printed page, List<String> terms) {
        List<Place> places = new ArrayList<>();
        List<Word> words = page.words();
        for (int i = 0; i + terms.size() <= words.size(); i++) {
            if (begins(words, i, terms)) {
                for (Word word : words.subList(i, i + terms.size())) {
                    places.add(place(page, word));
                }
            }
        }
        return places;
    }

    private static boolean begins(List<Word> words, int from, List<String> terms) {
        for (int k = 0; k < terms.size(); k++) {
            String said = plain(words.get(from + k).text());
            String term = terms.get(k);
            boolean there = terms.size() == 1 && term.length() >= WITHIN
                    ? said.contains(term)
                    : k == terms.size() - 1 ? said.startsWith(term) : said.equals(term);
            if (!there) {
                return false;
            }
        }
        return true;
    }

    /** What is looked for by its form. Names are part of the API. */
    enum Pattern {
        PHONE("(\\+?1[ .-]?)?\\(?\\d{3}\\)?[ .-]?\\d{3}[ .-]\\d{4}"),
        SOCIAL_SECURITY_NUMBER("\\d{3}[ -]\\d{2}[ -]\\d{4}"),
        EMAIL("[^\\s@]+@[^\\s@]+\\.[A-Za-z]{2,}"),
        DATE("\\d{1,2}[/.-]\\d{1,2}[/.-](\\d{2}|\\d{4})|\\d{4}-\\d{2}-\\d{2}");

        private final java.util.regex.Pattern form;

        Pattern(String form) {
            this.form = java.util.regex.Pattern.compile(form);
        }
    }

    /** A number may be written with spaces in it, so that it is several words. */
    private static final int MOST_WORDS = 4;

    /** Everything on a page that has the form; words of one line are read on from one to the next. */
    static List<Place> of(PageText.Printed page, Pattern pattern) {
        List<Place> places = new ArrayList<>();
        List<Word> words = page.words();
        int i = 0;
        while (i < words.size()) {
            int length = length(words, i, pattern);
            for (Word word : words.subList(i, i + length)) {
                places.add(place(page, word));
            }
            i += Math.max(1, length);
        }
        return places;
    }

    private static int length(List<Word> words, int from, Pattern pattern) {
        for (int length = Math.min(MOST_WORDS, words.size() - from); length > 0; length--) {
            List<Word> run = words.subList(from, from + length);
            String text = run.stream().map(Word::text).collect(Collectors.joining(" "));
            boolean oneLine = run.getFirst().line() == run.getLast().line();
            if (oneLine
                    && pattern.form
                            .matcher(text.replaceAll("^[^\\p{L}\\p{N}(+]+|[^\\p{L}\\p{N}]+$", ""))
                            .matches()) {
                return length;
            }
        }
        return 0;
    }

    private static Place place(PageText.Printed page, Word word) {
        double left = Math.max(0, word.box().x() / (double) page.widthPx() - MARGIN);
        double top = Math.max(0, word.box().y() / (double) page.heightPx() - MARGIN);
        double right = Math.min(1, (word.box().x() + word.box().width()) / (double) page.widthPx() + MARGIN);
        double bottom = Math.min(1, (word.box().y() + word.box().height()) / (double) page.heightPx() + MARGIN);
        return new Place(left, top, right - left, bottom - top, word.text());
    }

    private static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
