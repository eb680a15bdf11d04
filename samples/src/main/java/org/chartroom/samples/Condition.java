package org.chartroom.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What the letters and results of the synthetic office are about.
 *
 * @param diagnosis as it stands in an assessment
 * @param specialty of the consultant it is referred to
 * @param story sentences of a history; {@code {he}} stands for the pronoun, {@code {age}} for the age
 * @param findings sentences of an examination
 * @param medications {@code drug dose route frequency}
 * @param labs {@code test=value=unit=low-high}
 * @param plan sentences
 * @param imaging sentences of an imaging report
 */
record Condition(
        String diagnosis,
        String specialty,
        List<String> story,
        List<String> findings,
        List<String> medications,
        List<Lab> labs,
        List<String> plan,
        List<String> imaging) {

    /** One line of a laboratory report. */
    record Lab(String test, String value, String unit, String reference, boolean abnormal) {}

    static List<Condition> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Condition.class.getResourceAsStream("conditions.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Condition::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Condition parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 8) {
            throw new IllegalStateException("a condition has 8 columns, this line has " + columns.length + ": " + line);
        }
        return new Condition(
                columns[0],
                columns[1],
                parts(columns[2]),
                parts(columns[3]),
                parts(columns[4]),
                parts(columns[5]).stream().map(Condition::lab).toList(),
                parts(columns[6]),
                parts(columns[7]));
    }

    private static Lab lab(String text) {
        String[] fields = text.split("=", -1);
        String[] range = fields[3].split("-", 2);
        double value = Double.parseDouble(fields[1]);
        boolean abnormal = value < Double.parseDouble(range[0]) || value > Double.parseDouble(range[1]);
        return new Lab(fields[0], fields[1], fields[2], fields[3], abnormal);
    }

    private static List<String> parts(String column) {
        return Arrays.stream(column.split("\\|")).map(String::strip).toList();
    }
}
