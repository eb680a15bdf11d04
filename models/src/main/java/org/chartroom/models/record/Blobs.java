package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;

/**
 * What the records know of blobs: how often each is named, and which may be destroyed. Naming is counted by the facets
 * that keep a blob in a row ({@link Arrivals}, {@link Documents}, {@link Dictations}); nobody counts by hand.
 *
 * <p>A blob is destroyed in three steps that may be cut off anywhere and gone over again: {@link #condemn}, commit;
 * destroy the bytes; {@link #forget}. From the first step on nothing can name it any more.
 */
public interface Blobs {

    /** What is known of a blob that a record names; empty for one that none names. */
    Optional<Blob> find(BlobRef ref);

    /**
     * Blobs that records name, with their counts, in order of ref.
     *
     * @param after where the former list ended, empty for the start
     */
    List<Named> named(Optional<BlobRef> after, int limit);

    /** Blobs that no record has named since {@code before}, oldest first; those condemned already come first. */
    List<BlobRef> unnamed(Instant before, int limit);

    /** Whether a record names the blob, or named it once and it is not forgotten yet. */
    boolean known(BlobRef ref);

    /**
     * Closes a blob for good, unless a record names it.
     *
     * @return whether it may be destroyed now
     */
    boolean condemn(BlobRef ref);

    /** Forgets a condemned blob after its bytes are destroyed. */
    void forget(BlobRef ref);

    /**
     * A blob and how many places in the records name it.
     *
     * @param references 1 or more
     */
    record Named(Blob blob, int references) {}
}
