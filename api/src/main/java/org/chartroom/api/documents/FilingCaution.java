package org.chartroom.api.documents;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.index.matching.Candidate;
import org.chartroom.index.matching.Concern;
import org.chartroom.index.matching.Verdict;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.SecondLook;

/**
 * What to beware of when a document goes into a chart.
 *
 * @param stops dangers that whoever files has to say they have seen; several documents at once are not filed with one
 * @param secondLook why another person looks at the filing afterwards; empty when nobody needs to
 */
record FilingCaution(Set<Concern> stops, Optional<SecondLook.Why> secondLook) {
    static final FilingCaution NONE = new FilingCaution(Set.of(), Optional.empty());

    /** Bits by which the first patient must be ahead of the second for the pages to be clear. */
    private static final double CLEARLY_AHEAD = 10;

    FilingCaution {
        stops = Set.copyOf(stops);
    }

    /**
     * @param said whose the pages say it is; empty where nobody looked
     * @param chosen into whose chart it goes
     * @param date the day it is about
     */
    static FilingCaution of(Optional<Verdict> said, Patient chosen, Optional<LocalDate> date) {
        EnumSet<Concern> stops = EnumSet.noneOf(Concern.class);
        said.ifPresent(verdict -> {
            switch (verdict) {
                case Verdict.Stop(List<Candidate> _, Set<Concern> concerns) -> stops.addAll(concerns);
                case Verdict.AskPerson(List<Candidate> _, Set<Concern> concerns)
                when concerns.contains(Concern.DECEASED) && isFirst(verdict, chosen) -> stops.add(Concern.DECEASED);
                case Verdict.AskPerson _, Verdict.FileByItself _ -> {}
            }
        });
        if (chosen.deceasedOn().isPresent()
                && date.filter(day -> day.isAfter(chosen.deceasedOn().get())).isPresent()) {
            stops.add(Concern.DECEASED);
        }
        return new FilingCaution(
                stops,
                stops.isEmpty() ? said.flatMap(verdict -> why(verdict, chosen)) : Optional.of(SecondLook.Why.DANGER));
    }

    /** Those of the dangers that nobody has said they have seen. */
    Set<Concern> unseen(Set<Concern> acknowledged) {
        EnumSet<Concern> unseen = EnumSet.noneOf(Concern.class);
        unseen.addAll(stops);
        unseen.removeAll(acknowledged);
        return unseen;
    }

    private static boolean isFirst(Verdict verdict, Patient chosen) {
        return !verdict.candidates().isEmpty()
                && verdict.candidates().getFirst().patient().equals(chosen.id());
    }

    private static Optional<SecondLook.Why> why(Verdict verdict, Patient chosen) {
        List<Candidate> candidates = verdict.candidates();
        // Where as much speaks against the likeliest as for it, the pages suggest nobody.
        if (candidates.isEmpty() || candidates.getFirst().bits() <= 0) {
            return Optional.empty();
        }
        if (!isFirst(verdict, chosen)) {
            return Optional.of(SecondLook.Why.AGAINST_SUGGESTION);
        }
        boolean close = candidates.size() > 1
                && candidates.getFirst().bits() - candidates.get(1).bits() < CLEARLY_AHEAD;
        return close ? Optional.of(SecondLook.Why.LOW_MARGIN) : Optional.empty();
    }
}
