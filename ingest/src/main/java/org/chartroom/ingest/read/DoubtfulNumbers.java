package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * Numbers that were read with doubt are looked at once more, each by itself and in another size: a wrong digit in a record
 * number, a dose or a date does harm that a wrong letter in a sentence does not. What is much surer and no less of a number
 * takes the place of what was read first; everything else stays as it was.
 */
final class DoubtfulNumbers {
    private static final double DOUBT = 0.93;

    /** How much surer the second look must be, unless it leaves no more than {@link #HALF} of the doubt. */
    private static final double SURER = 0.2;

    private static final double HALF = 0.5;

    /** Who sees more signs, or fewer, must be as sure as of print: it may have seen another place. */
    private static final double SURE_OF_PLACE = 0.9;

    private static final int DIGITS = 2;
    /** More of them means that the page is bad, not a word. */
    private static final int MOST = 30;

    private DoubtfulNumbers() {}

    /** Reads what lies in a box as one word. */
    interface Look {
        Optional<Word> at(Box box);
    }

    static List<Word> readAgain(List<Word> words, Look look) {
        if (words.stream().filter(DoubtfulNumbers::doubtful).count() > MOST) {
            return words;
        }
        List<Word> read = new ArrayList<>(words.size());
        for (Word word : words) {
            read.add(doubtful(word) ? surer(word, look.at(word.box())) : word);
        }
        return read;
    }

    private static Word surer(Word first, Optional<Word> second) {
        return second.filter(again -> isMuchSurer(again, first))
                .filter(again -> again.text().length() == first.text().length() || isSurelyThere(again, first))
                .filter(again -> digits(again) >= digits(first))
                .map(again -> new Word(again.text(), first.box(), again.confidence(), first.line()))
                .orElse(first);
    }

    private static boolean isMuchSurer(Word again, Word first) {
        double doubtLeft = 1 - again.confidence();
        return again.confidence() >= first.confidence() + SURER || doubtLeft <= HALF * (1 - first.confidence());
    }

    /** {@code 50)}, {@code 750} or {@code 7:50)}, and then {@code 7.50}: signs are lost or found, letters never lost. */
    private static boolean isSurelyThere(Word again, Word first) {
        return again.confidence() >= SURE_OF_PLACE && Judgement.letters(again) >= Judgement.letters(first);
    }

    private static boolean doubtful(Word word) {
        return word.confidence() < DOUBT && digits(word) >= DIGITS;
    }

    private static long digits(Word word) {
        return word.text().codePoints().filter(Character::isDigit).count();
    }
}
