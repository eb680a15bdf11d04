package org.chartroom.store.jdbc;

/** Where a list of patients by name went on: after this name and row. */
record NameCursor(String nameKey, long ordinal) {
    static final NameCursor START = new NameCursor("", 0);

    static NameCursor parse(String cursor) {
        int colon = cursor.indexOf(':');
        try {
            return new NameCursor(cursor.substring(colon + 1), Long.parseLong(cursor.substring(0, Math.max(colon, 0))));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("that is not a cursor this list gave out", e);
        }
    }

    String format() {
        return ordinal + ":" + nameKey;
    }
}
