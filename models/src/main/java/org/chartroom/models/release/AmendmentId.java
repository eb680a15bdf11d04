package org.chartroom.models.release;

import java.util.regex.Pattern;

/** Names one request to amend a record. Random, never reused, means nothing by itself. */
public record AmendmentId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public AmendmentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("amendment id must be 1 to 64 letters, digits, '-' or '_'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
