package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pairs of charts that may be one person's, and what was decided about them. */
public interface Duplicates {
    /**
     * Keeps the open pairs of one patient as they are found now: new ones are added, known open ones get the new score, open ones
     * that are not among them any more go. What was decided stays.
     *
     * @param found each has {@code patient} as one of both
     */
    void offer(PatientId patient, List<DuplicatePair> found);

    Optional<DuplicatePair> find(String id);

    /** In that state, of charts of this facility that are not merged while open; the likeliest first. */
    Slice<DuplicatePair> list(FacilityId facility, DuplicatePair.State state, Optional<String> cursor, int limit);

    /** How many are open. */
    int open(FacilityId facility);

    /** What was found or decided about two patients, in whichever order. */
    Optional<DuplicatePair> between(PatientId one, PatientId other);

    /** Keeps the pair's state as decided, whether the pair was ever offered or not. */
    DuplicatePair decide(DuplicatePair pair, Provenance by);

    /** Those of whom it was decided that they are not this patient. */
    Set<PatientId> notSame(PatientId patient);
}
