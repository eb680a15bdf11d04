package org.chartroom.release.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.release.redaction.RedactedPdf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An approved packet in other forms. */
class DeliveryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-10T14:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    Path packet;

    @BeforeEach
    void make() throws Exception {
        packet = folder.resolve("packet.pdf");
        try (RedactedPdf pdf = new RedactedPdf(folder, "packet", CLOCK)) {
            pdf.text("Records of a patient", List.of("Contents\nProgress note: pages 1 to 2\nLetter: page 3"));
            pdf.mark("Progress note");
            picture(pdf, "page 1 of 3");
            picture(pdf, "page 2 of 3");
            pdf.mark("Letter");
            picture(pdf, "page 3 of 3");
            pdf.writeTo(packet);
        }
    }

    private static void picture(RedactedPdf pdf, String stamp) throws Exception {
        pdf.picture(new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_GRAY), 100, List.of(), _ -> List.of(), stamp);
    }

    @Test
    void aLockedPacketOpensWithItsPasswordOnlyAndIsTheSameThen() throws Exception {
        Path locked = folder.resolve("locked.pdf");
        LockedPdf.lock(packet, locked, "k4m9w-p2x7d", "nobody", folder);
        assertThatThrownBy(() -> Loader.loadPDF(locked.toFile())).isInstanceOf(InvalidPasswordException.class);
        assertThatThrownBy(() -> Loader.loadPDF(locked.toFile(), "k4m9w-p2x7e"))
                .isInstanceOf(InvalidPasswordException.class);
        try (PDDocument open = Loader.loadPDF(locked.toFile(), "k4m9w-p2x7d");
                PDDocument plain = Loader.loadPDF(packet.toFile())) {
            assertThat(open.getEncryption().getLength()).as("bits of the key").isEqualTo(256);
            assertThat(open.getEncryption().getRevision()).isEqualTo(6);
            assertThat(new PDFTextStripper().getText(open)).isEqualTo(new PDFTextStripper().getText(plain));
        }
        assertThat(new String(Files.readAllBytes(locked), StandardCharsets.ISO_8859_1))
                .doesNotContain("k4m9w", "Progress note");
    }

    @Test
    void aPacketIsTakenApartIntoItsDocuments() throws Exception {
        try (PacketParts parts = new PacketParts(packet, folder)) {
            assertThat(parts.list())
                    .containsExactly(new PacketParts.Part("Progress note", 2, 3), new PacketParts.Part("Letter", 4, 4));
            Path note = folder.resolve("note.pdf");
            parts.write(parts.list().getFirst(), note);
            try (PDDocument own = Loader.loadPDF(note.toFile())) {
                assertThat(new PDFTextStripper().getText(own))
                        .contains("page 1 of 3", "page 2 of 3")
                        .doesNotContain("page 3 of 3", "Contents");
            }
        }
    }
}
