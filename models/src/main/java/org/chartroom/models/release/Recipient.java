package org.chartroom.models.release;

/**
 * Who receives the packet, and where.
 *
 * @param address postal or e-mail address or fax number
 * @param confirmed whether the address comes from the office's directory, or was typed twice alike
 */
public record Recipient(String name, String address, boolean confirmed) {
    public Recipient {
        name = name.strip();
        address = address.strip();
    }
}
