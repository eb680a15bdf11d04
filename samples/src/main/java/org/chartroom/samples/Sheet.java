package org.chartroom.samples;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/**
 * One page being drawn. Places are in points (1/72 inch) from the top left corner, y down to the baseline. What is
 * written is remembered as the page's true text.
 */
final class Sheet implements AutoCloseable {
    static final float LEFT = 54;
    static final float WIDTH = 504;

    private final Map<Ink, PDFont> fonts;
    private final PDDocument document;
    private final PDPageContentStream content;
    private final float height;
    private final List<String> truth = new ArrayList<>();
    private float y = 60;

    Sheet(PDDocument document, Map<Ink, PDFont> fonts, PDRectangle size) throws IOException {
        this.document = document;
        this.fonts = fonts;
        this.height = size.getHeight();
        PDPage page = new PDPage(size);
        document.addPage(page);
        this.content = new PDPageContentStream(document, page);
    }

    float y() {
        return y;
    }

    Sheet moveTo(float newY) {
        y = newY;
        return this;
    }

    Sheet gap(float points) {
        y += points;
        return this;
    }

    /** Writes at a place; the pen stays where it was. */
    Sheet at(float x, float baseline, Ink ink, float size, String text) throws IOException {
        if (text.isEmpty()) {
            return this;
        }
        content.beginText();
        content.setFont(font(ink), size);
        content.newLineAtOffset(x, height - baseline);
        content.showText(text);
        content.endText();
        truth.add(text);
        return this;
    }

    /** Several texts on one line, each at its own x: one line of the true text. */
    Sheet row(Ink ink, float size, float[] xs, String... cells) throws IOException {
        int first = truth.size();
        for (int i = 0; i < cells.length; i++) {
            at(xs[i], y, ink, size, cells[i]);
        }
        List<String> line = new ArrayList<>(truth.subList(first, truth.size()));
        truth.subList(first, truth.size()).clear();
        truth.add(String.join(" ", line));
        y += size * 1.5f;
        return this;
    }

    Sheet line(Ink ink, float size, String text) throws IOException {
        at(LEFT, y, ink, size, text);
        y += size * 1.4f;
        return this;
    }

    Sheet centred(Ink ink, float size, String text) throws IOException {
        float width = widthOf(ink, size, text);
        at(LEFT + (WIDTH - width) / 2, y, ink, size, text);
        y += size * 1.4f;
        return this;
    }

    Sheet paragraph(Ink ink, float size, String text) throws IOException {
        return paragraph(LEFT, WIDTH, ink, size, text);
    }

    Sheet paragraph(float x, float width, Ink ink, float size, String text) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (widthOf(ink, size, longer) > width && !line.isEmpty()) {
                at(x, y, ink, size, line.toString());
                y += size * 1.35f;
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        at(x, y, ink, size, line.toString());
        y += size * 1.35f;
        return this;
    }

    Sheet heading(Ink ink, float size, String text) throws IOException {
        gap(size * 0.6f);
        line(ink, size, text);
        return this;
    }

    Sheet rule(float x1, float y1, float x2, float y2, float thickness) throws IOException {
        content.setLineWidth(thickness);
        content.moveTo(x1, height - y1);
        content.lineTo(x2, height - y2);
        content.stroke();
        return this;
    }

    Sheet ruleAcross() throws IOException {
        rule(LEFT, y - 6, LEFT + WIDTH, y - 6, 0.8f);
        gap(8);
        return this;
    }

    Sheet box(float x, float top, float width, float boxHeight, float thickness) throws IOException {
        content.setLineWidth(thickness);
        content.addRect(x, height - top - boxHeight, width, boxHeight);
        content.stroke();
        return this;
    }

    Sheet shade(float x, float top, float width, float boxHeight, Color colour) throws IOException {
        content.setNonStrokingColor(colour);
        content.addRect(x, height - top - boxHeight, width, boxHeight);
        content.fill();
        content.setNonStrokingColor(Color.BLACK);
        return this;
    }

    Sheet inColour(Color colour) throws IOException {
        content.setNonStrokingColor(colour);
        return this;
    }

    /** A tick box with its label; ticked with a cross. */
    Sheet tick(float x, float baseline, boolean ticked, String label) throws IOException {
        box(x, baseline - 8.5f, 9, 9, 0.9f);
        if (ticked) {
            rule(x + 1.5f, baseline - 7, x + 7.5f, baseline - 1, 1.4f);
            rule(x + 1.5f, baseline - 1, x + 7.5f, baseline - 7, 1.4f);
        }
        at(x + 14, baseline, Ink.SANS, 9.5f, label);
        return this;
    }

    /** A label with a ruled field beside it, filled in with the given ink. */
    Sheet field(float x, float width, String label, Ink ink, String value) throws IOException {
        float labelWidth = widthOf(Ink.SANS, 8.5f, label) + 5;
        at(x, y, Ink.SANS, 8.5f, label);
        rule(x + labelWidth, y + 2, x + width, y + 2, 0.6f);
        at(x + labelWidth + 3, y, ink, ink == Ink.HAND ? 14 : 10.5f, value);
        return this;
    }

    Sheet picture(BufferedImage image, float x, float top, float width, float pictureHeight) throws IOException {
        content.drawImage(
                LosslessFactory.createFromImage(document, image),
                x,
                height - top - pictureHeight,
                width,
                pictureHeight);
        return this;
    }

    float widthOf(Ink ink, float size, String text) throws IOException {
        return font(ink).getStringWidth(text) / 1000 * size;
    }

    /** What stands on the page, line by line in the order it was drawn. */
    List<String> truth() {
        return List.copyOf(truth);
    }

    private PDFont font(Ink ink) {
        PDFont font = fonts.get(ink);
        if (font == null) {
            throw new IllegalStateException("no font for " + ink);
        }
        return font;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
