package org.chartroom.store.blob;

import java.io.IOException;
import org.chartroom.models.blob.BlobRef;

/** A blob's file is not what was written. What was read of it before is whole; the rest is in a backup at best. */
public final class BlobDamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    BlobDamagedException(BlobRef ref, String how) {
        super("blob " + ref + " is damaged: " + how);
    }
}
