package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.chartroom.models.text.ErrorRates;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.Reading;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PageReadingTest {
    private static final String LETTER = String.join("\n", PaperPages.LETTER);

    @RegisterExtension
    static final OpenReader reader = new OpenReader();

    @TempDir
    Path folder;

    private int spools;

    @Test
    void readsAScannedLetterWithWordsInTheirPlaces() throws IOException {
        Path file = png("letter.png", PaperPages.scan(200, PaperPages.LETTER));

        Workbench.Remembering sink = read(file);

        PageRead page = sink.pages.getFirst();
        assertThat(ErrorRates.of(LETTER, sink.text()).words()).isLessThan(0.05);
        assertThat(content(page)).isInstanceOf(Reading.Complete.class);
        assertThat(content(page).confidence()).isGreaterThan(0.85);
        Word first = content(page).words().getFirst();
        assertThat(first.text()).isEqualTo("Millbrook");
        // 72 pt from the left and 92 pt from the top at 200 dpi.
        assertThat(first.box().x()).isBetween(195, 210);
        assertThat(first.box().y()).isBetween(225, 260);
        assertThat(page.geometry()).hasValueSatisfying(geometry -> {
            assertThat(geometry.widthPx()).isBetween(1699, 1700);
            assertThat(geometry.rotation()).isZero();
        });
        assertThat(page.image()).hasValueSatisfying(image -> assertThat(image).isNotEmptyFile());
        assertThat(page.thumbnail())
                .hasValueSatisfying(thumbnail -> assertThat(thumbnail).isNotEmptyFile());
        assertThat(page.steps()).isNotEmpty();
    }

    @Test
    void turnsPagesThatLieOnTheirHeadOrSide() throws IOException {
        BufferedImage upright = PaperPages.scan(150, PaperPages.LETTER);
        for (int degrees : List.of(90, 180, 270)) {
            Workbench.Remembering sink = read(png("turned-" + degrees + ".png", PaperPages.turned(upright, degrees)));

            assertThat(ErrorRates.of(LETTER, sink.text()).words())
                    .as("turned by %d", degrees)
                    .isLessThan(0.1);
            assertThat(sink.pages.getFirst().geometry().orElseThrow().rotation())
                    .isEqualTo(360 - degrees);
        }
    }

    @Test
    void takesSkewOut() throws IOException {
        Workbench.Remembering sink =
                read(png("skewed.png", PaperPages.turned(PaperPages.scan(200, PaperPages.LETTER), 4)));

        assertThat(ErrorRates.of(LETTER, sink.text()).words()).isLessThan(0.1);
        assertThat(sink.pages.getFirst().geometry().orElseThrow().skewDegrees()).isBetween(3.7, 4.3);
    }

    @Test
    void aBlankPageIsBlankAndAPageWithOneWordIsNot() throws IOException {
        Workbench.Remembering blank =
                read(png("blank.png", PaperPages.blank(1700, 2200, BufferedImage.TYPE_BYTE_GRAY)));
        Workbench.Remembering word = read(png("word.png", PaperPages.scan(200, List.of("Continued"))));

        assertThat(blank.pages.getFirst().outcome()).isInstanceOf(PageOutcome.Blank.class);
        assertThat(blank.pages.getFirst().image()).isPresent();
        assertThat(word.text()).isEqualTo("Continued\n");
    }

    @Test
    void aBacksideWithOnlyThePrintOfTheFrontShowingThroughIsBlank() throws IOException {
        BufferedImage front = PaperPages.scan(200, PaperPages.LETTER);
        BufferedImage back = PaperPages.blank(front.getWidth(), front.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < back.getHeight(); y++) {
            for (int x = 0; x < back.getWidth(); x++) {
                int gray = front.getRaster().getSample(front.getWidth() - 1 - x, y, 0);
                back.getRaster().setSample(x, y, 0, 255 - (255 - gray) / 5);
            }
        }

        assertThat(read(png("backside.png", back)).pages.getFirst().outcome()).isInstanceOf(PageOutcome.Blank.class);
    }

    @Test
    void aPageOfNothingButADrawingIsUnreadableAndNotSilentlyEmpty() throws IOException {
        BufferedImage drawing = PaperPages.blank(1700, 2200, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = drawing.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillOval(300, 400, 1100, 1200);
        graphics.dispose();

        Workbench.Remembering sink = read(png("drawing.png", drawing));

        assertThat(content(sink.pages.getFirst()))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.problem()).isEqualTo(PageProblem.UNREADABLE));
    }

    @Test
    void readsEveryPageOfAFaxAndStretchesItsFlatPixels() throws IOException {
        BufferedImage fine = PaperPages.scan(204, PaperPages.LETTER);
        BufferedImage standard = new BufferedImage(1728, 1078, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = standard.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 1728, 1078);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(fine, 0, 0, fine.getWidth(), 1078, null);
        graphics.dispose();
        Path file = folder.resolve("fax.tif");
        PaperPages.tiff(file, List.of(PaperPages.bitonal(standard), PaperPages.bitonal(fine)));

        Workbench.Remembering sink = read(file);

        assertThat(sink.facts.getFirst().pageCount()).hasValue(2);
        assertThat(sink.pages).hasSize(2);
        PageRead flat = sink.pages.getFirst();
        assertThat(flat.geometry().orElseThrow().heightPx()).isBetween(2200, 2260);
        assertThat(ErrorRates.of(LETTER, content(flat).text()).words()).isLessThan(0.35);
        assertThat(ErrorRates.of(LETTER, content(sink.pages.get(1)).text()).words())
                .isLessThan(0.1);
    }

    @Test
    void pagesBeforeTheCutOfATruncatedFileAreRead() throws IOException {
        BufferedImage noisy = PaperPages.scan(200, PaperPages.LETTER);
        Path whole = folder.resolve("whole.tif");
        PaperPages.tiff(whole, List.of(noisy, noisy));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.tif"), Arrays.copyOf(bytes, bytes.length * 6 / 10));

        Workbench.Remembering sink = new Workbench.Remembering();
        FileOutcome outcome = reader.read(cut, request(), sink);

        assertThat(outcome)
                .satisfiesAnyOf(
                        failed -> assertThat(failed).isInstanceOf(FileOutcome.Failed.class),
                        read -> assertThat(sink.pages)
                                .anyMatch(page -> page.outcome() instanceof PageOutcome.Rejected));
    }

    @Test
    void anImageOfFarTooManyPixelsIsRefusedBeforeItIsDecoded() throws IOException {
        Path file = Files.write(folder.resolve("bomb.png"), hugePng(35_000, 35_000));

        Workbench.Remembering sink = read(file);

        assertThat(sink.pages.getFirst().outcome()).isInstanceOfSatisfying(PageOutcome.Rejected.class, rejected -> {
            assertThat(rejected.problem()).isEqualTo(PageProblem.TOO_LARGE);
            assertThat(rejected.detail()).contains("35,000 x 35,000");
        });
    }

    @Test
    void takesTheWordsOfABornDigitalPdfFromItsTextLayer() throws IOException {
        Path file = folder.resolve("digital.pdf");
        try (PDDocument document = PaperPages.pdf(List.of(PaperPages.LETTER, List.of("Second page")))) {
            document.save(file.toFile());
        }

        Workbench.Remembering sink = read(file);

        assertThat(sink.text()).isEqualTo(LETTER + "\nSecond page\n");
        Reading reading = content(sink.pages.getFirst());
        assertThat(reading.confidence()).isEqualTo(1);
        Word first = reading.words().getFirst();
        // 72 pt from the left, baseline 92 pt from the top, at 150 dpi.
        assertThat(first.box().x()).isBetween(148, 152);
        assertThat(first.box().y() + first.box().height()).isBetween(190, 202);
    }

    @Test
    void readsThePictureWhereTheTextLayerIsOnlyAHeaderOrInvisible() throws IOException {
        Path file = folder.resolve("header.pdf");
        try (PDDocument document = new PDDocument()) {
            for (boolean invisible : new boolean[] {false, true}) {
                PDPage page = new PDPage(PDRectangle.LETTER);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(
                            LosslessFactory.createFromImage(document, PaperPages.scan(200, PaperPages.LETTER)),
                            0,
                            0,
                            PDRectangle.LETTER.getWidth(),
                            PDRectangle.LETTER.getHeight());
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
                    content.newLineAtOffset(72, 760);
                    content.setRenderingMode(invisible ? RenderingMode.NEITHER : RenderingMode.FILL);
                    content.showText(invisible ? "wrong words of another program" : "Received by fax");
                    content.endText();
                }
            }
            document.save(file.toFile());
        }

        Workbench.Remembering sink = read(file);

        assertThat(content(sink.pages.get(0)).text()).contains("Received by fax", "pleasant patient with knee pain");
        assertThat(content(sink.pages.get(1)).text())
                .contains("pleasant patient with knee pain")
                .doesNotContain("another program");
    }

    @Test
    void aPdfWithAPasswordIsHeldUntilItIsGiven() throws IOException {
        Path file = folder.resolve("locked.pdf");
        try (PDDocument document = PaperPages.pdf(List.of(PaperPages.LETTER))) {
            document.protect(new StandardProtectionPolicy("owner", "chart", new AccessPermission()));
            document.save(file.toFile());
        }

        assertThat(reader.read(file, request(), new Workbench.Remembering()))
                .isInstanceOfSatisfying(
                        FileOutcome.Held.class,
                        held -> assertThat(held.askPerson()).contains("Give the password"));
        assertThat(reader.read(file, withPassword("wrong"), new Workbench.Remembering()))
                .isInstanceOfSatisfying(
                        FileOutcome.Held.class,
                        held -> assertThat(held.askPerson()).contains("does not open"));
        Workbench.Remembering sink = new Workbench.Remembering();
        assertThat(reader.read(file, withPassword("chart"), sink)).isEqualTo(new FileOutcome.Read(1));
        assertThat(sink.text()).contains("knee pain");
    }

    @Test
    void knowsSeparatorSheetsByBarcodeAndByPatch() throws IOException {
        assertThat(read(png("sep.png", PaperPages.barcodeSheet("SEP:BATCH-7")))
                        .pages
                        .getFirst()
                        .outcome())
                .isEqualTo(new PageOutcome.Separator("BATCH-7"));
        assertThat(read(png("sideways.png", PaperPages.turned(PaperPages.barcodeSheet("PATCHT"), 90)))
                        .pages
                        .getFirst()
                        .outcome())
                .isEqualTo(new PageOutcome.Separator("PATCHT"));
        assertThat(read(png("patch.png", PaperPages.patchSheet()))
                        .pages
                        .getFirst()
                        .outcome())
                .isEqualTo(new PageOutcome.Separator("PATCHT"));
        assertThat(read(png("upside.png", PaperPages.turned(PaperPages.patchSheet(), 180)))
                        .pages
                        .getFirst()
                        .outcome())
                .isEqualTo(new PageOutcome.Separator("PATCHT"));
        assertThat(read(png("other.png", PaperPages.barcodeSheet("MRN-1234")))
                        .pages
                        .getFirst()
                        .outcome())
                .isNotInstanceOf(PageOutcome.Separator.class);
    }

    @Test
    void goesByTheBytesAndNotByTheName() throws IOException {
        Path file = png("letter-in-disguise.pdf", PaperPages.scan(150, List.of("Really an image")));

        assertThat(read(file).facts.getFirst().mediaType()).isEqualTo("image/png");
    }

    @Test
    void readsOnePageAgain() throws IOException {
        Path file = folder.resolve("two.pdf");
        try (PDDocument document = PaperPages.pdf(List.of(List.of("First page"), List.of("Second page")))) {
            document.save(file.toFile());
        }
        ReadRequest whole = request();
        Workbench.Remembering sink = new Workbench.Remembering();

        FileOutcome outcome = reader.read(
                file,
                new ReadRequest(
                        whole.name(),
                        whole.password(),
                        whole.settings(),
                        whole.standing(),
                        whole.budgets(),
                        whole.spool(),
                        new PageSelection.Some(List.of(2))),
                sink);

        assertThat(outcome).isEqualTo(new FileOutcome.Read(1));
        assertThat(sink.pages.getFirst().sourcePage()).isEqualTo(2);
        assertThat(sink.text()).isEqualTo("Second page\n");
    }

    @Test
    void damagedAndEmptyFilesFailWithTheirReason() throws IOException {
        Path corrupt = Files.writeString(folder.resolve("a.pdf"), "%PDF-1.7\nnothing more");
        Path empty = Files.createFile(folder.resolve("b.pdf"));

        assertThat(problem(corrupt)).isEqualTo(PageProblem.CORRUPT);
        assertThat(problem(empty)).isEqualTo(PageProblem.EMPTY);
    }

    private PageProblem problem(Path file) throws IOException {
        FileOutcome outcome = reader.read(file, request(), new Workbench.Remembering());
        assertThat(outcome).isInstanceOf(FileOutcome.Failed.class);
        return ((FileOutcome.Failed) outcome).problem();
    }

    private Path png(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private Workbench.Remembering read(Path file) throws IOException {
        Workbench.Remembering sink = new Workbench.Remembering();
        FileOutcome outcome = reader.read(file, request(), sink);
        assertThat(outcome).isEqualTo(new FileOutcome.Read(sink.pages.size()));
        return sink;
    }

    private ReadRequest request() throws IOException {
        return ReadRequest.of("as sent", Files.createDirectory(folder.resolve("spool-" + spools++)));
    }

    private ReadRequest withPassword(String password) throws IOException {
        ReadRequest plain = request();
        return new ReadRequest(
                plain.name(),
                Optional.of(password),
                plain.settings(),
                plain.standing(),
                plain.budgets(),
                plain.spool(),
                plain.pages());
    }

    private static Reading content(PageRead page) {
        assertThat(page.outcome()).isInstanceOf(PageOutcome.Content.class);
        return ((PageOutcome.Content) page.outcome()).reading();
    }

    private static byte[] hugePng(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        chunk(bytes, "IHDR", header.toByteArray());
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
            deflater.write(new byte[1000]);
        }
        chunk(bytes, "IDAT", pixels.toByteArray());
        chunk(bytes, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) throws IOException {
        DataOutputStream fields = new DataOutputStream(out);
        fields.writeInt(data.length);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        fields.write(name);
        fields.write(data);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        fields.writeInt((int) crc.getValue());
    }
}
