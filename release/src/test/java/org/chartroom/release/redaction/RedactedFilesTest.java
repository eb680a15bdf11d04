package org.chartroom.release.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of others find nothing of what was painted over: {@code pdftotext}, {@code qpdf --qdf}, {@code mutool clean} and a search of
 * the bytes. Each first finds the word in the file it came from, so that one that finds nothing anywhere proves nothing.
 */
class RedactedFilesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-10T14:00:00Z"), ZoneOffset.UTC);
    private static final float WIDTH = 306;
    private static final float HEIGHT = 396;
    private static final double DPI = 100;
    /** Without the one that moves the print on the page: {@link RedactionTest} has it. */
    private static final List<HidingPlace> PLACES = Stream.of(HidingPlace.values())
            .filter(place -> place != HidingPlace.CROPPED)
            .toList();

    @TempDir
    Path folder;

    @Test
    void noProgramFindsInAFileOfEachHidingPlaceWhatWasPaintedOver() throws Exception {
        checked(PLACES.size());
    }

    @Test
    @Tag("long")
    void noProgramFindsInTwoHundredFilesWhatWasPaintedOver() throws Exception {
        checked(200);
    }

    private void checked(int files) throws Exception {
        assumeTrue(
                has("pdftotext", "-v") && has("qpdf", "--version") && has("mutool", "-v"),
                "pdftotext, qpdf and mutool are not all here (Debian: poppler-utils, qpdf, mupdf-tools)");
        Random random = new Random(7);
        int foundBefore = 0;
        for (int number = 0; number < files; number++) {
            String secret = word(random);
            String kept = word(random);
            Path source = folder.resolve("source.pdf");
            source(source, secret, kept);
            PLACES.get(number % PLACES.size()).plantInto(source, secret);
            foundBefore += found(source, secret).isEmpty() ? 0 : 1;
            Path packet = folder.resolve("packet.pdf");
            redact(source, packet, secret, kept);
            assertThat(found(packet, secret))
                    .as("programs that find %s in file %d", secret, number)
                    .isEmpty();
            assertThat(text(packet))
                    .as("what was not painted over is still there")
                    .contains(kept);
        }
        assertThat(foundBefore).isEqualTo(files);
    }

    /** Letters only, as no other word: long enough that chance does not put it into compressed bytes. */
    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            word.append("bdfgklmnprstvz".charAt(random.nextInt(14)));
            word.append("aeiou".charAt(random.nextInt(5)));
        }
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** A page with both words as text: one at the top, one in the middle. */
    private static void source(Path file, String secret, String kept) throws IOException {
        try (PDDocument document = new PDDocument();
                OutputStream out = Files.newOutputStream(file)) {
            PDPage page = new PDPage(new PDRectangle(WIDTH, HEIGHT));
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 14);
                content.beginText();
                content.newLineAtOffset(60, HEIGHT - 60);
                content.showText(secret);
                content.newLineAtOffset(0, -140);
                content.showText(kept);
                content.endText();
            }
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
    }

    private void redact(Path source, Path packet, String secret, String kept) throws IOException {
        try (PdfRaster raster = new PdfRaster(source, 40_000_000);
                RedactedPdf pdf = new RedactedPdf(folder, "packet", CLOCK)) {
            PdfRaster.Raster page = raster.page(1, DPI);
            List<RedactionBox> marks = new ArrayList<>(List.of(
                    new RedactionBox(0.15, 0.08, 0.6, 0.1, "third party"),
                    // What other programs draw at the foot, such as a word behind the end of a line.
                    new RedactionBox(0, 0.9, 1, 0.1, "foot"),
                    new RedactionBox(0, 0, 0.2, 0.1, "head")));
            double px = DPI / 72;
            List<Word> read = List.of(
                    new Word(secret, at(60 * px, 48 * px, secret), 1, 0),
                    new Word(kept, at(60 * px, 188 * px, kept), 1, 1));
            pdf.picture(page.image(), page.dpi(), marks, _ -> read, "Request 7");
            pdf.writeTo(packet);
        }
    }

    private static Box at(double x, double y, String word) {
        BufferedImage canvas = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = canvas.createGraphics();
        int width = graphics.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 19))
                .stringWidth(word);
        graphics.dispose();
        return new Box((int) x, (int) y, width, 18);
    }

    /** Which programs find it. */
    private List<String> found(Path file, String secret) throws Exception {
        List<String> found = new ArrayList<>();
        if (text(file).contains(secret)) {
            found.add("pdftotext");
        }
        Path plain = folder.resolve("plain.pdf");
        // 3: it mended something, such as a file with something behind its end.
        run(List.of(0, 3), "qpdf", "--qdf", "--object-streams=disable", file.toString(), plain.toString());
        if (holds(Files.readAllBytes(plain), secret)) {
            found.add("qpdf");
        }
        run(List.of(0, 1), "mutool", "clean", "-d", "-a", file.toString(), plain.toString());
        if (holds(Files.readAllBytes(plain), secret)) {
            found.add("mutool");
        }
        if (holds(Files.readAllBytes(file), secret)) {
            found.add("bytes");
        }
        return found;
    }

    private String text(Path file) throws Exception {
        Path text = folder.resolve("text.txt");
        run(List.of(0), "pdftotext", "-enc", "UTF-8", file.toString(), text.toString());
        return Files.readString(text);
    }

    private static boolean holds(byte[] bytes, String secret) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        for (Charset charset :
                List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            byte[] word = secret.getBytes(charset);
            if (raw.contains(new String(word, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))
                    || raw.contains(HexFormat.of().formatHex(word))) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(String program, String argument) {
        try {
            Process process = new ProcessBuilder(program, argument)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run(List<Integer> fine, String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isIn(fine);
    }
}
