package org.chartroom.models.record;

/**
 * One line of the change log that the index follows.
 *
 * @param sequence from 1, rising, in commit order
 * @param document whose searchable state may have changed
 */
public record Change(long sequence, DocumentId document) {}
