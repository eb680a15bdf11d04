package org.chartroom.ingest.image;

/**
 * How lines of text lean.
 *
 * @param degrees to turn the page clockwise so that they lie level
 * @param sure how sure that is; 3 and more is a page of text, less is noise
 */
record Lean(double degrees, double sure) {}
