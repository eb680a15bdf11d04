package org.chartroom.index;

import org.chartroom.models.record.DocumentId;

/** One change of what can be found. */
public sealed interface IndexUpdate {
    /** This document, with exactly these pages, replaces what was there of it. */
    record Put(IndexedDocument document) implements IndexUpdate {}

    /** Nothing of this document can be found any more. */
    record Remove(DocumentId document) implements IndexUpdate {}
}
