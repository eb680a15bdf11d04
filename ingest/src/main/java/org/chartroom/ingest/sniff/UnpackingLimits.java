package org.chartroom.ingest.sniff;

/**
 * How much an archive or a message may hold before it is refused as a whole.
 *
 * @param files most files in it
 * @param bytesPerFile most bytes of one file, unpacked
 * @param totalBytes most bytes of all files, unpacked
 * @param ratio most unpacked bytes for one packed byte; looked at only once {@value #RATIO_FROM_BYTES} bytes have come
 *     out, because a blank bitmap page packs a thousand times smaller without any bad intent
 */
public record UnpackingLimits(int files, long bytesPerFile, long totalBytes, int ratio) {
    static final long RATIO_FROM_BYTES = 32L << 20;

    /** What an office's mail and exports need with room to spare: 1,000 files, 256 MiB each, 1 GiB together. */
    public static final UnpackingLimits USUAL = new UnpackingLimits(1_000, 256L << 20, 1L << 30, 200);

    public UnpackingLimits {
        if (files <= 0 || bytesPerFile <= 0 || totalBytes <= 0 || ratio <= 0) {
            throw new IllegalArgumentException("unpacking limits must be above 0");
        }
    }
}
