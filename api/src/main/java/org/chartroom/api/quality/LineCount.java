package org.chartroom.api.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chartroom.api.config.DictationConfig;
import org.chartroom.models.record.WritingAid;

/** Counts the lines of a note as the office defines a line. Immutable. */
final class LineCount {
    private static final Pattern FIELD = Pattern.compile("\\[\\p{L}[^\\[\\]\\n]{0,199}\\]");

    private final DictationConfig.Lines unit;
    private final List<Pattern> macros = new ArrayList<>();

    /** @param aids whose lines are those of templates and macros */
    LineCount(DictationConfig.Lines unit, List<WritingAid> aids) {
        this.unit = unit;
        if (!unit.countMacros()) {
            aids.stream()
                    .flatMap(aid -> aid.text().lines())
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !isHeading(line))
                    .distinct()
                    .forEach(line -> macros.add(asWritten(line)));
        }
    }

    /** A line with any text in its fields. */
    private static Pattern asWritten(String line) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (var field = FIELD.matcher(line); field.find(); from = field.end()) {
            pattern.append(Pattern.quote(line.substring(from, field.start()))).append(".{0,200}");
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(line.substring(from))).toString());
    }

    /** Lines, to a hundredth. */
    double lines(String text) {
        long characters = text.lines()
                .map(String::strip)
                .filter(line -> unit.countHeaders() || !isHeading(line))
                .filter(line ->
                        macros.stream().noneMatch(macro -> macro.matcher(line).matches()))
                .mapToLong(this::characters)
                .sum();
        return Math.round(100.0 * characters / unit.charsPerLine()) / 100.0;
    }

    private long characters(String line) {
        return unit.countSpaces()
                ? line.codePointCount(0, line.length())
                : line.codePoints()
                        .filter(c -> !Character.isWhitespace(c) && c != 0xA0)
                        .count();
    }

    /** A line by itself that ends with a colon. */
    private static boolean isHeading(String line) {
        return line.endsWith(":");
    }
}
