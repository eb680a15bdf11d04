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

    /** How one thing agrees with what is known of the patient. */
    public enum Agreement {
        /** The same. */
        SAME,
        /** One may stand for the other: a nickname, an initial, a sound, a slip of one digit. */
        CLOSE,
        /** Another. */
        DIFFERENT
    }

    /** How what was said agrees, by {@code family}, {@code given}, {@code birthDate} and so on; what is not known is left out. */
    public Map<String, Agreement> agreement() {
        Map<String, Agreement> all = new LinkedHashMap<>();
        add(all, "family", comparison.family());
        add(all, "given", comparison.given());
        add(all, "middle", comparison.middle());
        add(all, "generation", comparison.generation());
        add(all, "birthDate", comparison.birth());
        add(all, "sex", comparison.sex());
        add(all, "mrn", comparison.number());
        add(all, "phone", comparison.phone());
        add(all, "address", comparison.address());
        add(all, "memberId", comparison.member());
        return all;
    }

    private static void add(Map<String, Agreement> all, String thing, Comparison.Alike alike) {
        switch (alike) {
            case SAME -> all.put(thing, Agreement.SAME);
            case CLOSE -> all.put(thing, Agreement.CLOSE);
            case DIFFERENT -> all.put(thing, Agreement.DIFFERENT);
            case UNKNOWN -> {}
        }
    }

    Comparison comparison() {
        return comparison;
    }

    Comparison.Known known() {
        return known;
    }
}
