package org.chartroom.benchmarks.filing;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** How wide text in Helvetica is. */
final class Width {
    private static final float[] OF_SIGN = new float[128];
    private static final float OTHERS = 556;

    static {
        PDType1Font font = new PDType1Font(FontName.HELVETICA);
        try {
            for (char sign = ' '; sign < 127; sign++) {
                OF_SIGN[sign] = font.getStringWidth(String.valueOf(sign));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Width() {}

    /** In the unit of the size. */
    static double of(String text, double size) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            width += sign >= ' ' && sign < 127 ? OF_SIGN[sign] : OTHERS;
        }
        return width * size / 1000;
    }
}
