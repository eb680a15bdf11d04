package org.chartroom.index.query;

import java.util.Locale;
import java.util.Optional;

/** What can stand before the colon in {@code field:value}. */
public enum QueryField {
    /** Words of the patient's name, or the patient's id. */
    PATIENT(Form.WORDS),
    /** Medical record number. */
    MRN(Form.WORDS),
    /** Words of the author's name. */
    AUTHOR(Form.WORDS),
    /** Words of the document type's display name, or its code. */
    TYPE(Form.WORDS),
    /** Words of the title. */
    TITLE(Form.WORDS),
    /** A {@link org.chartroom.models.record.DocumentKind}. */
    KIND(Form.NAME),
    /** A {@link org.chartroom.models.record.Stage}. */
    STAGE(Form.NAME),
    /** A {@link org.chartroom.models.record.Channel}. */
    CHANNEL(Form.NAME),
    /** Date of service, or the day it came in where that is unknown. */
    DATE(Form.DATES),
    /** The patient's date of birth. */
    DOB(Form.DATES);

    /** What may stand after the colon. */
    public enum Form {
        /** Words, phrases, prefixes. */
        WORDS,
        /** One of a fixed set of names. */
        NAME,
        /** A year, month or day, or a range of them. */
        DATES
    }

    private final Form form;

    QueryField(Form form) {
        this.form = form;
    }

    /** What may stand after the colon. */
    public Form form() {
        return form;
    }

    /** As people type it. */
    public String typed() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field typed like this, in any case. */
    static Optional<QueryField> ofTyped(String name) {
        for (QueryField field : values()) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
