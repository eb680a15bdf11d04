package org.chartroom.ingest.pdf;

/** What of a text may go into a PDF. */
final class Characters {
    private Characters() {}

    /** Without control characters and non-characters; halves of characters become U+FFFD. */
    static String printable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                kept.append('\uFFFD');
            } else if (!Character.isISOControl(character)
                    && character != 0xFEFF
                    && (character & 0xFFFE) != 0xFFFE
                    && !(character >= 0xFDD0 && character <= 0xFDEF)) {
                kept.appendCodePoint(character);
            }
        });
        return kept.toString();
    }
}
