package org.chartroom.models.record;

/**
 * A person's name. Family name first because charts are shelved that way.
 *
 * @param family never blank
 * @param given may be empty (single names exist)
 * @param middle may be empty
 * @param suffix what tells generations apart, as {@code Jr} or {@code II}; mostly empty
 */
public record PersonName(String family, String given, String middle, String suffix) {
    public PersonName {
        if (family == null || family.isBlank()) {
            throw new IllegalArgumentException("a name needs a family name");
        }
        given = given == null ? "" : given;
        middle = middle == null ? "" : middle;
        suffix = suffix == null ? "" : suffix;
    }

    /** A name without a suffix. */
    public PersonName(String family, String given, String middle) {
        this(family, given, middle, "");
    }

    /** As charts show it: {@code Family Jr, Given Middle}. */
    public String display() {
        String last = (family + " " + suffix).strip();
        String rest = (given + " " + middle).strip();
        return rest.isEmpty() ? last : last + ", " + rest;
    }
}
