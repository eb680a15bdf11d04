package org.chartroom.release.redaction;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.chartroom.release.redaction.Findings.What;

/** What is checked of each page by itself. Used by one thread, with a document and a reader of its own. */
final class PageCheck {
    /** A point more or less is rounding. */
    private static final double ROUNDING = 1;

    /** What about a box is read with it, inches: some lines of print. */
    private static final double ABOUT = 0.75;

    private final PDDocument document;
    private final PageWords reader;
    private final Terms terms;
    private final Findings findings;

    PageCheck(PDDocument document, PageWords reader, Terms terms, Findings findings) {
        this.document = document;
        this.reader = reader;
        this.terms = terms;
        this.findings = findings;
    }

    /** @param number from 1 */
    void check(PageManifest made, int number) throws IOException {
        PDPage page = document.getPage(number - 1);
        PageContent content = PageContent.of(page);
        if (content.isForeign()) {
            findings.add(What.V4, number, "Page " + number + " does something that no packet's page does.");
        }
        text(content, number);
        switch (made.kind()) {
            case TEXT -> textPage(page, content, made, number);
            case PICTURE -> picturePage(page, content, made, number);
        }
    }

    private void text(PageContent content, int number) throws IOException {
        if (terms.isEmpty()) {
            return;
        }
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(number);
        stripper.setEndPage(number);
        if (terms.in(stripper.getText(document)) || terms.in(content.text())) {
            findings.add(What.V1, number, "The text of page " + number + " holds a term.");
        }
    }

    private void textPage(PDPage page, PageContent content, PageManifest made, int number) throws IOException {
        String sha256 = HexFormat.of().formatHex(Pixels.digest().digest(PageContent.bytes(page)));
        if (!sha256.equals(made.sha256()) || !content.drawn().isEmpty()) {
            findings.add(What.V10, number, "Page " + number + " is not the one that was made.");
        }
    }

    private void picturePage(PDPage page, PageContent content, PageManifest made, int number) throws IOException {
        List<PDImageXObject> pictures = new ArrayList<>();
        for (COSName name : page.getResources().getXObjectNames()) {
            PDXObject object = page.getResources().getXObject(name);
            if (object instanceof PDImageXObject picture) {
                pictures.add(picture);
            }
        }
        if (pictures.size() != 1 || content.drawn().size() != 1) {
            findings.add(What.V10, number, "Page " + number + " does not show one picture.");
            return;
        }
        PDRectangle paper = page.getMediaBox();
        sizes(pictures.getFirst(), content, made, page, paper, number);
        BufferedImage image = pictures.getFirst().getImage();
        if (!Pixels.sha256(image).equals(made.sha256())) {
            findings.add(What.V10, number, "The picture of page " + number + " is not the one that was made.");
        }
        for (Box box : made.boxes()) {
            if (!Pixels.isBlack(image, box)) {
                findings.add(What.V5, number, "Under a box of page " + number + " something can be seen.");
            }
            if (!under(page, box, made).isBlank()) {
                findings.add(What.V1, number, "Under a box of page " + number + " text can be selected.");
            }
        }
        if (!made.boxes().isEmpty()) {
            read(image, made, number);
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
            findings.add(What.V7, number, "The picture of page " + number + " is larger than what can be seen of it.");
        }
    }

    private static String under(PDPage page, Box box, PageManifest made) throws IOException {
        double scale = 72 / made.dpi();
        PDFTextStripperByArea area = new PDFTextStripperByArea();
        area.addRegion(
                "box",
                new Rectangle2D.Double(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale));
        area.extractRegions(page);
        return area.getTextForRegion("box");
    }

    private void read(BufferedImage image, PageManifest made, int number) throws IOException {
        // Where no term is known only what is read under a box counts; what is far from all boxes cannot be that.
        BufferedImage looked = terms.isEmpty() ? about(image, made) : image;
        StringBuilder text = new StringBuilder();
        for (Word word : reader.words(looked, made.dpi())) {
            text.append(word.text()).append(' ');
            boolean inside = made.boxes().stream().anyMatch(box -> holds(box, word.box()));
            if (inside) {
                findings.add(What.V6, number, "Under a box of page " + number + " something can be read.");
            }
        }
        if (terms.in(text.toString())) {
            findings.add(What.V6, number, "On page " + number + " a term can be read.");
        }
    }

    /** The page with only its boxes and what stands about them; the rest is white. */
    private static BufferedImage about(BufferedImage image, PageManifest made) {
        int width = image.getWidth();
        int height = image.getHeight();
        int margin = (int) Math.ceil(made.dpi() * ABOUT);
        BufferedImage looked = new BufferedImage(
                width,
                height,
                image.getType() == BufferedImage.TYPE_BYTE_GRAY
                        ? BufferedImage.TYPE_BYTE_GRAY
                        : BufferedImage.TYPE_INT_RGB);
        Object white = looked.getType() == BufferedImage.TYPE_BYTE_GRAY ? whiteGrays(width) : whiteColours(width);
        for (int y = 0; y < height; y++) {
            looked.getRaster().setDataElements(0, y, width, 1, white);
        }
        for (Box box : made.boxes()) {
            int left = Math.max(0, box.x() - margin);
            int top = Math.max(0, box.y() - margin);
            int right = Math.min(width, box.x() + box.width() + margin);
            int bottom = Math.min(height, box.y() + box.height() + margin);
            if (looked.getType() == BufferedImage.TYPE_BYTE_GRAY) {
                Object part = image.getRaster().getDataElements(left, top, right - left, bottom - top, null);
                looked.getRaster().setDataElements(left, top, right - left, bottom - top, part);
            } else {
                int[] part = image.getRGB(left, top, right - left, bottom - top, null, 0, right - left);
                looked.setRGB(left, top, right - left, bottom - top, part, 0, right - left);
            }
        }
        return looked;
    }

    private static byte[] whiteGrays(int width) {
        byte[] white = new byte[width];
        Arrays.fill(white, (byte) 0xFF);
        return white;
    }

    private static int[] whiteColours(int width) {
        int[] white = new int[width];
        Arrays.fill(white, 0xFFFFFF);
        return white;
    }

    private static boolean holds(Box outer, Box inner) {
        return inner.x() >= outer.x()
                && inner.y() >= outer.y()
                && inner.x() + inner.width() <= outer.x() + outer.width()
                && inner.y() + inner.height() <= outer.y() + outer.height();
    }
}
