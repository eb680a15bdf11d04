package org.chartroom.models.blob;

/**
 * A kept blob as the record store knows it.
 *
 * @param ref its name in the blob store
 * @param sha256 of the plain bytes, 64 lower-case hex digits
 * @param bytes length of the plain bytes
 * @param mediaType by content, such as {@code image/png}
 */
public record Blob(BlobRef ref, String sha256, long bytes, String mediaType) {
    public Blob {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("a blob is not shorter than 0 bytes, was " + bytes);
        }
    }
}
