package org.chartroom.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;

/** A file of many fax pages, each with a phrase that no other page has; the same for the same number of pages. */
enum LongFile {
    /** CCITT G4, as fax servers keep them. */
    TIFF("tif") {
        @Override
        void write(Path file, int pages) throws IOException {
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile());
                    FaxPage.Sequence sequence = new FaxPage.Sequence(out)) {
                for (int page = 1; page <= pages; page++) {
                    sequence.add(FaxPage.sparse(phrase(page)));
                }
            }
        }
    },
    /** Scanned pages without a text layer, CCITT G4. */
    PDF("pdf") {
        @Override
        void write(Path file, int pages) throws IOException {
            try (PDDocument document = new PDDocument()) {
                for (int number = 1; number <= pages; number++) {
                    PDPage page = new PDPage(PDRectangle.LETTER);
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.drawImage(
                                CCITTFactory.createFromImage(document, FaxPage.sparse(phrase(number))),
                                0,
                                0,
                                PDRectangle.LETTER.getWidth(),
                                PDRectangle.LETTER.getHeight());
                    }
                }
                document.save(file.toFile());
            }
        }
    };

    private static final List<String> WORDS = List.of(
            "walnut", "harbor", "lantern", "meadow", "copper", "velvet", "orchard", "thunder", "pepper", "window",
            "marble", "feather", "cabin", "garden", "ribbon", "silver");
    /** Most pages that can be told from each other. */
    static final int MOST_PAGES = WORDS.size() * WORDS.size() * WORDS.size();

    private final String extension;

    LongFile(String extension) {
        this.extension = extension;
    }

    String extension() {
        return extension;
    }

    /** Writes the file, page by page. */
    abstract void write(Path file, int pages) throws IOException;

    /** Three words in an order that no other page has. */
    static String phrase(int page) {
        int number = page - 1;
        int size = WORDS.size();
        return WORDS.get(number % size) + " " + WORDS.get(number / size % size) + " "
                + WORDS.get(number / size / size % size);
    }
}
