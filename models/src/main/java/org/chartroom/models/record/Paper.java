package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/** The paper behind the pages: what is to be scanned again, and where originals lie until they may be shredded. */
public interface Paper {
    /** Keeps a new request (version 1). */
    void add(Rescan rescan);

    Optional<Rescan> rescan(RescanId id);

    /**
     * Replaces the request by {@code changed}, whose {@code version} is the one it was read with; the kept one has the next.
     *
     * @throws ConflictException when it has changed since
     */
    Rescan update(Rescan changed);

    /** Those that wait, the oldest first; or those that ended, the one asked for last first. */
    Slice<Rescan> rescans(boolean ended, Optional<String> cursor, int limit);

    /** All of a document, the oldest first. */
    List<Rescan> rescansOf(DocumentId document);

    /** How many wait. */
    int openRescans();

    /** Keeps a new original (version 1). */
    void add(Original original);

    Optional<Original> original(OriginalId id);

    /** All there were of an arrival, the oldest first. */
    List<Original> originalsOf(ArrivalId arrival);

    /**
     * Replaces the original by {@code changed}, whose {@code version} is the one it was read with; the kept one has the next.
     *
     * @throws ConflictException when it has changed since
     */
    Original update(Original changed);

    /** Those that are kept, the one logged first first; or those that are gone, the one logged last first. */
    Slice<Original> originals(boolean gone, Optional<String> cursor, int limit);
}
