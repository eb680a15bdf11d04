package org.chartroom.index;

/** The hits of one page of a document. */
public record PageHits(int page, Places places) {}
