package org.chartroom.index;

import java.util.Optional;
import org.chartroom.models.record.DocumentId;

/**
 * Hands back the text of a page, from the record store, for snippets and places. Called by the index on the thread that
 * searches, only for pages that the viewer may see.
 */
public interface PageTexts {
    /** The page as it is now, or empty when it is gone since. */
    Optional<PageText> find(DocumentId document, int page);
}
