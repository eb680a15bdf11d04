package org.chartroom.models.release;

import java.util.regex.Pattern;

/** Names one request for records. Random, never reused, means nothing by itself. */
public record ReleaseId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public ReleaseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("release id must be 1 to 64 letters, digits, '-' or '_'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
