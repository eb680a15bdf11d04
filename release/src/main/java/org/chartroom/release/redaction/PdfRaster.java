package org.chartroom.release.redaction;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * The pages of a PDF as pictures: what a viewer shows, turned and cropped as the page says. For files of the office's own making;
 * foreign bytes are read in a reader process.
 */
public final class PdfRaster implements AutoCloseable {
    private final PDDocument document;
    private final PDFRenderer renderer;
    private final long mostPixels;

    /** @param mostPixels of one page; one that would have more is drawn coarser */
    public PdfRaster(Path file, long mostPixels) throws IOException {
        this.document = Loader.loadPDF(file.toFile());
        this.renderer = new PDFRenderer(document);
        this.mostPixels = mostPixels;
    }

    /** How many pages it has. */
    public int pages() {
        return document.getNumberOfPages();
    }

    /** A picture of a page and its resolution. */
    public record Raster(BufferedImage image, double dpi) {}

    /**
     * Draws a page.
     *
     * @param page from 1
     * @param wanted resolution where the budget allows
     */
    public Raster page(int page, double wanted) throws IOException {
        PDPage at = document.getPage(page - 1);
        PDRectangle box = at.getCropBox();
        double inches = box.getWidth() / 72.0 * (box.getHeight() / 72.0);
        double dpi = Math.min(wanted, Math.sqrt(mostPixels / Math.max(inches, 0.01)));
        return new Raster(renderer.renderImageWithDPI(page - 1, (float) dpi, ImageType.RGB), dpi);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
