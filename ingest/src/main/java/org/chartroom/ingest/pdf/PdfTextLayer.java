package org.chartroom.ingest.pdf;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.chartroom.ingest.Deadline;
import org.chartroom.ingest.DeadlineException;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/** Takes the words and their places off one PDF page, those typed into its form fields included. */
final class PdfTextLayer extends PDFTextStripper {
    private static final Pattern LIGATURES = Pattern.compile("[\\uFB00-\\uFB06]");

    private final Deadline deadline;
    private final AffineTransform toPixels;
    private final int widthPx;
    private final int heightPx;
    private final List<Word> words = new ArrayList<>();
    private final int[] directions = new int[4];
    private int line;
    private boolean lineHasWords;
    private int hidden;

    private PdfTextLayer(PDPage page, double dpi, Deadline deadline) {
        this.deadline = deadline;
        double scale = dpi / 72;
        PDRectangle crop = page.getCropBox();
        int rotation = Math.floorMod(page.getRotation(), 360);
        boolean sideways = rotation == 90 || rotation == 270;
        // As the renderer rounds it.
        this.widthPx = (int) Math.max(Math.floor((sideways ? crop.getHeight() : crop.getWidth()) * scale), 1);
        this.heightPx = (int) Math.max(Math.floor((sideways ? crop.getWidth() : crop.getHeight()) * scale), 1);
        AffineTransform transform = AffineTransform.getScaleInstance(scale, scale);
        switch (rotation) {
            case 90 -> transform.concatenate(new AffineTransform(0, 1, -1, 0, crop.getHeight(), 0));
            case 180 -> transform.concatenate(new AffineTransform(-1, 0, 0, -1, crop.getWidth(), crop.getHeight()));
            case 270 -> transform.concatenate(new AffineTransform(0, -1, 1, 0, 0, crop.getWidth()));
            default -> {}
        }
        transform.translate(0, crop.getHeight());
        transform.scale(1, -1);
        transform.translate(-crop.getLowerLeftX(), -crop.getLowerLeftY());
        this.toPixels = transform;
        setShouldSeparateByBeads(false);
        setSuppressDuplicateOverlappingText(true);
        setSortByPosition(false);
    }

    /**
     * Reads the text layer of a page.
     *
     * @param index of the page, from 0
     * @param dpi at which the page is, or would be, rendered
     * @throws IOException when the page's content is damaged
     * @throws DeadlineException when it takes too long
     */
    static TextLayer of(PDDocument document, int index, double dpi, Deadline deadline) throws IOException {
        PdfTextLayer layer = new PdfTextLayer(document.getPage(index), dpi, deadline);
        layer.setStartPage(index + 1);
        layer.setEndPage(index + 1);
        layer.writeText(document, Writer.nullWriter());
        return layer.done();
    }

    private TextLayer done() {
        int most = 0;
        for (int quarter = 1; quarter < 4; quarter++) {
            most = directions[quarter] > directions[most] ? quarter : most;
        }
        return new TextLayer(words, hidden, most * 90);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        deadline.check();
        RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
        if (mode == RenderingMode.NEITHER || mode == RenderingMode.NEITHER_CLIP) {
            hidden++;
            return;
        }
        super.processTextPosition(text);
    }

    /** Called by PDFBox when the page's own content is through and its words are about to be written. */
    @Override
    protected void writePage() throws IOException {
        for (PDAnnotation annotation : getCurrentPage().getAnnotations()) {
            deadline.check();
            if (!annotation.isHidden() && !annotation.isNoView() && annotation.getNormalAppearanceStream() != null) {
                showAnnotation(annotation);
            }
        }
        super.writePage();
    }

    /** Called by PDFBox with the letters it holds for one word, or for several when the page draws its spaces. */
    @Override
    protected void writeString(String text, List<TextPosition> letters) {
        deadline.check();
        if (text.strip().chars().noneMatch(PdfTextLayer::isSpace)) {
            add(text, letters);
            return;
        }
        StringBuilder word = new StringBuilder();
        List<TextPosition> its = new ArrayList<>();
        for (TextPosition letter : letters) {
            String drawn = String.valueOf(letter.getUnicode());
            if (drawn.chars().allMatch(PdfTextLayer::isSpace)) {
                add(word.toString(), its);
                word.setLength(0);
                its.clear();
            } else {
                word.append(drawn);
                its.add(letter);
            }
        }
        add(word.toString(), its);
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private void add(String text, List<TextPosition> letters) {
        String word = LIGATURES
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(found -> Normalizer.normalize(found.group(), Normalizer.Form.NFKC))
                .strip();
        if (word.isBlank() || letters.isEmpty()) {
            return;
        }
        Rectangle2D place = null;
        for (TextPosition letter : letters) {
            Rectangle2D box = placeOf(letter).getBounds2D();
            place = place == null ? box : place.createUnion(box);
            directions[Math.floorMod(Math.round(letter.getDir() / 90), 4)]++;
        }
        if (place == null || !place.intersects(0, 0, widthPx, heightPx)) {
            return;
        }
        int x = (int) Math.clamp(Math.floor(place.getMinX()), 0, widthPx - 1);
        int y = (int) Math.clamp(Math.floor(place.getMinY()), 0, heightPx - 1);
        int right = (int) Math.clamp(Math.ceil(place.getMaxX()), x + 1, widthPx);
        int bottom = (int) Math.clamp(Math.ceil(place.getMaxY()), y + 1, heightPx);
        words.add(new Word(word, new Box(x, y, right - x, bottom - y), 1, line));
        lineHasWords = true;
    }

    private Shape placeOf(TextPosition letter) {
        PDFont font = letter.getFont();
        PDFontDescriptor descriptor = font.getFontDescriptor();
        float ascent = descriptor == null || descriptor.getAscent() == 0 ? 750 : descriptor.getAscent();
        float descent = descriptor == null || descriptor.getDescent() == 0 ? -220 : descriptor.getDescent();
        // Some fonts carry nonsense here; no letter is three times its size.
        ascent = Math.clamp(ascent, 400, 1200);
        descent = Math.clamp(-Math.abs(descent), -500, 0);
        float width = letter.getWidth()
                / Math.max(0.001f, Math.abs(letter.getTextMatrix().getScalingFactorX()))
                * 1000;
        Rectangle2D box = new Rectangle2D.Double(0, descent / 1000, width / 1000, (ascent - descent) / 1000);
        AffineTransform at = letter.getTextMatrix().createAffineTransform();
        return toPixels.createTransformedShape(at.createTransformedShape(box));
    }

    @Override
    protected void writeLineSeparator() {
        if (lineHasWords) {
            line++;
            lineHasWords = false;
        }
    }

    @Override
    protected void writeParagraphEnd() {
        writeLineSeparator();
    }
}
