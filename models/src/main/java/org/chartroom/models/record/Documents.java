package org.chartroom.models.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Documents and their pages. Every change is logged for the index in the same transaction. Times are kept to the
 * microsecond.
 */
public interface Documents {
    /** Keeps a new document (version 1) and counts a reference to its file. */
    void add(Document document);

    Optional<Document> find(DocumentId id);

    /** Latest first. {@code cursor} is a former {@link Slice#next()}. */
    Slice<Document> latest(FacilityId facility, DocumentFilter filter, Optional<String> cursor, int limit);

    /** Everything that came in with an arrival or was made of it, in the order in which it was kept. */
    List<Document> ofArrival(ArrivalId arrival);

    /** How many documents are in each stage. */
    Map<Stage, Integer> countByStage(FacilityId facility);

    /**
     * Replaces the document by {@code changed}, whose {@code version} is the one it was read with; the kept one has the
     * next.
     *
     * <p>A change of stage takes the document out of {@link Work}: no lease on it is live any more.
     *
     * @return the document as kept
     * @throws ConflictException when it has changed since
     */
    Document update(Document changed);

    /** Replaces the document's pages and keeps count of their blobs. */
    void setPages(DocumentId id, List<Page> pages);

    List<Page> pages(DocumentId id);

    Optional<Page> page(DocumentId id, int number);

    /** Who works on the document, also when the claim has run out meanwhile. */
    Optional<Claim> claim(DocumentId document);

    /** Takes the place of the claim there was. */
    void putClaim(Claim claim);

    void removeClaim(DocumentId document);

    /** Every document id, in the order they were added; for reindexing and verifying. */
    List<DocumentId> idsAfter(Optional<DocumentId> last, int limit);
}
