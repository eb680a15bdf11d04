package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.Reading;
import org.chartroom.models.text.Word;

/** Says whether what was recognised can be relied on, must be looked at by a person, or is nothing. */
final class Judgement {
    /** A page read at least this surely needs nobody to look at it. */
    static final double SURE_ENOUGH = 0.80;

    /** What is read less surely than this is noise, not text. */
    private static final double NOISE = 0.35;

    /** Likewise for one line of a page. */
    private static final double NOISY_LINE = 0.4;

    /** What edges, folds and rules are taken for. */
    private static final Pattern STROKES = Pattern.compile("[|_~`'\u2018\u2019.,\\-\u2014\u00b0]+");

    private Judgement() {}

    /** The reading made of these words. */
    static Reading of(List<Word> words, boolean damaged) {
        double sure = sureness(words);
        if (words.isEmpty()) {
            return new Reading.Unreadable(PageProblem.UNREADABLE, "No text could be recognised on this page.");
        }
        if (sure < NOISE) {
            return new Reading.Unreadable(
                    PageProblem.UNREADABLE, "What is on this page could not be recognised as text.");
        }
        String text = text(words);
        if (damaged) {
            return new Reading.Doubtful(text, words, sure, "The image is damaged: a part of the page may be missing.");
        }
        if (sure < SURE_ENOUGH) {
            return new Reading.Doubtful(
                    text, words, sure, "Read with low confidence (" + Math.round(sure * 100) + " %).");
        }
        return new Reading.Complete(text, words, sure);
    }

    /** Dirt is recognised as dots and strokes: marks without a letter or digit, seen without confidence. */
    static boolean speaks(Word word) {
        if (letters(word) > 0) {
            return word.confidence() >= 0.05;
        }
        return word.confidence() >= (STROKES.matcher(word.text()).matches() ? 0.9 : 0.5);
    }

    /** Without what is dirt, word by word. */
    static List<Line> withoutSpecks(List<Line> lines) {
        List<Line> kept = new ArrayList<>(lines.size());
        for (Line line : lines) {
            List<Word> words = line.words().stream().filter(Judgement::speaks).toList();
            if (!words.isEmpty()) {
                kept.add(new Line(line.block(), words));
            }
        }
        return kept;
    }

    /**
     * Whole rows of nothing but noise, such as the structure of crumpled paper, are no text. A word that is read unsurely
     * beside others that are not stays: it may be the value that belongs to them.
     *
     * @param rows as a person sees them, from one side of the page, or of a column, to the other
     */
    static List<Line> withoutNoise(List<Line> rows) {
        return rows.stream()
                .filter(row -> sureness(row.words()) >= NOISY_LINE
                        || row.words().stream().allMatch(word -> letters(word) == 0))
                .toList();
    }

    /** Mean confidence of the words by their letters and digits, 0..1; 0 when there are none. */
    static double sureness(List<Word> words) {
        double sum = 0;
        long letters = 0;
        for (Word word : words) {
            long count = letters(word);
            sum += count * word.confidence();
            letters += count;
        }
        return letters == 0 ? 0 : sum / letters;
    }

    /** Whether one try at a page is to be preferred to another: more that was read surely. */
    static boolean better(List<Word> one, List<Word> other) {
        return worth(one) > worth(other) * 1.02;
    }

    /** How much was read, and how surely: letters weighted by their confidence. */
    static double worth(List<Word> words) {
        double worth = 0;
        for (Word word : words) {
            // Squared, so that a lot of guesses does not outweigh less that is sure.
            worth += letters(word) * word.confidence() * word.confidence();
        }
        return worth * sureness(words);
    }

    static long letters(Word word) {
        return word.text().codePoints().filter(Character::isLetterOrDigit).count();
    }

    /** The words with single spaces between them, lines ended by {@code \n}. */
    static String text(List<Word> words) {
        StringBuilder text = new StringBuilder();
        int line = -1;
        for (Word word : words) {
            if (text.length() > 0) {
                text.append(word.line() == line ? ' ' : '\n');
            }
            text.append(word.text());
            line = word.line();
        }
        return text.toString();
    }
}
