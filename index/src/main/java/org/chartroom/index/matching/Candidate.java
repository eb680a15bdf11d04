package org.chartroom.index.matching;

import org.chartroom.models.record.PatientId;

/** A patient that somebody may be. */
public final class Candidate {
    private final PatientId patient;
    private final double bits;
    private final double probability;
    private final Comparison comparison;
    private final Comparison.Known known;

    Candidate(PatientId patient, double bits, double probability, Comparison comparison, Comparison.Known known) {
        this.patient = patient;
        this.bits = bits;
        this.probability = probability;
        this.comparison = comparison;
        this.known = known;
    }

    /** Whose chart it is. */
    public PatientId patient() {
        return patient;
    }

    /** How much speaks for it, in bits (log2 of the likelihood ratio); less than 0 where more speaks against it. */
    public double bits() {
        return bits;
    }

    /** How likely it is among all candidates and those nobody thought of, 0..1. */
    public double probability() {
        return probability;
    }

    Comparison comparison() {
        return comparison;
    }

    Comparison.Known known() {
        return known;
    }
}
