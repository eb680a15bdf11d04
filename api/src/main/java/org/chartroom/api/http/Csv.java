package org.chartroom.api.http;

import java.util.List;
import java.util.stream.Collectors;

/** A table for spreadsheets (RFC 4180). What a spreadsheet would take for a formula is made text. */
public final class Csv {
    /** OWASP, CSV injection: also behind white space, and the full-width forms that some programs fold. */
    private static final String FORMULA = "=+-@|%\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final StringBuilder text = new StringBuilder("\uFEFF");

    /** @param columns their titles */
    public Csv(List<String> columns) {
        row(columns);
    }

    /** Adds a row. */
    public void row(List<String> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    static String cell(String text) {
        String shown = text.stripLeading();
        boolean formula = !text.isEmpty()
                && (FORMULA.indexOf(text.charAt(0)) >= 0 || !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0);
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
