package org.chartroom.release.redaction;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads a recording that is to leave back from its file, and compares every sample with what it has to be. What cannot be read counts
 * as found. Knows nothing of how the file was made but what stands in its manifest.
 */
public final class AudioProof {
    private AudioProof() {}

    /**
     * What was found.
     *
     * @param sha256 of the file that was read
     * @param found in words for a person, without anything of the recording; empty when all is as it has to be
     */
    public record Report(String sha256, List<String> found) {
        public Report {
            found = List.copyOf(found);
        }

        /** Whether nothing was found. */
        public boolean isPassed() {
            return found.isEmpty();
        }
    }

    /** Checks a file. */
    public static Report check(Path file, RedactedAudio.Manifest made) {
        List<String> found = new ArrayList<>();
        MessageDigest whole = Pixels.digest();
        try (InputStream in =
                new DigestInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), whole)) {
            long data = made.frames() * made.channels() * PcmWav.SAMPLE;
            byte[] head = in.readNBytes(PcmWav.HEAD);
            if (!Arrays.equals(head, new PcmWav(made.channels(), made.rate(), data).head())) {
                found.add("The file holds something beside its samples, or another number of them.");
            }
            samples(in, made, found);
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | RuntimeException e) {
            // Why is of no use to who reads it.
            found.add("The file could not be read to its end.");
        }
        String sha256 = HexFormat.of().formatHex(whole.digest());
        if (!sha256.equals(made.sha256())) {
            found.add("The file is not the one that was written.");
        }
        return new Report(sha256, found);
    }

    private static void samples(InputStream in, RedactedAudio.Manifest made, List<String> found) throws IOException {
        MessageDigest open = Pixels.digest();
        int length = made.channels() * PcmWav.SAMPLE;
        boolean heard = false;
        for (long number = 0; number < made.frames(); number++) {
            byte[] frame = in.readNBytes(length);
            if (frame.length < length) {
                found.add("The file is cut off.");
                return;
            }
            if (RedactedAudio.covered(made.spans(), number, made.rate())) {
                heard |= !Arrays.equals(frame, RedactedAudio.frame(made.cover(), number, made.channels(), made.rate()));
            } else {
                open.update(frame);
            }
        }
        if (heard) {
            found.add("In a passage that is covered something else can be heard.");
        }
        if (in.read() >= 0) {
            found.add("Behind its samples something follows.");
        }
        if (!HexFormat.of().formatHex(open.digest()).equals(made.openSha256())) {
            found.add("Outside the passages it is not the recording that was marked.");
        }
    }
}
