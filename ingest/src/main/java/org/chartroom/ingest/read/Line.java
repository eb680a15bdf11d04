package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * A line of words as seen in one block of a page.
 *
 * @param block number of the block of text it stands in, in reading order
 * @param words from left to right, at least one; their own line numbers mean nothing yet
 */
record Line(int block, List<Word> words) {
    Line {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a line needs words");
        }
    }

    /** A line of words whose boxes reach into each other at times: they are cut in the middle of what they share. */
    static Line ofDistinct(int block, List<Word> words) {
        List<Word> distinct = new ArrayList<>(words);
        for (int i = 1; i < distinct.size(); i++) {
            Box left = distinct.get(i - 1).box();
            Box right = distinct.get(i).box();
            int end = left.x() + left.width();
            if (end > right.x() && left.x() < right.x() && end < right.x() + right.width()) {
                int cut = (end + right.x()) / 2;
                distinct.set(i - 1, placed(distinct.get(i - 1), left.x(), cut));
                distinct.set(i, placed(distinct.get(i), cut, right.x() + right.width()));
            }
        }
        return new Line(block, distinct);
    }

    private static Word placed(Word word, int from, int to) {
        Box box = new Box(from, word.box().y(), to - from, word.box().height());
        return new Word(word.text(), box, word.confidence(), word.line());
    }

    Box box() {
        return words.stream().map(Word::box).reduce(Box::union).orElseThrow();
    }

    /** The same line where it lies on the page that a part was cut from, px from that part's left and top edge. */
    Line moved(int x, int y) {
        return new Line(
                block,
                words.stream()
                        .map(word -> new Word(
                                word.text(),
                                new Box(
                                        word.box().x() + x,
                                        word.box().y() + y,
                                        word.box().width(),
                                        word.box().height()),
                                word.confidence(),
                                word.line()))
                        .toList());
    }

    /** All words in order, numbered by line. */
    static List<Word> words(List<Line> lines) {
        List<Word> words = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            for (Word word : lines.get(line).words()) {
                words.add(new Word(word.text(), word.box(), word.confidence(), line));
            }
        }
        return words;
    }

    /** Whether two boxes share at least half of the lower one's height. */
    static boolean level(Box one, Box other) {
        int top = Math.max(one.y(), other.y());
        int bottom = Math.min(one.y() + one.height(), other.y() + other.height());
        return (bottom - top) * 2 >= Math.min(one.height(), other.height());
    }
}
