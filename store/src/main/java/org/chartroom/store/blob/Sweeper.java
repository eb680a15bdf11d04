package org.chartroom.store.blob;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.RecordStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys blobs that no record names: those whose last reference went, and those whose record never came (a worker that
 * died before it handed in its result). The records close a blob before its bytes go, so that no record can name what is
 * being destroyed; a pass may be cut off anywhere and the next one goes on. One pass at a time.
 */
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int AT_ONCE = 200;

    private final RecordStore records;
    private final BlobStore blobs;
    private final Clock clock;
    private final Duration age;

    /**
     * @param age how long a blob lies unnamed before it is destroyed; must be longer than any upload takes from its last
     *     byte to its record, so hours at least
     */
    public Sweeper(RecordStore records, BlobStore blobs, Clock clock, Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("blobs cannot be destroyed before they are free, age was " + age);
        }
        this.records = records;
        this.blobs = blobs;
        this.clock = clock;
        this.age = age;
    }

    /**
     * Makes one pass over everything.
     *
     * @return how many blobs were destroyed
     * @throws IOException when the blob store failed; what was not destroyed is left for the next pass
     */
    public int sweep() throws IOException {
        Instant before = clock.instant().minus(age);
        int destroyed = 0;
        for (List<BlobRef> free = unnamed(before); !free.isEmpty(); free = unnamed(before)) {
            destroyed += destroy(free);
        }
        destroyed += destroyUnknown(before);
        if (destroyed > 0) {
            LOG.info("Destroyed {} blobs that no record names.", destroyed);
        }
        return destroyed;
    }

    /**
     * Destroys those of these that no record names, now and not when they are old: for what must not lie about. Not while a
     * backup is being made.
     *
     * @throws IOException when the blob store failed; what was not destroyed is left for the next call
     */
    public void destroyUnnamed(List<BlobRef> freed) throws IOException {
        for (int i = 0; i < freed.size(); i += AT_ONCE) {
            destroy(freed.subList(i, Math.min(freed.size(), i + AT_ONCE)));
        }
    }

    private List<BlobRef> unnamed(Instant before) {
        return records.read(r -> r.blobs().unnamed(before, AT_ONCE));
    }

    private int destroyUnknown(Instant before) throws IOException {
        int destroyed = 0;
        try (Stream<BlobRef> all = blobs.list()) {
            List<BlobRef> some = new ArrayList<>(AT_ONCE);
            for (Iterator<BlobRef> each = all.iterator(); each.hasNext(); ) {
                some.add(each.next());
                if (some.size() == AT_ONCE || !each.hasNext()) {
                    destroyed += destroy(oldAndUnknown(some, before));
                    some.clear();
                }
            }
        }
        return destroyed;
    }

    private List<BlobRef> oldAndUnknown(List<BlobRef> some, Instant before) throws IOException {
        List<BlobRef> unknown = records.read(
                r -> some.stream().filter(ref -> !r.blobs().known(ref)).toList());
        List<BlobRef> old = new ArrayList<>(unknown.size());
        for (BlobRef ref : unknown) {
            try {
                if (blobs.keptAt(ref).isBefore(before)) {
                    old.add(ref);
                }
            } catch (BlobMissingException e) {
                LOG.debug("A blob went while it was looked at.", e);
            }
        }
        return old;
    }

    private int destroy(List<BlobRef> free) throws IOException {
        if (free.isEmpty()) {
            return 0;
        }
        List<BlobRef> condemned = records.write(
                r -> free.stream().filter(ref -> r.blobs().condemn(ref)).toList());
        for (BlobRef ref : condemned) {
            blobs.destroy(ref);
        }
        records.write(r -> {
            condemned.forEach(r.blobs()::forget);
            return true;
        });
        return condemned.size();
    }
}
