package org.chartroom.api.work;

/**
 * A file that was inside the one read: of an e-mail or an archive. It becomes a document of its own of the same arrival.
 *
 * @param file its bytes
 * @param name the sender's name for it: data to show, never a path to use
 */
public record AttachmentResult(KeptBlob file, String name) {
    public AttachmentResult {
        if (file == null) {
            throw new IllegalArgumentException("an attachment needs its bytes");
        }
        name = name == null ? "" : name;
    }
}
