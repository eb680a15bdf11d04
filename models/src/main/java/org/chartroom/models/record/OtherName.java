package org.chartroom.models.record;

/**
 * A name that somebody is or was known by besides the legal one.
 *
 * @param period when they were called so
 */
public record OtherName(Kind kind, PersonName name, Validity period) {
    /** Why there is another name. Codes are stored: they are added to, never renamed. */
    public enum Kind {
        FORMER,
        MAIDEN,
        ALIAS,
        PREFERRED
    }

    public OtherName {
        if (kind == null || name == null) {
            throw new IllegalArgumentException("another name needs its kind and the name");
        }
        period = Validity.given(period);
    }
}
