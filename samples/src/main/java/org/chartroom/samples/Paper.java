package org.chartroom.samples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A stack of drawn pages: the born-digital original that is printed, scanned, faxed or photographed. */
final class Paper {
    private final byte[] pdf;
    private final List<String> truths;

    private Paper(byte[] pdf, List<String> truths) {
        this.pdf = pdf;
        this.truths = truths;
    }

    /** Draws one page. */
    interface Drawing {
        void on(Sheet sheet) throws IOException;
    }

    static Paper draw(Path fonts, List<Drawing> drawings) throws IOException {
        return draw(fonts, PDRectangle.LETTER, drawings);
    }

    static Paper draw(Path fontFolder, PDRectangle size, List<Drawing> drawings) throws IOException {
        try (PDDocument document = new PDDocument()) {
            Map<Ink, PDFont> fonts = Ink.load(document, fontFolder);
            List<String> truths = new ArrayList<>();
            for (Drawing drawing : drawings) {
                Sheet sheet = new Sheet(document, fonts, size);
                try (sheet) {
                    drawing.on(sheet);
                }
                truths.add(String.join("\n", sheet.truth()));
            }
            Calendar when = new GregorianCalendar(TimeZone.getTimeZone("UTC"), java.util.Locale.ROOT);
            when.setTimeInMillis(Office.TODAY.toEpochDay() * 86_400_000L);
            document.getDocumentInformation().setCreationDate(when);
            document.getDocumentInformation().setProducer("Chartroom samples");
            document.setDocumentId((long) String.join("\f", truths).hashCode());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return new Paper(out.toByteArray(), truths);
        }
    }

    byte[] pdf() {
        return pdf.clone();
    }

    List<String> truths() {
        return truths;
    }

    int pages() {
        return truths.size();
    }

    /** Every page as a grey image of this resolution. */
    List<BufferedImage> print(int dpi, boolean colour) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            List<BufferedImage> images = new ArrayList<>();
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                images.add(renderer.renderImageWithDPI(i, dpi, colour ? ImageType.RGB : ImageType.GRAY));
            }
            return images;
        }
    }
}
