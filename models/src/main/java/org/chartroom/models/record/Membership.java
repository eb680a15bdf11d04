package org.chartroom.models.record;

/**
 * A patient's number at a payer.
 *
 * @param payer as its card names it
 * @param number the member id
 */
public record Membership(String payer, String number, Validity period) {
    public Membership {
        payer = Lines.line("a payer", payer);
        number = Lines.needed("a member id", number);
        period = Validity.given(period);
    }
}
