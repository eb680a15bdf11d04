package org.chartroom.ingest.image;

/**
 * One page of an image file, turned as the file says it should be seen.
 *
 * @param page the pixels; whoever gets this closes them
 * @param damaged whether the decoder had to make up a part of it
 * @param turned degrees it was turned clockwise because the file says so: 0, 90, 180 or 270
 */
public record Decoded(PageBitmap page, boolean damaged, int turned) {}
