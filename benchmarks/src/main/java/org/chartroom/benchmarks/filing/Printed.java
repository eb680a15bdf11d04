package org.chartroom.benchmarks.filing;

/**
 * Words printed on a page of 612 by 792 pt.
 *
 * @param x of the first sign, pt from the left
 * @param y of the baseline, pt from the top
 * @param size of the type, pt
 */
public record Printed(double x, double y, double size, String text) {}
