package org.chartroom.models.record;

/**
 * A number that somebody has elsewhere: the record number of another site, of the practice they came from, of the state.
 *
 * @param system whose number it is: a facility's or issuer's name, or its URI
 * @param value the number
 */
public record Identifier(String system, String value, Validity period) {
    public Identifier {
        system = Lines.needed("an identifier's system", system);
        value = Lines.needed("an identifier's value", value);
        period = Validity.given(period);
    }
}
