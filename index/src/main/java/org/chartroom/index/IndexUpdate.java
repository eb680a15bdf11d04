package org.chartroom.index;

import org.chartroom.models.record.DocumentId;

/** One change of what can be found. */
public sealed interface IndexUpdate {
    /** Which document it is about. */
    DocumentId id();

    /** This document, with exactly these pages, replaces what was there of it. */
    record Put(IndexedDocument document) implements IndexUpdate {
        @Override
        public DocumentId id() {
            return document.id();
        }
    }

    /** Nothing of this document can be found any more. */
    record Remove(DocumentId id) implements IndexUpdate {}
}
