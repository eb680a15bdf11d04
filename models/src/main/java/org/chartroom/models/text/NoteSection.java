package org.chartroom.models.text;

/**
 * One section of a note.
 *
 * @param title as written, such as {@code Assessment}; empty for text before the first heading
 * @param code LOINC section code such as {@code 51848-0}, empty where none is known
 * @param text the section's text without its heading
 */
public record NoteSection(String title, String code, String text) {}
