package org.chartroom.models.record;

/**
 * An address besides the one of today.
 *
 * @param line on one line
 * @param lived from when to when
 */
public record Address(String line, Validity lived) {
    public Address {
        line = Lines.needed("an address", line);
        lived = Validity.given(lived);
    }
}
