package org.chartroom.models.record;

/** Checks shared by the identifiers: short, printable, safe in a path, a header and a log line. */
final class Ids {
    private static final java.util.regex.Pattern FORM = java.util.regex.Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Ids() {}

    static void check(String kind, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(kind + " id must be 1 to 64 letters, digits, '-' or '_'");
        }
    }
}
