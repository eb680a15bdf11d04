package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * Looks once more at print over which nothing was read: a short value far from the other text of its row, an amount at the
 * edge of a bill, is left out at times while everything around it is read surely. What is then read surely is added to the
 * page; what is not stays unread, for {@link Handwriting} to mark.
 */
final class UnreadPlaces {
    /** A letter or a digit alone is as often a bullet, a box or a speck. */
    private static final int FEWEST = 2;

    /** Letters of one word are no farther apart than this many times their height. */
    private static final double NEAR = 0.8;

    /** Print is at most this many times as high as most letters of the page. */
    private static final double HIGHEST = 1.6;

    /** Times its height. */
    private static final double WIDEST = 1.1;

    /** Something that is no print at all is at times read as some word, but hardly ever as surely as print is. */
    private static final double SURELY = 0.85;

    /** More of them are a picture, or writing by hand. */
    private static final int MOST = 12;

    private UnreadPlaces() {}

    /**
     * The lines and, each as a line of its own in the block it stands nearest to, what the second look read.
     *
     * @param letters what looks like letters on the page, read or not
     */
    static List<Line> found(List<Line> lines, Letters letters, DoubtfulNumbers.Look look) {
        if (lines.isEmpty()) {
            return lines;
        }
        List<ShapeGroup> groups = ShapeGroup.of(letters.unreadBoxes(lines), UnreadPlaces::isNear).stream()
                .filter(group -> letters(group) >= FEWEST)
                .filter(group -> group.box().height() <= HIGHEST * letters.height())
                .toList();
        if (groups.size() > MOST) {
            return lines;
        }
        List<Line> all = new ArrayList<>(lines);
        for (ShapeGroup group : groups) {
            look.at(group.box())
                    .filter(word -> word.confidence() >= SURELY && isAsLong(word, group))
                    .map(word -> new Word(word.text(), group.box(), word.confidence(), 0))
                    .ifPresent(word ->
                            all.add(new Line(nearest(lines, word.box()).block(), List.of(word))));
        }
        return all;
    }

    private static boolean isNear(Box left, Box right) {
        return ShapeGroup.gap(left, right) <= NEAR * Math.max(left.height(), right.height());
    }

    /** At least so many letters. */
    private static long letters(ShapeGroup group) {
        return Math.max(
                group.shapes(),
                Math.round(group.box().width() / (WIDEST * group.box().height())));
    }

    /** Letters may touch, and points and hyphens are smaller than letters; a word of none of its letters is a guess. */
    private static boolean isAsLong(Word word, ShapeGroup group) {
        long letters = Judgement.letters(word);
        return letters >= FEWEST && letters >= letters(group) && letters <= 3 * letters(group);
    }

    private static Line nearest(List<Line> lines, Box place) {
        return lines.stream()
                .min(Comparator.comparingInt(line -> distance(line.box(), place)))
                .orElseThrow();
    }

    /** Between the edges of two boxes, px; what lies beside counts as much as what lies above. */
    private static int distance(Box one, Box other) {
        int x = Math.max(0, Math.max(one.x() - other.x() - other.width(), other.x() - one.x() - one.width()));
        int y = Math.max(0, Math.max(one.y() - other.y() - other.height(), other.y() - one.y() - one.height()));
        return x + y;
    }
}
