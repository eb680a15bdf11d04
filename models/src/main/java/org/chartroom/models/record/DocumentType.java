package org.chartroom.models.record;

/**
 * What a document is to the office.
 *
 * @param code LOINC document code such as {@code 18842-5}, or a code of the office's own
 * @param display the name people see, such as {@code Discharge summary}
 */
public record DocumentType(String code, String display) {
    public DocumentType {
        if (code.isBlank() || display.isBlank()) {
            throw new IllegalArgumentException("a document type needs a code and a display name");
        }
    }
}
