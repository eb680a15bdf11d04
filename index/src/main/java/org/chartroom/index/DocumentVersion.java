package org.chartroom.index;

import org.chartroom.models.record.DocumentId;

/** That a document should be findable, in this version. */
public record DocumentVersion(DocumentId document, int version) {}
