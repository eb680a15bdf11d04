package org.chartroom.index.papers;

/**
 * What type of document a paper seems to be.
 *
 * @param code LOINC document code, or the office's own
 * @param probability 0..1
 */
public record TypeGuess(String code, double probability) {}
