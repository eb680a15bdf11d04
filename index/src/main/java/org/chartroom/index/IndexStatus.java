package org.chartroom.index;

/**
 * How big an index is and how far.
 *
 * @param documents searchable documents
 * @param pages searchable pages
 * @param bytes on disk
 * @param lastApplied as {@link SearchIndex#lastApplied()}
 * @param lastCommitted what a crash now would go back to
 */
public record IndexStatus(long documents, long pages, long bytes, long lastApplied, long lastCommitted) {}
