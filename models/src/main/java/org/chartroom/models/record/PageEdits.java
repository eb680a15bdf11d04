package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/**
 * What people did with the pages of documents: a log that is added to, with the pages that must not be lost by it. The
 * pages themselves are changed through {@link Documents} and {@link Arrivals} in the same transaction.
 */
public interface PageEdits {
    /**
     * Keeps an edit and counts a reference to each blob of its kept pages.
     *
     * @throws ConflictException when what it undoes was undone before
     */
    void add(PageEdit edit);

    Optional<PageEdit> find(PageEditId id);

    /** Every edit that touched the document, latest first. */
    List<PageEdit> of(DocumentId document);

    /** The latest edit that touched the document, is no undo and was not undone. */
    Optional<PageEdit> latest(DocumentId document);

    /** Whether pages of the file read for this document were ever edited. */
    boolean touched(DocumentId source);

    /** Every state in which this page of a file was kept by edits, latest first, with the edit's id. */
    List<KeptPageOf> kept(DocumentId source, int sourcePage);

    /** Pages that were taken out of this document and are in none, latest first. */
    List<KeptPageOf> dropped(DocumentId document);

    /** A kept page with the edit that kept it. */
    record KeptPageOf(PageEditId edit, PageEdit.KeptPage kept) {}
}
