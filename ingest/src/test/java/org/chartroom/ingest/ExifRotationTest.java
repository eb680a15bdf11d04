package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos of paper: a phone keeps the picture as its sensor lay and says in EXIF how to turn it. */
class ExifRotationTest {
    @TempDir
    Path folder;

    @Test
    void turnsAPhotoAsItsExifSays() throws IOException {
        BufferedImage upright = PaperPages.scan(150, PaperPages.LETTER);
        Path photo = folder.resolve("photo.jpg");
        Files.write(photo, withOrientation(jpeg(quarterTurnLeft(upright)), 6));
        Workbench.Remembering sink = new Workbench.Remembering();

        try (FileReader reader = FileReader.open(Workbench.home())) {
            assertThat(reader.read(photo, ReadRequest.of("photo.jpg", folder), sink))
                    .isInstanceOf(FileOutcome.Read.class);
        }

        PageRead page = sink.pages.getFirst();
        assertThat(page.steps()).first().satisfies(note -> {
            assertThat(note.step()).isEqualTo("file's orientation");
            assertThat(note.value()).isEqualTo(90);
        });
        assertThat(page.geometry()).hasValueSatisfying(geometry -> {
            assertThat(geometry.rotation()).isEqualTo(90);
            assertThat(geometry.heightPx()).isGreaterThan(geometry.widthPx());
        });
        assertThat(sink.text()).contains("Millbrook");
    }

    private static BufferedImage quarterTurnLeft(BufferedImage upright) {
        BufferedImage turned = new BufferedImage(upright.getHeight(), upright.getWidth(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                int gray = upright.getRaster().getSample(x, y, 0);
                turned.getRaster().setSample(y, upright.getWidth() - 1 - x, 0, gray);
            }
        }
        return turned;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "jpg", out)).isTrue();
        return out.toByteArray();
    }

    /** Puts an EXIF segment with one entry, the orientation, behind the start of a JPEG. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
        ByteArrayOutputStream exif = new ByteArrayOutputStream();
        exif.write("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
        for (int each : List.of(0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0)) {
            exif.write(each);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(0xE1);
        out.write((exif.size() + 2) >> 8);
        out.write(exif.size() + 2);
        out.write(exif.toByteArray());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
