package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * Finds words that were read as one although there is a gap between them on the page, as tightly set print is at times:
 * {@code Thisisa}. The two parts are read once more, each by itself; only if they then say the same as before are they two
 * words.
 */
final class LostSpaces {
    private static final int SHORTEST = 5;

    /** A gap between words is at least this share of the line's height, and this many times the word's other gaps. */
    private static final double WIDE = 0.2;

    private static final double WIDER = 2.2;
    private static final int DARK = 150;

    /** More of them means that the page is spaced like that. */
    private static final int MOST = 40;

    private LostSpaces() {}

    static List<Line> found(PageBitmap page, List<Line> lines, DoubtfulNumbers.Look look) {
        byte[] ink = page.luminance();
        List<Line> mended = new ArrayList<>(lines.size());
        int left = MOST;
        for (Line line : lines) {
            List<Word> words = new ArrayList<>();
            for (Word word : line.words()) {
                Optional<List<Word>> parts = left == 0 ? Optional.empty() : parts(ink, page.width(), word);
                if (parts.isEmpty()) {
                    words.add(word);
                    continue;
                }
                left--;
                words.addAll(confirmed(word, parts.get(), look));
            }
            mended.add(new Line(line.block(), words));
        }
        return mended;
    }

    private static List<Word> confirmed(Word whole, List<Word> parts, DoubtfulNumbers.Look look) {
        Optional<Word> left = look.at(parts.getFirst().box());
        Optional<Word> right = look.at(parts.getLast().box());
        if (left.isEmpty()
                || right.isEmpty()
                || !(left.get().text() + right.get().text()).equals(whole.text())) {
            return List.of(whole);
        }
        return List.of(
                new Word(left.get().text(), parts.getFirst().box(), whole.confidence(), whole.line()),
                new Word(right.get().text(), parts.getLast().box(), whole.confidence(), whole.line()));
    }

    /** The word cut at its widest gap, if that is wide enough. */
    private static Optional<List<Word>> parts(byte[] ink, int width, Word word) {
        Box box = word.box();
        if (word.text().length() < SHORTEST || !word.text().chars().allMatch(Character::isLetterOrDigit)) {
            return Optional.empty();
        }
        int widest = 0;
        int at = 0;
        int second = 1;
        int white = 0;
        for (int x = box.x(); x < box.x() + box.width(); x++) {
            if (isWhite(ink, width, box, x)) {
                white++;
                continue;
            }
            // What is white at the very left is no gap.
            if (white > 0 && x - white > box.x()) {
                if (white > widest) {
                    second = Math.max(second, widest);
                    widest = white;
                    at = x - white;
                } else {
                    second = Math.max(second, white);
                }
            }
            white = 0;
        }
        if (widest < WIDE * box.height() || widest < WIDER * second) {
            return Optional.empty();
        }
        Box left = new Box(box.x(), box.y(), at - box.x(), box.height());
        Box right = new Box(at + widest, box.y(), box.x() + box.width() - at - widest, box.height());
        return left.width() < 2 || right.width() < 2
                ? Optional.empty()
                : Optional.of(List.of(
                        new Word(word.text(), left, word.confidence(), word.line()),
                        new Word(word.text(), right, word.confidence(), word.line())));
    }

    private static boolean isWhite(byte[] ink, int width, Box box, int x) {
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            if ((ink[y * width + x] & 0xFF) < DARK) {
                return false;
            }
        }
        return true;
    }
}
