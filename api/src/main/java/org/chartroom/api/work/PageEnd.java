package org.chartroom.api.work;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a worker found one input page to be. */
public enum PageEnd {
    /** It belongs into a document, read or not. */
    CONTENT("content"),
    /** It is blank. */
    BLANK("blank"),
    /** It is a sheet that only separates documents. */
    SEPARATOR("separator"),
    /** It could not be taken; the problem says why. */
    REJECTED("rejected");

    private final String code;

    PageEnd(String code) {
        this.code = code;
    }

    /** The stable name used in JSON. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The end with this {@link #code()}. */
    @JsonCreator
    public static PageEnd ofCode(String code) {
        for (PageEnd end : values()) {
            if (end.code.equals(code)) {
                return end;
            }
        }
        throw new IllegalArgumentException(
                "a page ends as content, blank, separator or rejected, not as '" + code + "'");
    }
}
