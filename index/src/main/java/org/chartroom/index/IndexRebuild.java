package org.chartroom.index;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.DocumentId;

/**
 * A fresh index being built beside the live one, which goes on answering and following meanwhile. Used by one thread.
 *
 * <p>Closing without {@link #swap()}, or being killed, keeps what was built: the next {@link SearchIndex#rebuild} goes on
 * after {@link #resumeAfter()}.
 */
public interface IndexRebuild extends AutoCloseable {
    /** The last document that is durably in it, empty at the start. Documents after this one in the store's order follow. */
    Optional<DocumentId> resumeAfter();

    /**
     * Adds documents.
     *
     * @param reached the last document of the store's order this covers, whether it was searchable or not
     */
    void add(List<IndexedDocument> documents, DocumentId reached);

    /**
     * Puts the fresh index in the place of the live one, at once; searches that are running end on the old one, whose
     * folder is then removed. {@link SearchIndex#lastApplied()} goes back to where the rebuild began, and what changed
     * since is replayed by the one who follows the log.
     */
    void swap();

    /** Stops; without {@link #swap()} it can be gone on with later. */
    @Override
    void close();
}
