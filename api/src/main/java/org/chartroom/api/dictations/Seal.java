package org.chartroom.api.dictations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.chartroom.models.record.TranscriptVersion;

/**
 * The seal of a signature: SHA-256 over the recording's SHA-256 and, of every version up to the signed one, number, state,
 * editor, time and text. Each part goes in with its length before it, so that no two different notes give the same octets.
 */
final class Seal {
    private final MessageDigest digest;

    private Seal() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * In lower-case hexadecimal.
     *
     * @param recordingSha256 of the recording as it came in
     * @param versions from the first to the signed one
     */
    static String of(String recordingSha256, List<TranscriptVersion> versions) {
        Seal seal = new Seal();
        seal.part(recordingSha256);
        for (TranscriptVersion version : versions) {
            seal.part(Integer.toString(version.number()));
            seal.part(version.state().name());
            seal.part(version.editor().value());
            seal.part(Long.toString(version.at().toEpochMilli()));
            seal.part(version.content().text());
        }
        return HexFormat.of().formatHex(seal.digest.digest());
    }

    private void part(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
