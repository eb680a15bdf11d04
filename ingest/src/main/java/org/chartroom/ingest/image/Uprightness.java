package org.chartroom.ingest.image;

/**
 * Which way letters point. The larger of the two in size counts; below about 8 neither says much.
 *
 * @param up positive when letters stand upright, negative when they stand on their heads
 * @param left positive when their tops point left, negative when right
 */
public record Uprightness(double up, double left) {}
