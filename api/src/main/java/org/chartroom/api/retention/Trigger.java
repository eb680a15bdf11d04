package org.chartroom.api.retention;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** From what a period of keeping runs. */
public enum Trigger {
    /** The last day on which the chart shows that the patient was seen: a visit, or a dated document. */
    LAST_VISIT("last-visit", "the last visit"),
    /** The document's own date. */
    DOCUMENT_DATE("document-date", "the date of the document"),
    /** The day on which the document came in. */
    CREATION("creation", "the day it came in"),
    DEATH("death", "the patient's death"),
    /** The day on which the patient comes of age. */
    MAJORITY("majority", "the patient's coming of age");

    private final String code;
    private final String words;

    Trigger(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** The stable name in data files and JSON. */
    @JsonValue
    public String code() {
        return code;
    }

    /** As it is said to people, such as {@code the last visit}. */
    public String words() {
        return words;
    }

    /** @throws IllegalArgumentException when no trigger has the code */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Trigger ofCode(String code) {
        for (Trigger trigger : values()) {
            if (trigger.code.equals(code)) {
                return trigger;
            }
        }
        throw new IllegalArgumentException(
                "'" + code + "' is no trigger; use last-visit, document-date, creation, death or majority");
    }
}
