package org.chartroom.models.record;

import java.util.Optional;
import org.chartroom.models.blob.Blob;

/**
 * Where a document's pages come from.
 *
 * @param file the bytes: the arrival's own, or those of an attachment; shared by the documents split from one file
 * @param name the sender's name for the file: data to show, never a path to use
 * @param attachedTo the e-mail or archive it was attached to
 * @param splitFrom the document for which the file was read, when this one was split off it
 */
public record DocumentSource(Blob file, String name, Optional<DocumentId> attachedTo, Optional<DocumentId> splitFrom) {}
