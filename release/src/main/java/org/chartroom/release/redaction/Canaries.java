package org.chartroom.release.redaction;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.text.Word;

/**
 * Shows that the checks work, on the machine and with the libraries at hand: a word is planted into a small packet in each of the
 * places where words stay behind, and each has to be found.
 */
final class Canaries {
    private static final String WORD = "Quaxomeline";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private Canaries() {}

    /** The places in which it was not found, and {@code nothing} when it was found where it is not. */
    static List<String> missed() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir")).resolve("canaries");
        Files.createDirectories(folder);
        List<String> missed = new ArrayList<>();
        Path file = folder.resolve("canary.pdf");
        try {
            List<PageManifest> pages = make(folder, file);
            // What was read of the small page does not matter here, and reading takes long.
            PageWords blind = new Blind();
            if (!Verifier.quick(blind, job(file, pages)).isPassed()) {
                missed.add("nothing");
            }
            for (HidingPlace place : HidingPlace.values()) {
                make(folder, file);
                place.plantInto(file, WORD);
                if (Verifier.quick(blind, job(file, pages)).isPassed()) {
                    missed.add(place.name().toLowerCase(Locale.ROOT));
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return missed;
    }

    private static List<PageManifest> make(Path spool, Path file) throws IOException {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(3, 3, 0, 200);
        try (RedactedPdf pdf = new RedactedPdf(spool, "canary", CLOCK)) {
            pdf.picture(image, 100, List.of(new RedactionBox(0.2, 0.2, 0.3, 0.1, "test")), _ -> List.of(), "");
            pdf.writeTo(file);
            return pdf.manifest();
        }
    }

    private static ProofJob job(Path file, List<PageManifest> pages) throws IOException {
        String sha256 = HexFormat.of().formatHex(Pixels.digest().digest(Files.readAllBytes(file)));
        return new ProofJob(file, sha256, pages, List.of(), List.of(WORD));
    }

    private static final class Blind implements PageWords {
        @Override
        public List<Word> words(BufferedImage page, double dpi) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
