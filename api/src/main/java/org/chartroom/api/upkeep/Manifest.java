package org.chartroom.api.upkeep;

import java.time.Instant;
import java.util.List;
import org.chartroom.models.blob.Blob;
import org.chartroom.store.jdbc.StoreCopy;

/**
 * What a backup holds. It is written last: a folder without one is a backup that was cut off.
 *
 * @param format of the backup's folder, 1
 * @param takenAt the moment whose records it holds, at the latest
 * @param recordsBytes length of the copy of the records
 * @param recordsSha256 of that copy, which lists every blob with its own SHA-256
 * @param records how much is in it
 * @param blobs how many blobs lie beside it
 * @param blobBytes their plain bytes
 * @param blobsSha256 of the lines {@code REF SHA256 BYTES} of all blobs by ref
 * @param lost blobs that the records name and that were damaged or missing when the backup was made
 */
public record Manifest(
        int format,
        Instant takenAt,
        long recordsBytes,
        String recordsSha256,
        StoreCopy.Counts records,
        long blobs,
        long blobBytes,
        String blobsSha256,
        List<String> lost) {
    static final int FORMAT = 1;

    public Manifest {
        lost = List.copyOf(lost);
    }

    static String line(Blob blob) {
        return blob.ref() + " " + blob.sha256() + " " + blob.bytes() + "\n";
    }
}
