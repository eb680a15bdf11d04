package org.chartroom.ingest.office;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one typeface that text is laid out in: Liberation Sans, which comes with PDFBox. Its outlines are drawn directly,
 * so that no fonts need to be installed on the machine; a Java without the system's font library could not even start to
 * look for them. A character the face lacks is drawn as an empty box; the text itself keeps it.
 *
 * <p>Not safe for use by several threads.
 */
public final class PageFont {
    private final TrueTypeFont face;
    private final CmapLookup glyphs;
    private final double unitsPerEm;
    private final Map<Integer, GeneralPath> outlines = new HashMap<>();

    /** Loads the face; takes some ten ms, so one is kept for many files. */
    public PageFont() {
        try (InputStream in =
                PDType0Font.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            if (in == null) {
                throw new IllegalStateException("PDFBox came without its Liberation Sans");
            }
            face = new TTFParser().parse(new RandomAccessReadBuffer(in));
            glyphs = face.getUnicodeCmapLookup();
            unitsPerEm = face.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Width of one character at a size of 1 px. */
    double advance(int codePoint) {
        try {
            return face.getAdvanceWidth(glyphs.getGlyphId(codePoint)) / unitsPerEm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Width of a text in px at a size in px. */
    double width(String text, double size) {
        return text.codePoints().mapToDouble(this::advance).sum() * size;
    }

    /**
     * Draws one character.
     *
     * @param x where its left side bearing begins, px
     * @param baseline px from the top
     * @param size px of an em
     * @param squeeze 1, or less to make it narrower
     */
    void draw(Graphics2D page, int codePoint, double x, double baseline, double size, double squeeze) {
        if (Character.isWhitespace(codePoint) || codePoint == 0xA0) {
            return;
        }
        double scale = size / unitsPerEm;
        AffineTransform place = new AffineTransform(scale * squeeze, 0, 0, -scale, x, baseline);
        page.fill(outline(glyphs.getGlyphId(codePoint)).createTransformedShape(place));
    }

    private GeneralPath outline(int glyph) {
        return outlines.computeIfAbsent(glyph, id -> {
            try {
                GlyphData data = face.getGlyph().getGlyph(id);
                return data == null ? new GeneralPath() : data.getPath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
