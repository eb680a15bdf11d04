package org.chartroom.api.schedule;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.api.errors.ProblemException;

/**
 * HL7 v2 messages SIU^S12 (new), S13 (moved), S14 (changed), S15 (cancelled) and S26 (did not come), one after another,
 * their segments ended by carriage returns or line feeds. Read are MSH, SCH, PID, AIS and AIP.
 */
final class SiuSchedule {
    private static final Map<String, String> TRIGGERS = Map.of(
            "S12", Status.BOOKED,
            "S13", Status.BOOKED,
            "S14", Status.BOOKED,
            "S15", Status.CANCELLED,
            "S26", Status.NO_SHOW);
    private static final int MOST_NUMBERS = 20;

    /** HL7 v2 TS: to the minute at least, with seconds, fractions and zone where they are said. */
    private static final Pattern MOMENT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})?(?:\\.\\d+)?([+-]\\d{4})?");

    private SiuSchedule() {}

    /** @throws ProblemException when there is no message at all */
    static List<Row> rows(String text, ZoneId zone) {
        List<Numbered> messages = split(text);
        if (messages.isEmpty()) {
            throw ProblemException.badRequest("There is no HL7 message: none begins with MSH. Nothing was changed.");
        }
        List<Row> rows = new ArrayList<>();
        try (HapiContext context = new DefaultHapiContext(new GenericModelClassFactory())) {
            context.setValidationContext(ValidationContextFactory.noValidation());
            context.getParserConfiguration().setAllowUnknownVersions(true);
            PipeParser parser = context.getPipeParser();
            for (Numbered message : messages) {
                rows.add(row(message, parser, zone));
            }
            return rows;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A message and the line it begins in. */
    private record Numbered(int line, String text) {}

    private static List<Numbered> split(String text) {
        List<Numbered> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder();
        int begun = 0;
        int line = 0;
        // The marks of MLLP, in case a stream was recorded as it came.
        for (String segment : text.replace("\u000b", "").replace("\u001c", "").split("\r\n|\r|\n", -1)) {
            line++;
            if (segment.startsWith("MSH") && !message.isEmpty()) {
                messages.add(new Numbered(begun, message.toString()));
                message.setLength(0);
            }
            if (segment.startsWith("MSH")) {
                begun = line;
            }
            if (begun > 0 && !segment.isBlank()) {
                message.append(segment).append('\r');
            }
        }
        if (!message.isEmpty()) {
            messages.add(new Numbered(begun, message.toString()));
        }
        return messages;
    }

    private static Row row(Numbered numbered, PipeParser parser, ZoneId zone) {
        int line = numbered.line();
        try {
            Message parsed = parser.parse(numbered.text());
            Fields fields = new Fields(new Terser(parsed));
            String status = TRIGGERS.get(fields.get("MSH-9-2"));
            if (!fields.get("MSH-9-1").equals("SIU") || status == null) {
                return new Row.Bad(line, "it is no SIU message of S12 to S15 or S26");
            }
            Optional<LocalDate> birthDate = day(fields.get("PID-7-1"));
            if (birthDate.isEmpty()) {
                return new Row.Bad(line, "PID-7 has no whole birth date");
            }
            Optional<Instant> start =
                    moment(fields.get("SCH-11-4"), zone).or(() -> moment(fields.get("AIS-4-1"), zone));
            if (start.isEmpty() && status.equals(Status.BOOKED)) {
                return new Row.Bad(line, "neither SCH-11 nor AIS-4 says when the visit begins");
            }
            String number = fields.first("SCH-2-1", "SCH-1-1");
            if (number.isEmpty()) {
                return new Row.Bad(line, "SCH-1 and SCH-2 have no number of the appointment");
            }
            return new Row.Told(
                    line,
                    number,
                    mrn(fields),
                    birthDate,
                    fields.first("PID-5-1-1", "PID-5-1"),
                    start,
                    length(fields, start, zone),
                    clinician(fields),
                    fields.first("SCH-7-2", "SCH-7-1", "AIS-3-2"),
                    status);
        } catch (HL7Exception e) {
            return new Row.Bad(line, "the message cannot be taken apart: its MSH or a segment is damaged");
        }
    }

    private record Fields(Terser terser) {
        String get(String path) {
            try {
                String value = terser.get(path);
                return value == null || value.equals("\"\"") ? "" : value.strip();
            } catch (HL7Exception e) {
                return "";
            }
        }

        String first(String... paths) {
            for (String path : paths) {
                String value = get(path);
                if (!value.isEmpty()) {
                    return value;
                }
            }
            return "";
        }
    }

    /** The repetition of PID-3 of type MR; without types the first. */
    private static String mrn(Fields fields) {
        for (int i = 0; i < MOST_NUMBERS; i++) {
            if (fields.get("PID-3(" + i + ")-5").equals("MR")) {
                return fields.get("PID-3(" + i + ")-1");
            }
        }
        return fields.get("PID-3-5").isEmpty() ? fields.get("PID-3-1") : "";
    }

    private static String clinician(Fields fields) {
        String family = fields.first("AIP-3-2-1", "AIP-3-2");
        String given = fields.get("AIP-3-3");
        return family.isEmpty() ? fields.get("AIP-3-1") : (given + " " + family).strip();
    }

    private static Optional<Duration> length(Fields fields, Optional<Instant> start, ZoneId zone) {
        Optional<Duration> said = minutes(fields.get("SCH-9-1"), fields.get("SCH-10-1"))
                .or(() -> minutes(fields.get("AIS-7-1"), fields.get("AIS-8-1")));
        return said.or(() -> start.flatMap(from -> moment(fields.get("SCH-11-5"), zone)
                .map(to -> Duration.between(from, to))
                .filter(Duration::isPositive)));
    }

    private static Optional<Duration> minutes(String number, String unit) {
        if (!number.matches("[1-9][0-9]{0,4}")) {
            return Optional.empty();
        }
        long count = Long.parseLong(number);
        return switch (unit.toLowerCase(java.util.Locale.ROOT)) {
            case "s", "sec", "seconds" -> Optional.of(Duration.ofSeconds(count));
            case "h", "hr", "hour", "hours" -> Optional.of(Duration.ofHours(count));
            case "", "m", "min", "minute", "minutes" -> Optional.of(Duration.ofMinutes(count));
            default -> Optional.empty();
        };
    }

    private static Optional<LocalDate> day(String text) {
        return text.length() < 8 ? Optional.empty() : Times.day(text.substring(0, 8));
    }

    private static Optional<Instant> moment(String text, ZoneId zone) {
        Matcher matcher = MOMENT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(matcher.group(1)),
                    number(matcher.group(2)),
                    number(matcher.group(3)),
                    number(matcher.group(4)),
                    number(matcher.group(5)),
                    matcher.group(6) == null ? 0 : number(matcher.group(6)));
            String offset = matcher.group(7);
            return Optional.of(
                    local.atZone(offset == null ? zone : ZoneOffset.of(offset)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
