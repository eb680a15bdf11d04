package org.chartroom.index.papers;

import java.util.Optional;
import org.chartroom.index.matching.PageSays;
import org.chartroom.index.matching.Verdict;

/**
 * Pages that belong together, in a stack.
 *
 * @param first its first page in the stack, from 1
 * @param last its last page
 * @param type what it seems to be; empty where nothing tells
 * @param says what its pages say of the patient; pages of the evidence are counted from the paper's first, which is 1
 * @param verdict what is to become of it
 * @param sureness how sure it is that it begins and ends there, 0 and more: the least of what spoke for its edges and its inner
 *     seams
 */
public record Paper(int first, int last, Optional<TypeGuess> type, PageSays says, Verdict verdict, double sureness) {
    public Paper {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("a paper has at least one page: " + first + " to " + last);
        }
    }

    private static final String COVER = "CR-COVER";

    /** Whether it seems to be the cover sheet of a fax. */
    public boolean isCover() {
        return pages() == 1 && type.filter(guess -> guess.code().equals(COVER)).isPresent();
    }

    /** The same with another verdict. */
    Paper with(Verdict other) {
        return new Paper(first, last, type, says, other, sureness);
    }

    /** How many pages it has. */
    public int pages() {
        return last - first + 1;
    }
}
