package org.chartroom.api.work;

import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;

/**
 * Derived bytes a worker handed in under its lease, as the server answered; named so in its result.
 *
 * @param ref name in the blob store
 * @param sha256 of the bytes, 64 lower-case hex digits
 * @param bytes their length
 * @param mediaType such as {@code image/png}
 */
public record KeptBlob(BlobRef ref, String sha256, long bytes, String mediaType) {
    public KeptBlob {
        if (ref == null || sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a kept blob needs its ref and 64 lower-case hex digits of SHA-256");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("a blob is not shorter than 0 bytes, was " + bytes);
        }
        if (mediaType == null || mediaType.isBlank()) {
            throw new IllegalArgumentException("a kept blob needs its media type");
        }
    }

    /** The message that names {@code blob}. */
    public static KeptBlob of(Blob blob) {
        return new KeptBlob(blob.ref(), blob.sha256(), blob.bytes(), blob.mediaType());
    }

    Blob toBlob() {
        return new Blob(ref, sha256, bytes, mediaType);
    }
}
