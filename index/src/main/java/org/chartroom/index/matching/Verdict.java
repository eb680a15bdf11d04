package org.chartroom.index.matching;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to become of a page, by what it says of its patient. */
public sealed interface Verdict {
    /** The patients that were thought of, the likeliest first. */
    List<Candidate> candidates();

    /** Whose it is, where nothing but pages that name nobody may speak against it. */
    default Optional<Candidate> provenButForLoosePages() {
        return switch (this) {
            case FileByItself file -> Optional.of(file.patient());
            case AskPerson ask
            when ask.isLooseOnly() -> Optional.of(ask.candidates().getFirst());
            case AskPerson _, Stop _ -> Optional.empty();
        };
    }

    /** What to do with a paper all of whose pages one fax call about this patient binds together. */
    default Verdict boundByCall() {
        return this instanceof AskPerson ask && ask.isLooseOnly()
                ? new FileByItself(ask.candidates().getFirst(), ask.candidates())
                : this;
    }

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
    record AskPerson(List<Candidate> candidates, Set<Concern> concerns) implements Verdict {
        /**
         * What to do when the paper beside it in the same stack files itself: name and birth date that are the patient's, too, need
         * no third thing then (rule 3).
         *
         * @param filed to whom the paper beside it goes
         */
        public Verdict beside(Candidate filed) {
            boolean fits = concerns.equals(Set.of(Concern.THIRD_ITEM))
                    && candidates.getFirst().patient().equals(filed.patient());
            return fits ? new FileByItself(candidates.getFirst(), candidates) : this;
        }

        /**
         * What to do with the cover sheet of a fax whose first paper files itself: it goes where that goes when it bears the same
         * name and nothing on it contradicts.
         *
         * @param filed to whom the first paper goes
         */
        public Verdict coverOf(Candidate filed) {
            return candidates.stream()
                    .filter(candidate -> COVERED.containsAll(concerns))
                    .filter(candidate -> candidate.patient().equals(filed.patient()))
                    .filter(candidate -> candidate.comparison().sameName()
                            && !candidate.comparison().contradicts())
                    .findFirst()
                    .<Verdict>map(candidate -> new FileByItself(candidate, candidates))
                    .orElse(this);
        }

        private boolean isLooseOnly() {
            return concerns.equals(Set.of(Concern.LOOSE_PAGE));
        }

        private static final Set<Concern> COVERED =
                EnumSet.of(Concern.ONE_ITEM, Concern.THIRD_ITEM, Concern.CLOSE_CALL, Concern.NOT_UNIQUE);
    }

    /**
     * A person decides, and sees the danger first: the page may be of somebody who looks like this patient on paper.
     *
     * @param concerns at least one
     */
    record Stop(List<Candidate> candidates, Set<Concern> concerns) implements Verdict {}
}
