package org.chartroom.api.upkeep;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.RecordStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys bytes that no record names: those whose last record went, and those that were handed in and never named. What
 * is younger than a day stays, because somebody may be about to name it.
 */
public final class BlobSweeper {
    private static final Logger log = LoggerFactory.getLogger(BlobSweeper.class);
    private static final Duration GRACE = Duration.ofHours(24);
    private static final int BATCH = 500;

    private final RecordStore store;
    private final BlobStore blobs;
    private final Clock clock;

    public BlobSweeper(RecordStore store, BlobStore blobs, Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** Goes through all blobs once; what fails is left for the next time. Gives the number destroyed. */
    public int sweep() throws IOException {
        Instant before = clock.instant().minus(GRACE);
        int destroyed = unnamed(before);
        try (Stream<BlobRef> kept = blobs.list()) {
            for (BlobRef ref : (Iterable<BlobRef>) kept::iterator) {
                if (old(ref, before)
                        && store.read(records -> records.blobs().find(ref)).isEmpty()) {
                    destroyed += destroy(ref) ? 1 : 0;
                }
            }
        }
        if (destroyed > 0) {
            log.info("Destroyed {} blobs that no record named.", destroyed);
        }
        return destroyed;
    }

    private int unnamed(Instant before) throws IOException {
        int destroyed = 0;
        while (true) {
            List<BlobRef> refs = store.read(records -> records.blobs().unnamed(before, BATCH));
            int here = 0;
            for (BlobRef ref : refs) {
                here += destroy(ref) ? 1 : 0;
            }
            destroyed += here;
            if (here == 0 || refs.size() < BATCH) {
                return destroyed;
            }
        }
    }

    private boolean destroy(BlobRef ref) throws IOException {
        boolean condemned = store.write(records -> records.blobs().condemn(ref));
        if (!condemned) {
            return false;
        }
        blobs.destroy(ref);
        store.write(records -> {
            records.blobs().forget(ref);
            return ref;
        });
        return true;
    }

    private boolean old(BlobRef ref, Instant before) throws IOException {
        try {
            return blobs.keptAt(ref).isBefore(before);
        } catch (BlobMissingException e) {
            return false;
        }
    }
}
