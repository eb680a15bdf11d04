package org.chartroom.ingest.pdf;

import java.util.ArrayList;
import java.util.List;

/**
 * A text that has no page image, such as a note, as it is laid out on letter paper.
 *
 * @param paragraphs from top to bottom
 * @param foot what stands at the foot of every sheet before its number, such as whose note it is; without it sheets have no
 *     number
 * @param across what stands large and pale across every sheet, such as that it is not signed; empty for nothing
 */
public record Print(List<Paragraph> paragraphs, String foot, String across) {
    public Print {
        paragraphs = List.copyOf(paragraphs);
    }

    /** How a paragraph looks. */
    public enum Style {
        /** A letterhead or the name of the whole. */
        TITLE(14, 19, true),
        /** Over what belongs together; not left alone at the end of a sheet. */
        HEADING(11, 15, true),
        TEXT(10.5, 14, false),
        SMALL(8.5, 11, false),
        /** A line from margin to margin; it has no text. */
        RULE(0, 12, false);

        final double size;
        final double leading;
        final boolean bold;

        Style(double size, double leading, boolean bold) {
            this.size = size;
            this.leading = leading;
            this.bold = bold;
        }
    }

    /** @param text one line or more, which are broken where they are too long; an empty line is a gap */
    public record Paragraph(Style style, String text) {}

    /** A plain text. */
    public static Print of(String text) {
        List<Paragraph> lines = new ArrayList<>();
        for (String line : text.strip().split("\\R", -1)) {
            lines.add(new Paragraph(Style.TEXT, line));
        }
        return new Print(lines, "", "");
    }
}
