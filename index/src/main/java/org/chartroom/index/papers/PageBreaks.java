package org.chartroom.index.papers;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chartroom.index.matching.PageSays;
import org.chartroom.index.matching.PersonFacts;
import org.chartroom.index.papers.Sheet.Numbered;

/**
 * Whether a new paper begins with a page. Each sign that speaks for or against it has a weight; the sum decides, and how far it is
 * from zero says how sure that is.
 */
final class PageBreaks {
    private static final double OTHERWISE = -0.4;
    private static final double OTHER_PATIENT = 7;
    private static final double SAME_PATIENT = -1;
    private static final double FIRST_PAGE = 5;
    private static final double NEXT_PAGE = -7;
    private static final double LATER_PAGE = -3;
    private static final double OUT_OF_ORDER = 3;
    private static final double WAS_LAST_PAGE = 3;
    private static final double PAGES_MISSING = -2;
    private static final double TITLE = 3;
    private static final double SAME_TITLE = 1.5;
    private static final double OPENING = 2;
    private static final double ENDED = 1.5;
    private static final double GOES_ON = -4;
    private static final double MID_SENTENCE = -3;
    private static final double SAME_FORM = -2;
    private static final double OTHER_FORM = 2;
    private static final double SAME_HEAD = -1;
    private static final double OTHER_HEAD = 2.5;
    private static final double AFTER_COVER = 4;
    private static final String COVER = "CR-COVER";

    private PageBreaks() {}

    /**
     * How much speaks for a new paper, more than 0 where more speaks for it than against.
     *
     * @param paper the pages of the paper so far, at least one
     * @param next the page after them
     */
    static double before(List<Sheet> paper, Sheet next) {
        Sheet last = paper.getLast();
        Sheet first = paper.getFirst();
        double sum = OTHERWISE + numbers(last, next) + patient(paper, next) + form(last, next) + head(first, next);
        if (!next.titles().isEmpty() && !next.continued()) {
            sum += first.titles().containsAll(next.titles()) ? SAME_TITLE : TITLE;
        }
        sum += next.opens() && !next.continued() ? OPENING : 0;
        sum += last.ends() ? ENDED : 0;
        sum += next.continued() || last.goesOn() ? GOES_ON : 0;
        sum += next.midSentence() ? MID_SENTENCE : 0;
        sum += paper.size() == 1 && last.titles().contains(COVER) ? AFTER_COVER : 0;
        return sum;
    }

    /**
     * Whether two pages say themselves that they belong together: by their numbers, by the number of their form; or, where they are of
     * the same print and the first does not end a paper, in words, or by a sentence that goes on. Nothing weaker binds a page that names
     * nobody to somebody.
     */
    static boolean bound(Sheet last, Sheet next) {
        boolean numbered = last.number().isPresent()
                && next.number()
                        .filter(number -> follows(last.number().get(), number))
                        .filter(number -> number.of() > 0 || last.number().get().of() > 0)
                        .isPresent();
        boolean sameForm = last.form().isPresent() && last.form().equals(next.form());
        boolean goesOn = last.goesOn() || ((next.continued() || next.midSentence()) && !last.ends());
        return numbered || sameForm || (goesOn && last.samePrint(next));
    }

    private static boolean follows(Numbered before, Numbered number) {
        boolean sameCount = before.of() == number.of() || before.of() == 0 || number.of() == 0;
        if (before.number() == 0 || number.number() == 0) {
            // One of the numbers was lost; the count, and the number that is left, say enough.
            return before.of() == number.of() && before.number() < before.of() && before.number() != number.number();
        }
        boolean wasLast = before.of() > 0 && before.number() == before.of();
        return before.number() + 1 == number.number() && sameCount && !wasLast;
    }

    private static double numbers(Sheet last, Sheet next) {
        if (next.number().isEmpty()) {
            return last.number()
                    .filter(number -> number.of() > 0)
                    .map(number -> number.number() == number.of() ? WAS_LAST_PAGE : PAGES_MISSING)
                    .orElse(0.0);
        }
        Numbered number = next.number().get();
        if (number.number() == 1) {
            return FIRST_PAGE;
        }
        return last.number()
                .map(before -> follows(before, number) ? NEXT_PAGE : OUT_OF_ORDER)
                .orElse(LATER_PAGE);
    }

    private static double patient(List<Sheet> paper, Sheet next) {
        PersonFacts said = next.says().facts();
        boolean same = false;
        for (Sheet sheet : paper) {
            PageSays before = sheet.says();
            if (before.contradicts(next.says())) {
                return OTHER_PATIENT;
            }
            same |= before.facts().birthDate().isPresent()
                    && before.facts().birthDate().equals(said.birthDate());
            same |= before.sameNameAs(next.says());
            same |= before.facts().recordNumbers().stream().anyMatch(said.recordNumbers()::contains);
        }
        return same ? SAME_PATIENT : 0;
    }

    private static double form(Sheet last, Sheet next) {
        if (last.form().isEmpty() || next.form().isEmpty()) {
            return 0;
        }
        return last.form().equals(next.form()) ? SAME_FORM : OTHER_FORM;
    }

    /** A letterhead stands on the first page only, or is the same on all. */
    private static double head(Sheet first, Sheet next) {
        Set<String> both = new HashSet<>(first.head());
        both.retainAll(next.head());
        int smaller = Math.min(first.head().size(), next.head().size());
        if (smaller == 0) {
            return 0;
        }
        if (both.size() * 2 > smaller) {
            return SAME_HEAD;
        }
        return next.letterhead() ? OTHER_HEAD : 0;
    }
}
