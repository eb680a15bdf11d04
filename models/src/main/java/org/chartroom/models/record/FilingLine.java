package org.chartroom.models.record;

import java.time.Instant;

/**
 * A line of the log that the filing desk keeps of a document.
 *
 * @param number counts all lines of the office, from 1
 */
public record FilingLine(long number, DocumentId document, Instant at, UserId by, FilingStep step) {}
