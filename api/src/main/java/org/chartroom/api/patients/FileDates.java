package org.chartroom.api.patients;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** How the dates of a file are written. Nothing is guessed: 03/04/1950 is two days to two people. */
enum FileDates {
    ISO("uuuu-MM-dd", "1950-01-31"),
    US("M/d/uuuu", "01/31/1950");

    private final DateTimeFormatter form;
    private final String example;

    FileDates(String pattern, String example) {
        this.form = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        this.example = example;
    }

    /** @throws IllegalArgumentException with one sentence when it is no such date */
    LocalDate date(String column, String written) {
        try {
            return LocalDate.parse(written, form);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + written + "' in " + column + " is no date of this file's form, " + example + ".", e);
        }
    }
}
