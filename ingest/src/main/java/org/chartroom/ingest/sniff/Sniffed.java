package org.chartroom.ingest.sniff;

/**
 * What a file turned out to be.
 *
 * @param mediaType such as {@code application/pdf}; {@code application/octet-stream} where nothing is known; lower case,
 *     without parameters
 * @param kind the family it is read in
 */
public record Sniffed(String mediaType, FileKind kind) {
    public Sniffed {
        if (mediaType.indexOf('/') <= 0) {
            throw new IllegalArgumentException("a media type looks like 'type/subtype', was '" + mediaType + "'");
        }
    }
}
