package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.text.Word;

/**
 * Settles what a single upright stroke is. Before a word in small letters it is the word {@code I}; elsewhere it is a rule or
 * an edge, and no text.
 */
final class Uprights {
    private static final String STROKE = "|";

    private Uprights() {}

    static List<Line> settled(List<Line> lines) {
        List<Line> settled = new ArrayList<>(lines.size());
        for (Line line : lines) {
            List<Word> words = new ArrayList<>();
            for (int i = 0; i < line.words().size(); i++) {
                Word word = line.words().get(i);
                if (!word.text().equals(STROKE)) {
                    words.add(word);
                } else if (i + 1 < line.words().size()
                        && isLetterBefore(word, line.words().get(i + 1))) {
                    words.add(new Word("I", word.box(), word.confidence(), word.line()));
                }
            }
            if (!words.isEmpty()) {
                settled.add(new Line(line.block(), words));
            }
        }
        return settled;
    }

    private static boolean isLetterBefore(Word stroke, Word next) {
        int height = next.box().height();
        return Character.isLowerCase(next.text().codePointAt(0))
                && Line.level(stroke.box(), next.box())
                && stroke.box().height() <= 1.5 * height
                && next.box().x() - stroke.box().x() - stroke.box().width() < 1.5 * height;
    }
}
