package org.chartroom.release.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.text.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is painted over is gone, and what is not gone is found. */
class RedactionTest {
    private static final String SECRET = "Zebulonwick";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-10T14:00:00Z"), ZoneOffset.UTC);
    private static final PageWords READER = new MachinePrint("");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(HidingPlace.class)
    void aSecretInAnyHidingPlaceOfTheSourceIsNotInThePacket(HidingPlace place) throws IOException {
        Path source = source();
        place.plantInto(source, SECRET);
        Path packet = folder.resolve("packet.pdf");
        List<PageManifest> pages = new ArrayList<>();
        try (PdfRaster raster = new PdfRaster(source, 40_000_000);
                RedactedPdf pdf = new RedactedPdf(folder, "packet", CLOCK)) {
            PdfRaster.Raster page = raster.page(1, MachinePrint.DPI);
            // What a viewer shows outside its print is seen by who marks the page.
            List<RedactionBox> marks = place == HidingPlace.CROPPED
                    ? List.of(new RedactionBox(0, 0, 1, 1, "all"))
                    : List.of(
                            MachinePrint.over(SECRET),
                            new RedactionBox(0, 0.95, 1, 0.05, "foot"),
                            new RedactionBox(0, 0, 0.2, 0.1, "head"));
            pdf.picture(page.image(), page.dpi(), marks, image -> READER.words(image, page.dpi()), "Request 7");
            pdf.writeTo(packet);
            pages.addAll(pdf.manifest());
        }
        ProofReport report = Verifier.quick(READER, job(packet, pages));
        assertThat(report.checks())
                .allSatisfy(check -> assertThat(check.found()).isEmpty());
        assertThat(textOf(packet)).contains("Request 7").doesNotContainIgnoringCase(SECRET);
    }

    @ParameterizedTest
    @EnumSource(HidingPlace.class)
    void aSecretThatWasLeftInAHidingPlaceOfThePacketIsFoundWhereItIs(HidingPlace place) throws IOException {
        Packet packet = packet(MachinePrint.over(SECRET));
        place.plantInto(packet.file(), SECRET);
        Map<HidingPlace, String> where = Map.ofEntries(
                Map.entry(HidingPlace.LIVE_TEXT, "V1"),
                Map.entry(HidingPlace.INVISIBLE_TEXT, "V1"),
                Map.entry(HidingPlace.EARLIER_STATE, "V3"),
                Map.entry(HidingPlace.INFO, "V8"),
                Map.entry(HidingPlace.XMP, "V8"),
                Map.entry(HidingPlace.ACTUAL_TEXT, "V4"),
                Map.entry(HidingPlace.ANNOTATION, "V4"),
                Map.entry(HidingPlace.FORM_VALUE, "V4"),
                Map.entry(HidingPlace.ATTACHMENT, "V4"),
                Map.entry(HidingPlace.BOOKMARK, "V4"),
                Map.entry(HidingPlace.THUMBNAIL, "V4"),
                Map.entry(HidingPlace.CROPPED, "V7"),
                Map.entry(HidingPlace.LAYER, "V4"),
                Map.entry(HidingPlace.LEFT_OVER, "V9"),
                Map.entry(HidingPlace.BEHIND_THE_END, "V3"));
        ProofReport report = Verifier.quick(READER, job(packet.file(), packet.pages()));
        assertThat(failed(report)).contains(where.get(place));
        assertThat(report.isPassed()).isFalse();
        assertThat(report.toString()).doesNotContainIgnoringCase(SECRET);
    }

    @Test
    void aSecretThatIsOnlyWrittenBackwardsInBytesIsFoundInBytes() throws IOException {
        Packet packet = packet(MachinePrint.over(SECRET));
        HidingPlace.LEFT_OVER.plantInto(packet.file(), SECRET);
        assertThat(failed(Verifier.quick(READER, job(packet.file(), packet.pages()))))
                .contains("V2", "V9");
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB})
    void aPageOfEveryKindOfPictureIsPaintedOverAndProven(int type) throws IOException {
        Packet packet = packet(type, MachinePrint.over(SECRET));
        assertThat(Verifier.quick(READER, job(packet.file(), packet.pages())).isPassed())
                .isTrue();
        try (PdfRaster raster = new PdfRaster(packet.file(), 40_000_000)) {
            assertThat(READER.words(raster.page(1, MachinePrint.DPI).image(), MachinePrint.DPI))
                    .isEmpty();
        }
    }

    @Test
    void aBoxThatWasNotPaintedIsFoundInItsPixelsAndByReading() throws IOException {
        Packet unpainted = packet();
        PageManifest said = unpainted.pages().getFirst();
        Box box = BoxPainter.grown(MachinePrint.over(SECRET), said.width(), said.height(), said.dpi());
        List<PageManifest> claimed = List.of(new PageManifest(
                said.kind(), said.sha256(), said.width(), said.height(), said.dpi(), said.foot(), List.of(box)));
        assertThat(failed(Verifier.quick(READER, job(unpainted.file(), claimed))))
                .contains("V1", "V5", "V6");
    }

    @Test
    void textUnderABoxIsFoundAlsoWhenNobodyKnowsWhatItSays() throws IOException {
        Packet unpainted = packet();
        PageManifest said = unpainted.pages().getFirst();
        Box box = BoxPainter.grown(MachinePrint.over(SECRET), said.width(), said.height(), said.dpi());
        List<PageManifest> claimed = List.of(new PageManifest(
                said.kind(), said.sha256(), said.width(), said.height(), said.dpi(), said.foot(), List.of(box)));
        ProofJob job = new ProofJob(unpainted.file(), sha256(unpainted.file()), claimed, List.of(), List.of());
        assertThat(failed(Verifier.quick(READER, job)))
                .contains("V1", "V5", "V6")
                .doesNotContain("V2");
    }

    @Test
    void anotherPictureAnotherNumberOfPagesAndAnotherTextAreFound() throws IOException {
        Packet packet = packet(MachinePrint.over(SECRET));
        PageManifest made = packet.pages().getFirst();
        PageManifest other = new PageManifest(
                made.kind(), "00".repeat(32), made.width(), made.height(), made.dpi(), made.foot(), made.boxes());
        assertThat(failed(Verifier.quick(READER, job(packet.file(), List.of(other)))))
                .containsExactly("V10");
        assertThat(failed(Verifier.quick(READER, job(packet.file(), List.of(made, made)))))
                .containsExactly("V10");
    }

    @Test
    void aTermInAnotherPageOrInTextOfOurOwnIsFound() throws IOException {
        Path file = folder.resolve("cover.pdf");
        List<PageManifest> pages;
        try (RedactedPdf pdf = new RedactedPdf(folder, "cover", CLOCK)) {
            pdf.text("Records of a patient", List.of("To the firm that asked.", "About Zebulon-\nwick, as agreed."));
            pdf.writeTo(file);
            pages = pdf.manifest();
        }
        assertThat(failed(Verifier.quick(READER, job(file, pages)))).contains("V1");
        ProofJob harmless = new ProofJob(file, sha256(file), pages, List.of(), List.of("Aldebrandt"));
        assertThat(Verifier.quick(READER, harmless).isPassed()).isTrue();
    }

    /** What somebody may do to the bookmarks of a packet. */
    private enum Bookmarks {
        ONE_MORE {
            @Override
            void change(PDDocument document, PDOutlineItem first) {
                PDOutlineItem more = new PDOutlineItem();
                more.setTitle("Progress note");
                more.setDestination(document.getPage(1));
                document.getDocumentCatalog().getDocumentOutline().addLast(more);
            }
        },
        ONE_BELOW {
            @Override
            void change(PDDocument document, PDOutlineItem first) {
                PDOutlineItem more = new PDOutlineItem();
                more.setTitle("below");
                first.addLast(more);
            }
        },
        ANOTHER_TITLE {
            @Override
            void change(PDDocument document, PDOutlineItem first) {
                first.setTitle("Progress note, 2026-01-02");
            }
        },
        ANOTHER_PAGE {
            @Override
            void change(PDDocument document, PDOutlineItem first) {
                PDPageFitDestination cover = new PDPageFitDestination();
                cover.setPage(document.getPage(0));
                first.setDestination(cover);
            }
        },
        SOMETHING_RUN {
            @Override
            void change(PDDocument document, PDOutlineItem first) {
                PDActionJavaScript action = new PDActionJavaScript("app.alert(1)");
                first.setAction(action);
            }
        },
        BEHIND_THE_LAST {
            @Override
            void change(PDDocument document, PDOutlineItem first) {
                COSDictionary hidden = new COSDictionary();
                hidden.setString(COSName.TITLE, "hidden");
                first.getCOSObject().setItem(COSName.PREV, hidden);
            }
        },
        ABOVE {
            @Override
            void change(PDDocument document, PDOutlineItem first) {
                COSDictionary hidden = new COSDictionary();
                hidden.setString(COSName.TITLE, "hidden");
                first.getCOSObject().setItem(COSName.PARENT, hidden);
            }
        };

        abstract void change(PDDocument document, PDOutlineItem first);
    }

    @Test
    void thePacketsOwnBookmarksStandAndLeadToTheirPages() throws IOException {
        Packet packet = listed("Progress note, 2026-01-01");
        List<Bookmark> own = List.of(new Bookmark("Progress note, 2026-01-01", 2));
        assertThat(Verifier.quick(READER, job(packet, own)).checks())
                .allSatisfy(check -> assertThat(check.found()).isEmpty());
        assertThat(failed(Verifier.quick(READER, job(packet, List.of()))))
                .as("where none are due, none may be")
                .containsExactly("V4");
        HidingPlace.BOOKMARK.plantInto(packet.file(), SECRET);
        assertThat(failed(Verifier.quick(READER, job(packet, own)))).contains("V1", "V2", "V4");
    }

    @ParameterizedTest
    @EnumSource(Bookmarks.class)
    void aBookmarkThatThePackagingDidNotWriteIsFound(Bookmarks foreign) throws IOException {
        Packet packet = listed("Progress note, 2026-01-01");
        byte[] bytes = Files.readAllBytes(packet.file());
        try (PDDocument document = Loader.loadPDF(bytes);
                OutputStream out = Files.newOutputStream(packet.file())) {
            foreign.change(
                    document, document.getDocumentCatalog().getDocumentOutline().getFirstChild());
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
        assertThat(failed(Verifier.quick(READER, job(packet, List.of(new Bookmark("Progress note, 2026-01-01", 2))))))
                .contains("V4");
    }

    @Test
    void aBookmarkSaysOnlyWhatTheListOfContentsSays() throws IOException {
        Packet packet = listed("Progress note, 2026-01-09");
        assertThat(failed(Verifier.quick(READER, job(packet, List.of(new Bookmark("Progress note, 2026-01-09", 2))))))
                .containsExactly("V4");
    }

    /** A packet whose list of contents has one note, and a bookmark. */
    private Packet listed(String bookmark) throws IOException {
        Path file = folder.resolve("listed.pdf");
        try (RedactedPdf pdf = new RedactedPdf(folder, "listed", CLOCK)) {
            pdf.text("Records of a patient", List.of("Contents\nProgress note, 2026-01-01: page 1"));
            pdf.mark(bookmark);
            pdf.picture(
                    MachinePrint.page("x", BufferedImage.TYPE_BYTE_GRAY),
                    MachinePrint.DPI,
                    List.of(MachinePrint.over(SECRET)),
                    _ -> List.of(),
                    "Request 7");
            pdf.writeTo(file);
            return new Packet(file, pdf.manifest());
        }
    }

    private static ProofJob job(Packet packet, List<Bookmark> bookmarks) throws IOException {
        return new ProofJob(packet.file(), sha256(packet.file()), packet.pages(), bookmarks, List.of(SECRET));
    }

    @Test
    void theWidthOfABoxDoesNotTellTheWord() {
        Box small = BoxPainter.grown(new RedactionBox(0.31, 0.5, 0.01, 0.01, ""), 1700, 2200, 200);
        Box longer = BoxPainter.grown(new RedactionBox(0.31, 0.5, 0.03, 0.01, ""), 1700, 2200, 200);
        assertThat(small.x()).isEqualTo(longer.x());
        assertThat(small.width()).isEqualTo(longer.width());
        assertThat(small.width() % 50).isZero();
    }

    @Test
    void aTermIsFoundHoweverAReaderSpeltIt() {
        Terms terms = new Terms(List.of("Müller-Bosworth", "Ann"));
        assertThat(terms.in("seen by Muller Bosworth")).isTrue();
        assertThat(terms.in("MULLER-B0SW0RTH")).isTrue();
        assertThat(terms.in("Muller-Bos-\nworth")).isTrue();
        assertThat(terms.in("saw Ann, twice")).isTrue();
        assertThat(terms.in("annual planning")).isFalse();
        assertThat(terms.in("nothing of hers")).isFalse();
        for (String written : List.of("x Müller-Bosworth", "MÜLLER-BOSWORTH", "müller-bosworth")) {
            assertThat(terms.in(written.getBytes(StandardCharsets.UTF_16BE))).isTrue();
            assertThat(terms.in(written.getBytes(StandardCharsets.ISO_8859_1))).isTrue();
        }
        assertThat(new Terms(List.of("Bosworth"))
                        .in("<FEFF0042006F00730077006F007200740068>".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(new Terms(List.of("Bosworth")).in("<426F73776F727468>".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
    }

    @Test
    void aProcessOfItsOwnVerifiesAllTwelveAndItsReportIsOfThesePagesOnly() throws Exception {
        Packet packet = packet(MachinePrint.over(SECRET));
        String sha256 = sha256(packet.file());
        ProofDesk.Outcome outcome =
                desk(MachinePrint.class.getName(), Duration.ofMinutes(2)).verify(job(packet.file(), packet.pages()));
        assertThat(outcome).isInstanceOfSatisfying(ProofDesk.Outcome.Verified.class, verified -> {
            assertThat(verified.report().checks()).hasSize(12);
            assertThat(verified.report().certificate().packetSha256()).isEqualTo(sha256);
            assertThat(verified.report().certificate().passed()).isEqualTo(12);
        });
        HidingPlace.INFO.plantInto(packet.file(), SECRET);
        assertThat(desk(MachinePrint.class.getName(), Duration.ofMinutes(2)).verify(job(packet.file(), packet.pages())))
                .isInstanceOf(ProofDesk.Outcome.Refused.class);
    }

    @Test
    void whatCannotBeVerifiedIsNot() throws Exception {
        Packet packet = packet(MachinePrint.over(SECRET));
        ProofJob job = job(packet.file(), packet.pages());
        assertThat(desk("org.chartroom.NoSuchReader", Duration.ofMinutes(2)).verify(job))
                .isInstanceOf(ProofDesk.Outcome.NotChecked.class);
        assertThat(desk(MachinePrint.class.getName(), Duration.ofMillis(1)).verify(job))
                .isInstanceOf(ProofDesk.Outcome.NotChecked.class);
        Files.writeString(packet.file(), "no PDF");
        ProofReport damaged = Verifier.quick(READER, job);
        assertThat(damaged.isPassed()).isFalse();
        assertThat(failed(damaged)).hasSize(12);
        try (var left = Files.list(folder)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    private ProofDesk desk(String reader, Duration limit) {
        return new ProofDesk(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                reader,
                "",
                folder,
                limit);
    }

    private record Packet(Path file, List<PageManifest> pages) {}

    private Packet packet(RedactionBox... marks) throws IOException {
        return packet(BufferedImage.TYPE_BYTE_GRAY, marks);
    }

    private Packet packet(int type, RedactionBox... marks) throws IOException {
        Path file = folder.resolve("packet.pdf");
        try (RedactedPdf pdf = new RedactedPdf(folder, "packet", CLOCK)) {
            pdf.picture(
                    MachinePrint.page(SECRET, type),
                    MachinePrint.DPI,
                    List.of(marks),
                    image -> READER.words(image, MachinePrint.DPI),
                    "Request 7");
            pdf.writeTo(file);
            return new Packet(file, pdf.manifest());
        }
    }

    private Path source() throws IOException {
        Path file = folder.resolve("source.pdf");
        try (PDDocument document = new PDDocument();
                OutputStream out = Files.newOutputStream(file)) {
            PDPage page = new PDPage(PDRectangle.LETTER);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(
                        LosslessFactory.createFromImage(
                                document, MachinePrint.page(SECRET, BufferedImage.TYPE_INT_RGB)),
                        0,
                        0,
                        612,
                        792);
            }
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
        return file;
    }

    private static ProofJob job(Path file, List<PageManifest> pages) throws IOException {
        return new ProofJob(file, sha256(file), pages, List.of(), List.of(SECRET));
    }

    private static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(Pixels.digest().digest(Files.readAllBytes(file)));
    }

    private static List<String> failed(ProofReport report) {
        return report.checks().stream()
                .filter(check -> !check.isPassed())
                .map(ProofReport.Check::id)
                .toList();
    }

    private static String textOf(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
