package org.chartroom.models.record;

/** A word on the reference page of a form. */
public record FormWord(String text, FormArea area) {
    public FormWord {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a word needs text");
        }
    }
}
