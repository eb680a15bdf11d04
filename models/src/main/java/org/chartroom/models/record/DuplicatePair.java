package org.chartroom.models.record;

import java.util.Map;
import java.util.Optional;

/**
 * Two charts that may be one person's.
 *
 * @param id names it; random, never reused
 * @param one the smaller of both ids
 * @param other the greater
 * @param bits how much speaks for one person, log2 of the likelihood ratio
 * @param agreement how each thing agrees, by {@code family}, {@code birthDate} and so on: {@code SAME}, {@code CLOSE},
 *     {@code DIFFERENT}
 * @param decided who said so; empty while open
 */
public record DuplicatePair(
        String id,
        PatientId one,
        PatientId other,
        double bits,
        Map<String, String> agreement,
        State state,
        Optional<Provenance> decided) {
    /** What became of it. Codes are stored: they are added to, never renamed. */
    public enum State {
        OPEN,
        /** Two people; never offered again. */
        NOT_SAME,
        MERGED
    }

    public DuplicatePair {
        if (one.value().compareTo(other.value()) >= 0) {
            throw new IllegalArgumentException("the smaller id comes first");
        }
        agreement = Map.copyOf(agreement);
    }

    /** A pair that was just found, in whichever order. */
    public static DuplicatePair found(
            String id, PatientId one, PatientId other, double bits, Map<String, String> agreement) {
        boolean ordered = one.value().compareTo(other.value()) < 0;
        return new DuplicatePair(
                id, ordered ? one : other, ordered ? other : one, bits, agreement, State.OPEN, Optional.empty());
    }

    /** The same pair in another state. */
    public DuplicatePair in(State changed) {
        return new DuplicatePair(id, one, other, bits, agreement, changed, decided);
    }
}
