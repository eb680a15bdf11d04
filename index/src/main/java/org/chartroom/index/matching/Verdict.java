package org.chartroom.index.matching;

import java.util.List;
import java.util.Set;

/** What is to become of a page, by what it says of its patient. */
public sealed interface Verdict {
    /** The patients that were thought of, the likeliest first. */
    List<Candidate> candidates();

    /**
     * It is this patient's: two things that belong together say so, and nothing contradicts.
     *
     * @param patient the first of the candidates
     */
    record FileByItself(Candidate patient, List<Candidate> candidates) implements Verdict {}

    /**
     * A person decides.
     *
     * @param concerns at least one
     */
    record AskPerson(List<Candidate> candidates, Set<Concern> concerns) implements Verdict {}

    /**
     * A person decides, and sees the danger first: the page may be of somebody who looks like this patient on paper.
     *
     * @param concerns at least one
     */
    record Stop(List<Candidate> candidates, Set<Concern> concerns) implements Verdict {}
}
