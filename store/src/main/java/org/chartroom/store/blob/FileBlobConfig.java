package org.chartroom.store.blob;

import java.nio.file.Path;
import org.chartroom.store.keys.MasterKeys;

/**
 * Where blobs are kept and how much room they leave.
 *
 * @param root folder of the blob store alone; all of it must be in one file system
 * @param reserveBytes free bytes below which no blob is taken any more, so that the records can still be written
 * @param keys what is kept is sealed with; with none of them that seals it is not
 */
public record FileBlobConfig(Path root, long reserveBytes, MasterKeys keys) {
    public FileBlobConfig {
        if (reserveBytes < 0) {
            throw new IllegalArgumentException("the reserve is 0 bytes or more, was " + reserveBytes);
        }
    }
}
