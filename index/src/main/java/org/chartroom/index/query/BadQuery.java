package org.chartroom.index.query;

/**
 * A text that is no query, and what to do about it.
 *
 * @param position of the character that is wrong, from 0; may be the text's length
 * @param message one sentence for the person who typed it
 * @param suggestion a text that would work and is near to what was meant; empty when there is none
 */
public record BadQuery(int position, String message, String suggestion) implements ParsedQuery {}
