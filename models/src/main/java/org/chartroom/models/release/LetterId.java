package org.chartroom.models.release;

import java.util.regex.Pattern;

/** Names one letter. Random, never reused, means nothing by itself. */
public record LetterId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public LetterId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("letter id must be 1 to 64 letters, digits, '-' or '_'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
