package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.chartroom.models.text.ErrorRates;
import org.chartroom.models.text.PageProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page is read whatever form its picture is kept in. */
final class ImageFormatsTest {
    private static final String LETTER = String.join("\n", PaperPages.LETTER);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "bmp", "gif", "tiff", "jpeg2000"})
    void readsALetter(String format) throws IOException {
        Path file = folder.resolve("letter");
        assertThat(ImageIO.write(gray(), format, file.toFile()))
                .as("a writer of %s", format)
                .isTrue();

        assertThat(errors(file)).isLessThan(0.05);
    }

    /** What scanning programs on Unix hand over. */
    @ParameterizedTest
    @CsvSource({"P4, 1", "P5, 8", "P6, 24"})
    void readsAPortableAnyMap(String magic, int depth) throws IOException {
        BufferedImage letter = gray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String head = magic + "\n" + letter.getWidth() + " " + letter.getHeight() + "\n" + (depth == 1 ? "" : "255\n");
        bytes.write(head.getBytes(StandardCharsets.US_ASCII));
        for (int y = 0; y < letter.getHeight(); y++) {
            int eight = 0;
            for (int x = 0; x < letter.getWidth(); x++) {
                int value = letter.getRaster().getSample(x, y, 0);
                if (depth == 1) {
                    eight |= value < 128 ? 0x80 >> (x & 7) : 0;
                    if ((x & 7) == 7 || x == letter.getWidth() - 1) {
                        bytes.write(eight);
                        eight = 0;
                    }
                } else {
                    for (int sample = 0; sample < depth / 8; sample++) {
                        bytes.write(value);
                    }
                }
            }
        }
        Path file = Files.write(folder.resolve("letter.scan"), bytes.toByteArray());

        assertThat(errors(file)).isLessThan(0.05);
    }

    @Test
    void readsAPdfWhosePageIsAJpeg2000() throws IOException {
        BufferedImage letter = gray();
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(letter, "jpeg2000", picture);
        Path file = folder.resolve("letter.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.LETTER);
            document.addPage(page);
            PDImageXObject image = new PDImageXObject(
                    document,
                    new ByteArrayInputStream(picture.toByteArray()),
                    COSName.JPX_DECODE,
                    letter.getWidth(),
                    letter.getHeight(),
                    8,
                    PDDeviceGray.INSTANCE);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(image, 0, 0, 612, 792);
            }
            document.save(file.toFile());
        }

        assertThat(errors(file)).isLessThan(0.05);
    }

    /** Phones send them; the brand in the first box says what is inside. */
    @ParameterizedTest
    @CsvSource({"heic, HEIC", "heix, HEIC", "mif1, HEIC", "avif, AVIF"})
    void aPhotoOfAPhoneThatCannotBeDecodedSaysWhatWasKeptAndWhatToDo(String brand, String format) throws IOException {
        byte[] head = ("\0\0\0\u0018ftyp" + brand + "\0\0\0\0mif1" + brand).getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("IMG_0417.HEIC"), Arrays.copyOf(head, 4_096));

        try (FileReader reader = FileReader.open(Workbench.home())) {
            assertThat(reader.read(file, ReadRequest.of("IMG_0417.HEIC", folder), new Workbench.Remembering()))
                    .isInstanceOfSatisfying(FileOutcome.Failed.class, failed -> {
                        assertThat(failed.problem()).isEqualTo(PageProblem.UNSUPPORTED);
                        assertThat(failed.detail()).contains(format, "kept as it came", "Save it as JPEG");
                    });
        }
    }

    /** Paper that was photographed without being pressed flat. */
    @Test
    void readsALetterWhosePaperCurls() throws IOException {
        BufferedImage letter = PaperPages.scan(200, PaperPages.LETTER);
        Path file = folder.resolve("letter.png");
        ImageIO.write(PaperPages.curled(letter, 40), "png", file.toFile());

        assertThat(errors(file)).isLessThan(0.03);
    }

    private static BufferedImage gray() throws IOException {
        BufferedImage letter = PaperPages.scan(150, PaperPages.LETTER);
        BufferedImage gray = new BufferedImage(letter.getWidth(), letter.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = gray.createGraphics();
        graphics.drawImage(letter, 0, 0, null);
        graphics.dispose();
        return gray;
    }

    private double errors(Path file) throws IOException {
        Workbench.Remembering sink = new Workbench.Remembering();
        try (FileReader reader = FileReader.open(Workbench.home())) {
            assertThat(reader.read(file, ReadRequest.of("letter", folder), sink))
                    .isEqualTo(new FileOutcome.Read(1));
        }
        return ErrorRates.of(LETTER, sink.text()).words();
    }
}
