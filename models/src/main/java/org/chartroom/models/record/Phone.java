package org.chartroom.models.record;

/**
 * A telephone number besides the first one.
 *
 * @param number as written
 */
public record Phone(Kind kind, String number) {
    /** Where it rings. Codes are stored: they are added to, never renamed. */
    public enum Kind {
        HOME,
        MOBILE,
        WORK,
        OTHER
    }

    public Phone {
        kind = kind == null ? Kind.OTHER : kind;
        number = Lines.needed("a telephone number", number);
    }
}
