package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * Marks what is written by hand, and what looks like letters but was not read at all, as {@value #MARK} where it cannot be
 * read: a guess at it would look like print to whoever relies on the text. On a page whose print is read surely, that is what
 * is read unsurely and stands higher than the print. Where all of a page is read unsurely, the page is bad, and nothing is
 * marked.
 */
final class Handwriting {
    static final String MARK = "[handwriting]";

    /** At least this share of the letters must be read surely for the rest to stand out. */
    private static final double PRINT = 0.5;

    private static final double SURELY = 0.85;

    /** What is read less surely than this and is higher than print. */
    private static final double UNSURE = 0.75;

    /** Times the height of the print. */
    private static final double HIGHER = 1.45;

    /** Fewer letters may be anything. */
    private static final int FEWEST = 3;

    private Handwriting() {}

    /** @param letters what looks like letters on the page, read or not */
    static List<Line> marked(List<Line> lines, Letters letters) {
        double print =
                height(lines.stream().flatMap(line -> line.words().stream()).toList());
        long sure = letters(lines, SURELY);
        if (print == 0 || sure < letters(lines, 0) * PRINT) {
            return lines;
        }
        List<Line> marked = new ArrayList<>();
        for (Line line : lines) {
            double here = height(line.words());
            marked.add(marked(line, here == 0 ? print : here, letters));
        }
        for (Box unread : groups(letters.unreadBoxes(lines), print)) {
            place(new Word(MARK, unread, 0, 0), marked);
        }
        return marked;
    }

    /** The median height of what is read surely, px; 0 when nothing is. */
    private static double height(List<Word> words) {
        int[] heights = words.stream()
                .filter(word -> word.confidence() >= SURELY && Judgement.letters(word) >= 2)
                .mapToInt(word -> word.box().height())
                .sorted()
                .toArray();
        return heights.length == 0 ? 0 : heights[heights.length / 2];
    }

    /** Shapes beside each other, no farther apart than words, that together are as long as a word. */
    private static List<Box> groups(List<Box> shapes, double print) {
        return ShapeGroup.of(shapes, (left, right) -> isNear(left, right, print)).stream()
                .filter(group -> group.shapes() >= FEWEST)
                .map(ShapeGroup::box)
                .filter(box -> box.width() > 3 * print && box.height() < 4 * print)
                .toList();
    }

    /** Into the line it stands on, or a line of its own below those above it. */
    private static void place(Word mark, List<Line> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (Line.level(line.box(), mark.box())) {
                List<Word> words = new ArrayList<>(line.words());
                words.add(mark);
                words.sort(Comparator.comparingInt(word -> word.box().x()));
                lines.set(i, new Line(line.block(), words));
                return;
            }
        }
        int at = 0;
        while (at < lines.size() && lines.get(at).box().y() < mark.box().y()) {
            at++;
        }
        lines.add(at, new Line(0, List.of(mark)));
    }

    private static long letters(List<Line> lines, double atLeast) {
        return lines.stream()
                .flatMap(line -> line.words().stream())
                .filter(word -> word.confidence() >= atLeast)
                .mapToLong(Judgement::letters)
                .sum();
    }

    /** Words beside each other are marked together when together they look written by hand. */
    private static Line marked(Line line, double print, Letters letters) {
        List<Word> words = new ArrayList<>();
        List<Word> run = new ArrayList<>();
        for (Word word : line.words()) {
            if (isSuspect(word, print, letters)
                    && (run.isEmpty() || isNear(run.getLast().box(), word.box(), print))) {
                run.add(word);
                continue;
            }
            words.addAll(settled(run));
            run.clear();
            if (isSuspect(word, print, letters)) {
                run.add(word);
            } else {
                words.add(word);
            }
        }
        words.addAll(settled(run));
        return new Line(line.block(), words);
    }

    private static boolean isSuspect(Word word, double print, Letters letters) {
        return word.confidence() < UNSURE
                && word.box().height() > HIGHER * print
                && letters.heightIn(word.box()) > HIGHER * letters.height();
    }

    private static boolean isNear(Box left, Box right, double print) {
        return ShapeGroup.gap(left, right) < 4 * print;
    }

    private static List<Word> settled(List<Word> run) {
        long letters = run.stream().mapToLong(Judgement::letters).sum();
        if (letters < FEWEST) {
            return List.copyOf(run);
        }
        Box box = run.stream().map(Word::box).reduce(Box::union).orElseThrow();
        return List.of(new Word(MARK, box, Judgement.sureness(run), 0));
    }
}
