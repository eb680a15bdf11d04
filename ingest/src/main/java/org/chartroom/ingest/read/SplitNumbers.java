package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chartroom.models.text.Word;

/**
 * Joins numbers that were seen as two words because typewriters and till printers give the point a whole letter's room:
 * {@code 35. 00}. Only where no letter's room is left between the two, which print with letters of one width shows, or where
 * the two touch: {@code 1. 25 mg}, the first item of a list, stays what it is.
 */
final class SplitNumbers {
    private static final Pattern OPEN = Pattern.compile(".*\\d[.,]");
    private static final Pattern REST = Pattern.compile("\\d{1,3}(?:\\D.*)?");

    /** A gap of less than this share of the height is none. */
    private static final double TOUCHING = 0.15;

    /** Widths of a letter in neighbouring words differ by less than this where all letters have one width. */
    private static final double ONE_WIDTH = 0.06;

    private static final int ENOUGH = 8;
    private static final int LONG_WORD = 4;

    /** How far off its place in such print a word may be, in letters. */
    private static final double OFF = 0.4;

    /** What is white to both sides of a letter, as a share of its room. */
    private static final double SIDES = 0.25;

    private SplitNumbers() {}

    static List<Line> joined(List<Line> lines) {
        boolean oneWidth = lettersHaveOneWidth(lines);
        return lines.stream().map(line -> joined(line, oneWidth)).toList();
    }

    private static Line joined(Line line, boolean oneWidth) {
        List<Word> words = new ArrayList<>();
        for (Word word : line.words()) {
            if (!words.isEmpty() && isRest(words.getLast(), word, oneWidth ? letterWidth(word, line.words()) : 0)) {
                Word open = words.removeLast();
                words.add(new Word(
                        open.text() + word.text(),
                        open.box().union(word.box()),
                        Math.min(open.confidence(), word.confidence()),
                        open.line()));
            } else {
                words.add(word);
            }
        }
        return new Line(line.block(), words);
    }

    private static boolean isRest(Word open, Word rest, double width) {
        if (!OPEN.matcher(open.text()).matches() || !REST.matcher(rest.text()).matches()) {
            return false;
        }
        int gap = rest.box().x() - open.box().x() - open.box().width();
        if (gap < TOUCHING * rest.box().height()) {
            return true;
        }
        // Where letters have one width, the second word begins just as many letters after the first as that one has.
        double places = (rest.box().x() - open.box().x()) / width;
        return width > 0 && Math.abs(places - open.text().length()) < OFF;
    }

    /** The width of a letter where a word of at least two shows it, px; 0 where none does. */
    private static double letterWidth(Word rest, List<Word> line) {
        if (rest.text().length() >= 2) {
            return widthOf(rest);
        }
        double[] widths = line.stream()
                .filter(word -> word.text().length() >= LONG_WORD)
                .mapToDouble(SplitNumbers::widthOf)
                .sorted()
                .toArray();
        return widths.length == 0 ? 0 : widths[widths.length / 2];
    }

    private static double widthOf(Word word) {
        return word.box().width() / (word.text().length() - SIDES);
    }

    private static boolean lettersHaveOneWidth(List<Line> lines) {
        List<Double> differences = new ArrayList<>();
        for (Line line : lines) {
            List<Word> words = line.words().stream()
                    .filter(word -> word.text().length() >= LONG_WORD && word.confidence() > 0.7)
                    .toList();
            for (int i = 1; i < words.size(); i++) {
                double one = widthOf(words.get(i - 1));
                double other = widthOf(words.get(i));
                differences.add(Math.abs(one - other) / Math.max(one, other));
            }
        }
        double[] sorted = differences.stream()
                .mapToDouble(difference -> difference)
                .sorted()
                .toArray();
        return sorted.length >= ENOUGH && sorted[sorted.length / 2] < ONE_WIDTH;
    }
}
