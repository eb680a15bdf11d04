package org.chartroom.index;

/**
 * A piece of a snippet; the pieces in a row are the snippet.
 *
 * @param hit whether the query matches here
 */
public record Fragment(String text, boolean hit) {}
