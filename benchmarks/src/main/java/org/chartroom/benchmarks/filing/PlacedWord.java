package org.chartroom.benchmarks.filing;

/**
 * A word of a page that was read.
 *
 * @param x of its middle, as a share of the page's width, 0..1
 * @param y of its middle, as a share of the page's height, 0..1
 */
public record PlacedWord(String text, double x, double y) {}
