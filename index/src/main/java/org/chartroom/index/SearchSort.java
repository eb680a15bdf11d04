package org.chartroom.index;

/** In what order hits come. */
public enum SearchSort {
    /** Best first. */
    RELEVANCE,
    /** Latest date first. */
    NEWEST
}
