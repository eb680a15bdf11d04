package org.chartroom.transcribe.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.models.table.ShippedTable;

/**
 * Readings and laboratory values that no patient has: ten times too much, a point in the wrong place. The limits of
 * {@code readings.tsv} are those of what is possible, not of what is healthy.
 */
final class PlausibilityRule implements SafetyRule {
    private static final String BETWEEN =
            "(?:\\s*(?:of|is|was|at|to|measured|today|level|count|now|about|around|:|,|=)\\s*|\\s+){1,4}";
    private static final Pattern PRESSURE = Pattern.compile("\\b(\\d{1,4})/(\\d{1,3})\\b(?!/)");
    private static final Pattern PRESSURE_BEFORE =
            Pattern.compile("(?i)\\b(?:blood pressure|BP|pressures?)\\b[^.;\\d]{0,40}$");
    private static final Pattern SCORE =
            Pattern.compile("(?i)\\b(?:pain|strength|motor)\\b[^.;\\d]{0,30}\\b(\\d{1,3})/(10|5)\\b");
    private static final Pattern TEMPERATURE = Pattern.compile("(?i)\\b(?:temperature|temp|T-?max)\\b" + BETWEEN
            + "(\\d+(?:\\.\\d+)?)\\s*(?:degrees\\s*|°\\s*)?(F|C|Fahrenheit|Celsius)?\\b");

    private record Reading(Pattern pattern, String name, double low, double high) {}

    private final List<Reading> readings = new ArrayList<>();

    PlausibilityRule() {
        for (List<String> row : ShippedTable.rows(PlausibilityRule.class, "readings.tsv")) {
            String unit = row.get(4).isEmpty() ? "" : "\\s*(?:" + row.get(4) + ")";
            readings.add(new Reading(
                    Pattern.compile("(?i)\\b(?:" + row.get(1) + ")\\b" + BETWEEN
                            + "(\\d[\\d,]*(?:\\.\\d+)?)(?![\\d/])(?!\\s*(?:mEq|mg|mcg|g|units?|tablets?)\\b(?!/))"
                            + unit),
                    row.get(0),
                    Double.parseDouble(row.get(2)),
                    Double.parseDouble(row.get(3))));
        }
    }

    @Override
    public Stream<Finding> in(Draft draft) {
        Stream<Finding> values = readings.stream()
                .flatMap(reading -> reading.pattern()
                        .matcher(draft.text())
                        .results()
                        .filter(match -> isOutside(match, reading))
                        .map(match -> number(
                                match,
                                "A " + reading.name() + " of " + match.group(1) + " is not possible; it would be from "
                                        + Figures.shown(reading.low()) + " to " + Figures.shown(reading.high())
                                        + ".")));
        return Stream.of(values, pressures(draft), temperatures(draft), scores(draft))
                .flatMap(found -> found);
    }

    private static boolean isOutside(MatchResult match, Reading reading) {
        String figures = match.group(1).replaceFirst(",+$", "");
        double value = Figures.value(figures);
        return value < reading.low() || value > reading.high();
    }

    private static Stream<Finding> pressures(Draft draft) {
        return PRESSURE.matcher(draft.text()).results().flatMap(match -> {
            int systolic = Integer.parseInt(match.group(1));
            int diastolic = Integer.parseInt(match.group(2));
            boolean called = PRESSURE_BEFORE
                    .matcher(draft.text().substring(0, match.start()))
                    .find();
            boolean possible = systolic >= 40 && systolic <= 300 && diastolic >= 10 && diastolic <= 200;
            return !called || possible && diastolic < systolic
                    ? Stream.empty()
                    : Stream.of(
                            whole(
                                    match,
                                    "This cannot be a blood pressure: the first figure is from 40 to 300 and above the second."));
        });
    }

    private static Stream<Finding> temperatures(Draft draft) {
        return TEMPERATURE.matcher(draft.text()).results().flatMap(match -> {
            double value = Double.parseDouble(match.group(1));
            String scale =
                    match.group(2) == null ? "" : match.group(2).substring(0, 1).toUpperCase(Locale.ROOT);
            boolean celsius = value >= 25 && value <= 45;
            boolean fahrenheit = value >= 77 && value <= 113;
            boolean possible = scale.equals("C") ? celsius : scale.equals("F") ? fahrenheit : celsius || fahrenheit;
            return possible
                    ? Stream.empty()
                    : Stream.of(number(
                            match, "No patient has this temperature" + (scale.isEmpty() ? "." : " on this scale.")));
        });
    }

    private static Stream<Finding> scores(Draft draft) {
        return SCORE.matcher(draft.text())
                .results()
                .filter(match -> Integer.parseInt(match.group(1)) > Integer.parseInt(match.group(2)))
                .map(match -> number(match, "This is more than the most that this scale has."));
    }

    private static Finding whole(MatchResult match, String reason) {
        return new Finding(
                match.start(), match.end(), match.group(), "number.implausible", Severity.WARNING, reason, "", false);
    }

    private static Finding number(MatchResult match, String reason) {
        String figures = match.group(1).replaceFirst(",+$", "");
        return new Finding(
                match.start(1),
                match.start(1) + figures.length(),
                figures,
                "number.implausible",
                Severity.WARNING,
                reason,
                "",
                false);
    }
}
