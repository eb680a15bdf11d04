package org.chartroom.api.documents;

import org.chartroom.api.auth.Caller;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Records;

/**
 * Hears what the filing desk did with a document, in the same transaction: what it throws undoes the filing too. Called on the
 * store's thread, so it must touch nothing but the records.
 */
public interface DocumentWatch {
    /** The document is kept as {@code now}. */
    void kept(Records records, Caller caller, Document now);
}
