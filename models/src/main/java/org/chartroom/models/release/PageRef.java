package org.chartroom.models.release;

import org.chartroom.models.record.DocumentId;

/**
 * One page of one state of a document.
 *
 * @param version of the document when the page was selected
 * @param page from 1
 */
public record PageRef(DocumentId document, int version, int page) {
    public PageRef {
        if (page < 1 || version < 1) {
            throw new IllegalArgumentException("pages and versions are counted from 1");
        }
    }
}
