package org.chartroom.models.record;

/**
 * A person's name. Family name first because charts are shelved that way.
 *
 * @param family never blank
 * @param given may be empty (single names exist)
 * @param middle may be empty
 */
public record PersonName(String family, String given, String middle) {
    public PersonName {
        if (family.isBlank()) {
            throw new IllegalArgumentException("a name needs a family name");
        }
    }

    /** As charts show it: {@code Family, Given Middle}. */
    public String display() {
        String rest = (given + " " + middle).strip();
        return rest.isEmpty() ? family : family + ", " + rest;
    }
}
