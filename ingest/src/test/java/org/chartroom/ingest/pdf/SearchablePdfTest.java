package org.chartroom.ingest.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.chartroom.ingest.PaperPages;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

class SearchablePdfTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-04T12:00:00.250Z"), ZoneOffset.UTC);
    private static final PageGeometry LETTER = new PageGeometry(1700, 2200, 200, 200, 0, 0);
    private static final List<Word> WORDS = List.of(
            new Word("Discharge", new Box(200, 300, 260, 40), 0.9, 0),
            new Word("summary", new Box(466, 310, 230, 40), 0.9, 0),
            new Word("Lisinopril", new Box(200, 400, 210, 36), 0.9, 1),
            new Word("10", new Box(414, 402, 50, 30), 0.9, 1),
            new Word("mg", new Box(470, 410, 70, 30), 0.9, 1));

    @TempDir
    Path spool;

    @Test
    void isPdfA2bWhateverThePagesAreMadeOf() throws Exception {
        byte[] pdf = pdf(out -> {
            out.scan(bytes("png", bitonal()), LETTER, WORDS);
            out.scan(bytes("jpg", picture(BufferedImage.TYPE_BYTE_GRAY)), LETTER, WORDS);
            out.scan(bytes("jpg", picture(BufferedImage.TYPE_INT_RGB)), LETTER, WORDS);
            out.scan(bytes("png", picture(BufferedImage.TYPE_BYTE_GRAY)), LETTER, WORDS);
            out.scan(bytes("png", picture(BufferedImage.TYPE_INT_ARGB)), LETTER, WORDS);
            out.scan(bytes("png", noise()), LETTER, List.of());
            out.scan(
                    bytes("png", bitonal()),
                    LETTER,
                    List.of(new Word("漢字👩‍⚕️\u0007\uD800", new Box(9, 9, 90, 40), 1, 0)));
            out.print("Seen in clinic today.\n\nPlan: rest & fluids, 37 °C, ½ tablet. 漢");
        });

        assertThat(violations(pdf)).isEmpty();
    }

    @Test
    void takesSheetsBeforePagesThatAreThereAndPointsTheOutlineAtTheRightOnes() throws Exception {
        byte[] pdf = pdf(out -> {
            out.print("A note of March");
            out.scan(bytes("png", bitonal()), LETTER, WORDS);
            out.print("A damaged paper that is taken out again");
            out.truncate(2);
            out.bookmark("Note", 1, true);
            out.insert(1, Print.of("Cover"));
            out.bookmark("Cover", 1, false);
            out.bookmark("Scan", 3, true);
            out.insert(4, Print.of("Last"));
        });

        assertThat(violations(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            List<String> pages = new ArrayList<>();
            for (int i = 1; i <= document.getNumberOfPages(); i++) {
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                pages.add(stripper.getText(document).strip());
            }
            assertThat(pages).hasSize(4);
            assertThat(pages.get(0)).isEqualTo("Cover");
            assertThat(pages.get(1)).isEqualTo("A note of March");
            assertThat(pages.get(2)).startsWith("Discharge");
            assertThat(pages.get(3)).isEqualTo("Last");
            PDOutlineItem note =
                    document.getDocumentCatalog().getDocumentOutline().getFirstChild();
            assertThat(note.getTitle()).isEqualTo("Note");
            assertThat(note.findDestinationPage(document)).isEqualTo(document.getPage(1));
            assertThat(note.getNextSibling().getTitle()).isEqualTo("Cover");
            assertThat(note.getNextSibling().getFirstChild().findDestinationPage(document))
                    .isEqualTo(document.getPage(2));
        }
    }

    @Test
    void givesTheWordsBackAtThePlacesWhereTheyStand() throws IOException {
        byte[] pdf = pdf(out -> out.scan(bytes("png", bitonal()), LETTER, WORDS));

        List<Found> found = words(pdf);
        assertThat(found).extracting(Found::text).containsExactly("Discharge", "summary", "Lisinopril", "10", "mg");
        for (int i = 0; i < WORDS.size(); i++) {
            Box box = WORDS.get(i).box();
            Found place = found.get(i);
            // 200 dpi: 0.36 points a px.
            assertThat(place.left()).isCloseTo(box.x() * 0.36, within(0.2));
            assertThat(place.right()).isCloseTo((box.x() + box.width()) * 0.36, within(0.4));
            assertThat(place.baseline()).isBetween(box.y() * 0.36, (box.y() + box.height() + 10) * 0.36);
        }
    }

    @Test
    void keepsWordsApartThatStandClose() throws IOException {
        List<Word> tight = new ArrayList<>();
        String[] texts = {"This", "is", "a", "discharge", "summary"};
        int x = 100;
        for (String text : texts) {
            int width = 14 * text.length();
            tight.add(new Word(text, new Box(x, 200, width, 30), 1, 0));
            x += width + 1;
        }
        byte[] pdf = pdf(out -> out.scan(bytes("png", bitonal()), LETTER, tight));

        assertThat(text(pdf).strip()).isEqualTo("This is a discharge summary");
    }

    @Test
    void keepsCharactersFindableThatTheFontLacks() throws IOException {
        String odd = "漢字 Пациент עברית 👩 ﬁ";
        byte[] scan = pdf(out -> out.scan(
                bytes("png", bitonal()),
                LETTER,
                List.of(
                        new Word("漢字", new Box(100, 100, 90, 40), 1, 0),
                        new Word("Пациент", new Box(200, 100, 190, 40), 1, 0),
                        new Word("👩x", new Box(400, 100, 90, 40), 1, 0))));
        byte[] note = pdf(out -> out.print(odd));

        assertThat(text(scan)).contains("漢字 Пациент 👩x");
        assertThat(text(note)).contains("漢字 Пациент").contains("👩");
    }

    @Test
    void embedsBlackAndWhiteAsFaxCodeAndJpegAsItIs() throws IOException {
        byte[] jpeg = bytes("jpg", picture(BufferedImage.TYPE_INT_RGB)).readAllBytes();
        byte[] pdf = pdf(out -> {
            out.scan(bytes("png", bitonal()), LETTER, WORDS);
            out.scan(new ByteArrayInputStream(jpeg), LETTER, WORDS);
            out.scan(bytes("png", noise()), LETTER, WORDS);
        });

        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDImageXObject first = image(document, 0);
            assertThat(first.getCOSObject().getItem(COSName.FILTER)).isEqualTo(COSName.CCITTFAX_DECODE);
            assertThat(first.getImage().getRGB(210, 310) & 0xFFFFFF).isZero();
            assertThat(first.getImage().getRGB(5, 5) & 0xFFFFFF).isEqualTo(0xFFFFFF);
            try (InputStream raw = image(document, 1).getCOSObject().createRawInputStream()) {
                assertThat(raw.readAllBytes()).isEqualTo(jpeg);
            }
            assertThat(image(document, 2).getCOSObject().getItem(COSName.FILTER))
                    .isEqualTo(COSName.DCT_DECODE);
        }
    }

    @Test
    void showsThePageAndNotTheWordsOverIt() throws IOException {
        byte[] with = pdf(out -> out.scan(bytes("png", bitonal()), LETTER, WORDS));
        byte[] without = pdf(out -> out.scan(bytes("png", bitonal()), LETTER, List.of()));

        assertThat(pixels(with)).isEqualTo(pixels(without));
        assertThat(pixels(with)).contains(0xFF000000).contains(0xFFFFFFFF);
    }

    @Test
    void isAsLargeAsThePaperAlsoWhenAFaxWasStretched() throws IOException {
        byte[] pdf = pdf(out -> {
            out.scan(bytes("png", bitonal()), new PageGeometry(1700, 2200, 200, 100, 0, 0), WORDS);
            out.scan(bytes("png", bitonal()), new PageGeometry(1700, 2200, 0, 0.001, 0, 0), WORDS);
        });

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(612, within(0.01f));
            assertThat(document.getPage(0).getMediaBox().getHeight()).isCloseTo(1584, within(0.01f));
            assertThat(document.getPage(1).getMediaBox().getHeight()).isLessThanOrEqualTo(14_400);
        }
        assertThat(violations(pdf)).isEmpty();
    }

    @Test
    void saysWhatItIsAndIsTheSameEveryTime() throws IOException {
        byte[] once = pdf(out -> out.print("Seen today."));
        byte[] again = pdf(out -> out.print("Seen today."));

        assertThat(once).isEqualTo(again);
        try (PDDocument document = Loader.loadPDF(once)) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Labs <3 & notes");
            assertThat(document.getDocumentInformation().getCreationDate().toInstant())
                    .isEqualTo("2026-03-04T12:00:00Z");
        }
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void breaksALongNoteOverPagesWithoutLosingAWord() throws IOException {
        String note = "word ".repeat(3_000).strip() + "\n" + "W".repeat(300);
        byte[] pdf = pdf(out -> out.print(note));

        String text = text(pdf);
        assertThat(text.split("\\bword\\b", -1)).hasSize(3_001);
        assertThat(text.chars().filter(c -> c == 'W').count()).isEqualTo(300);
    }

    @Test
    void printsANoteWithHeadingsNeverAloneAtTheEndOfASheetAndAFootOnEach() throws Exception {
        List<Print.Paragraph> note = new ArrayList<>();
        note.add(new Print.Paragraph(Print.Style.TITLE, "Riverside Practice"));
        note.add(new Print.Paragraph(Print.Style.RULE, ""));
        for (int i = 0; i < 60; i++) {
            note.add(new Print.Paragraph(Print.Style.HEADING, "Heading " + i));
            note.add(new Print.Paragraph(Print.Style.TEXT, "first line of " + i + "\nsecond line"));
        }
        byte[] pdf = pdf(out -> out.print(new Print(note, "Roe, Jane \u00b7 MRN 7", "NOT SIGNED")));

        assertThat(violations(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int sheets = document.getNumberOfPages();
            assertThat(sheets).isBetween(3, 6);
            for (int page = 1; page <= sheets; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setSortByPosition(true);
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                List<String> lines = stripper.getText(document)
                        .lines()
                        .filter(line -> line.startsWith("Heading") || line.contains(" line"))
                        .toList();
                assertThat(lines.getLast()).doesNotStartWith("Heading");
                assertThat(stripper.getText(document))
                        .contains("Roe, Jane \u00b7 MRN 7 \u00b7 page " + page + " of " + sheets);
            }
        }
        assertThat(text(pdf)).contains("Riverside Practice", "Heading 59", "first line of 59");
    }

    @Test
    void refusesAnImageThatIsNone() throws IOException {
        try (SearchablePdf pdf = new SearchablePdf(spool, "t", "1", NOON)) {
            assertThatThrownBy(() -> pdf.scan(new ByteArrayInputStream(new byte[] {1, 2, 3}), LETTER, WORDS))
                    .isInstanceOf(IOException.class);
            assertThat(pdf.pages()).isZero();
        }
    }

    private interface Pages {
        void addTo(SearchablePdf pdf) throws IOException;
    }

    private byte[] pdf(Pages pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SearchablePdf pdf = new SearchablePdf(spool, "Labs <3 & notes", "d-1/1", NOON)) {
            pages.addTo(pdf);
            pdf.writeTo(out);
        }
        return out.toByteArray();
    }

    private static List<String> violations(byte[] pdf) {
        VeraGreenfieldFoundryProvider.initialise();
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(result.getTotalAssertions()).isPositive();
            return result.getTestAssertions().stream()
                    .map(each -> each.getRuleId().getClause() + " " + each.getMessage())
                    .distinct()
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private record Found(String text, double left, double right, double baseline) {}

    private static List<Found> words(byte[] pdf) throws IOException {
        List<Found> found = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> positions) {
                    List<TextPosition> word = new ArrayList<>();
                    for (TextPosition position : positions) {
                        if (position.getUnicode().isBlank()) {
                            add(word);
                            word.clear();
                        } else {
                            word.add(position);
                        }
                    }
                    add(word);
                }

                private void add(List<TextPosition> word) {
                    if (!word.isEmpty()) {
                        TextPosition last = word.getLast();
                        found.add(new Found(
                                word.stream().map(TextPosition::getUnicode).collect(Collectors.joining()),
                                word.getFirst().getXDirAdj(),
                                last.getXDirAdj() + last.getWidthDirAdj(),
                                last.getYDirAdj()));
                    }
                }
            }.getText(document);
        }
        return found;
    }

    private static int[] pixels(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage drawn = new PDFRenderer(document).renderImageWithDPI(0, 50);
            return drawn.getRGB(0, 0, drawn.getWidth(), drawn.getHeight(), null, 0, drawn.getWidth())
                    .clone();
        }
    }

    private static PDImageXObject image(PDDocument document, int page) throws IOException {
        return (PDImageXObject) document.getPage(page).getResources().getXObject(COSName.getPDFName("Im0"));
    }

    private static BufferedImage bitonal() {
        return PaperPages.bitonal(picture(BufferedImage.TYPE_BYTE_GRAY));
    }

    private static BufferedImage picture(int type) {
        BufferedImage image = PaperPages.blank(1700, 2200, type);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.BLACK);
        WORDS.forEach(word -> canvas.fillRect(
                word.box().x(), word.box().y(), word.box().width(), word.box().height()));
        canvas.dispose();
        return image;
    }

    private static BufferedImage noise() {
        Random random = new Random(7);
        BufferedImage image = picture(BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int gray = 200 + random.nextInt(50);
                image.setRGB(x, y, gray << 16 | gray << 8 | gray);
            }
        }
        return image;
    }

    private static InputStream bytes(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return new ByteArrayInputStream(out.toByteArray());
    }
}
