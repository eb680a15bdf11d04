package org.chartroom.index.matching;

import java.util.LinkedHashMap;
import java.util.Map;
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

    /** How what was said agrees, by {@code family}, {@code given}, {@code birthDate}, {@code visit} and so on; what is not known is left out. */
    public Map<String, Alike> agreement() {
        Map<String, Alike> all = new LinkedHashMap<>();
        all.put("family", comparison.family());
        all.put("given", comparison.given());
        all.put("middle", comparison.middle());
        all.put("generation", comparison.generation());
        all.put("birthDate", comparison.birth());
        all.put("sex", comparison.sex());
        all.put("mrn", comparison.number());
        all.put("phone", comparison.phone());
        all.put("address", comparison.address());
        all.put("memberId", comparison.member());
        all.put("visit", comparison.visited() ? Alike.SAME : Alike.UNKNOWN);
        all.values().removeIf(alike -> alike == Alike.UNKNOWN);
        return all;
    }

    Candidate ofVisit() {
        return new Candidate(patient, bits, probability, comparison.ofVisit(), known);
    }

    Comparison comparison() {
        return comparison;
    }

    Comparison.Known known() {
        return known;
    }
}
