package org.chartroom.release.redaction;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * Looks for what may have been left in a packet, by twelve checks of which each knows nothing of how the packet was made. What cannot
 * be checked counts as found.
 */
final class Verifier {
    /** A point more or less is rounding. */
    private static final double ROUNDING = 1;

    /** The twelve. */
    private enum What {
        V1("No text extractor finds what was painted over"),
        V2("It is in no bytes, packed or unpacked, in no way of writing"),
        V3("The file is one state, without earlier ones"),
        V4("It holds only kinds of objects that a packet has"),
        V5("Every pixel under a box is black"),
        V6("Reading the pages does not find it"),
        V7("Pictures are as large as their pages"),
        V8("It has no metadata but its maker and date"),
        V9("Nothing lies in it that nothing leads to"),
        V10("Every page is the one that was made"),
        V11("These checks find what is planted for them"),
        V12("This report is of these bytes and repeats nothing");

        private final String title;

        What(String title) {
            this.title = title;
        }
    }

    private final PageWords reader;
    private final boolean canaries;
    private final Map<What, String> found = new EnumMap<>(What.class);

    /** @param reader sees the pages with other eyes */
    Verifier(PageWords reader) {
        this(reader, true);
    }

    private Verifier(PageWords reader, boolean canaries) {
        this.reader = reader;
        this.canaries = canaries;
    }

    /** Without the check that the checks work, which makes use of this. */
    static ProofReport quick(PageWords reader, ProofJob job) {
        return new Verifier(reader, false).verify(job);
    }

    ProofReport verify(ProofJob job) {
        Terms terms = new Terms(job.terms());
        String sha256 = "";
        try {
            RawFile raw = RawFile.read(job.file(), terms);
            sha256 = raw.sha256();
            raw(raw, job);
            try (PDDocument document = Loader.loadPDF(job.file().toFile(), IOUtils.createTempFileOnlyStreamCache())) {
                objects(document, raw, terms);
                text(document, terms);
                pages(document, job, terms);
            }
            planted();
        } catch (IOException | RuntimeException e) {
            // Why is of no use to who reads it, and may quote what must not be quoted.
            for (What what : What.values()) {
                find(what, "The file could not be checked to its end.");
            }
        }
        return report(sha256, terms);
    }

    private void raw(RawFile raw, ProofJob job) {
        if (raw.hasTerm()) {
            find(What.V2, "The file's bytes hold a term.");
        }
        if (!raw.isOnePiece()) {
            find(What.V3, "The file has more than one state, or something before or after it.");
        }
        if (!raw.sha256().equals(job.sha256())) {
            find(What.V12, "The file is not the one that was written.");
        }
    }

    private void objects(PDDocument document, RawFile raw, Terms terms) throws IOException {
        COSDictionary trailer = document.getDocument().getTrailer();
        if (trailer.containsKey(COSName.PREV) || trailer.containsKey(COSName.getPDFName("XRefStm"))) {
            find(What.V3, "The file leads to an earlier state.");
        }
        ObjectWalk walk = new ObjectWalk(document.getDocument());
        if (!walk.foreign().isEmpty()) {
            find(What.V4, walk.foreign().getFirst());
        }
        if (!walk.metadata().isEmpty()) {
            find(What.V8, walk.metadata().getFirst());
        }
        long unreached = walk.unreached(raw.objects());
        if (unreached > 0) {
            find(What.V9, "Nothing leads to " + unreached + " of its objects.");
        }
        for (COSStream stream : walk.streams()) {
            if (!terms.isEmpty()) {
                try (InputStream in = stream.createInputStream()) {
                    if (terms.in(in.readAllBytes())) {
                        find(What.V2, "An unpacked stream holds a term.");
                    }
                }
            }
        }
    }

    private void text(PDDocument document, Terms terms) throws IOException {
        if (terms.isEmpty()) {
            return;
        }
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            if (terms.in(stripper.getText(document))
                    || terms.in(PageContent.of(document.getPage(page - 1)).text())) {
                find(What.V1, "The text of page " + page + " holds a term.");
            }
        }
    }

    private void pages(PDDocument document, ProofJob job, Terms terms) throws IOException {
        if (document.getNumberOfPages() != job.pages().size()) {
            find(
                    What.V10,
                    "The packet has " + document.getNumberOfPages() + " pages and was made with "
                            + job.pages().size() + ".");
            return;
        }
        for (int i = 0; i < job.pages().size(); i++) {
            PageManifest made = job.pages().get(i);
            PDPage page = document.getPage(i);
            PageContent content = PageContent.of(page);
            if (content.isForeign()) {
                find(What.V4, "Page " + (i + 1) + " does something that no packet's page does.");
            }
            switch (made.kind()) {
                case TEXT -> textPage(page, content, made, i + 1);
                case PICTURE -> picturePage(page, content, made, i + 1, terms);
            }
        }
    }

    private void textPage(PDPage page, PageContent content, PageManifest made, int number) throws IOException {
        String sha256 = HexFormat.of().formatHex(Pixels.digest().digest(PageContent.bytes(page)));
        if (!sha256.equals(made.sha256()) || !content.drawn().isEmpty()) {
            find(What.V10, "Page " + number + " is not the one that was made.");
        }
    }

    private void picturePage(PDPage page, PageContent content, PageManifest made, int number, Terms terms)
            throws IOException {
        List<PDImageXObject> pictures = new ArrayList<>();
        for (COSName name : page.getResources().getXObjectNames()) {
            PDXObject object = page.getResources().getXObject(name);
            if (object instanceof PDImageXObject picture) {
                pictures.add(picture);
            }
        }
        if (pictures.size() != 1 || content.drawn().size() != 1) {
            find(What.V10, "Page " + number + " does not show one picture.");
            return;
        }
        PDRectangle paper = page.getMediaBox();
        sizes(pictures.getFirst(), content, made, page, paper, number);
        BufferedImage image = pictures.getFirst().getImage();
        if (!Pixels.sha256(image).equals(made.sha256())) {
            find(What.V10, "The picture of page " + number + " is not the one that was made.");
        }
        for (Box box : made.boxes()) {
            if (!Pixels.isBlack(image, box)) {
                find(What.V5, "Under a box of page " + number + " something can be seen.");
            }
            if (!under(page, box, paper, made).isBlank()) {
                find(What.V1, "Under a box of page " + number + " text can be selected.");
            }
        }
        if (!made.boxes().isEmpty()) {
            read(image, made, number, terms);
        }
    }

    private void sizes(
            PDImageXObject picture, PageContent content, PageManifest made, PDPage page, PDRectangle paper, int number)
            throws IOException {
        boolean fits = picture.getWidth() == made.width()
                && picture.getHeight() == made.height()
                && Math.abs(paper.getWidth() - made.width() * 72 / made.dpi()) < ROUNDING
                && Math.abs(paper.getHeight() - made.foot() - made.height() * 72 / made.dpi()) < ROUNDING
                && paper.getLowerLeftX() == 0
                && paper.getLowerLeftY() == 0
                && !page.getCOSObject().containsKey(COSName.CROP_BOX)
                && !page.getCOSObject().containsKey(COSName.ROTATE)
                && content.placed().size() == 1;
        if (fits) {
            double[] placed = content.placed().getFirst();
            fits = Math.abs(placed[0] - paper.getWidth()) < ROUNDING
                    && placed[1] == 0
                    && placed[2] == 0
                    && Math.abs(placed[3] + made.foot() - paper.getHeight()) < ROUNDING
                    && placed[4] == 0
                    && placed[5] == made.foot();
        }
        long row = (picture.getWidth()
                                * (long) picture.getBitsPerComponent()
                                * picture.getColorSpace().getNumberOfComponents()
                        + 7)
                / 8;
        long bytes;
        try (InputStream in = picture.getCOSObject().createInputStream()) {
            bytes = in.transferTo(OutputStream.nullOutputStream());
        }
        if (!fits || bytes != row * picture.getHeight()) {
            find(What.V7, "The picture of page " + number + " is larger than what can be seen of it.");
        }
    }

    private static String under(PDPage page, Box box, PDRectangle paper, PageManifest made) throws IOException {
        double scale = 72 / made.dpi();
        PDFTextStripperByArea area = new PDFTextStripperByArea();
        area.addRegion(
                "box",
                new Rectangle2D.Double(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale));
        area.extractRegions(page);
        return area.getTextForRegion("box");
    }

    private void read(BufferedImage image, PageManifest made, int number, Terms terms) throws IOException {
        List<Word> words = reader.words(image, made.dpi());
        StringBuilder text = new StringBuilder();
        for (Word word : words) {
            text.append(word.text()).append(' ');
            boolean inside = made.boxes().stream().anyMatch(box -> holds(box, word.box()));
            if (inside) {
                find(What.V6, "Under a box of page " + number + " something can be read.");
            }
        }
        if (terms.in(text.toString())) {
            find(What.V6, "On page " + number + " a term can be read.");
        }
    }

    private static boolean holds(Box outer, Box inner) {
        return inner.x() >= outer.x()
                && inner.y() >= outer.y()
                && inner.x() + inner.width() <= outer.x() + outer.width()
                && inner.y() + inner.height() <= outer.y() + outer.height();
    }

    private void planted() throws IOException {
        if (!canaries) {
            return;
        }
        List<String> missed = Canaries.missed();
        if (!missed.isEmpty()) {
            find(What.V11, "Not found where it was planted: " + String.join(", ", missed) + ".");
        }
    }

    private void find(What what, String words) {
        found.putIfAbsent(what, words);
    }

    /** What it says is written here, but for page numbers: a term that is one of these words is no secret told. */
    private ProofReport report(String sha256, Terms terms) {
        boolean repeats = found.values().stream().anyMatch(terms::in);
        if (sha256.isEmpty() || repeats) {
            find(What.V12, "The report would repeat a term, or is of no file.");
        }
        return asReport(sha256);
    }

    private ProofReport asReport(String sha256) {
        List<ProofReport.Check> checks = new ArrayList<>();
        for (What what : What.values()) {
            checks.add(new ProofReport.Check(what.name(), what.title, found.getOrDefault(what, "")));
        }
        return new ProofReport(sha256, checks);
    }
}
