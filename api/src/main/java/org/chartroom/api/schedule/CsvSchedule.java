package org.chartroom.api.schedule;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.chartroom.api.errors.ProblemException;

/** An appointment list with a line of headers, separated by commas, semicolons or tabs, in any order of the columns. */
final class CsvSchedule {
    private static final int DAY_MINUTES = 24 * 60;

    /** What a column may be called, without regard to case, spaces and punctuation. */
    private enum Column {
        NUMBER("appointmentid", "apptid", "appointmentnumber", "visitnumber", "externalid", "id"),
        MRN("mrn", "medicalrecordnumber", "recordnumber", "chartnumber", "chart", "patientid"),
        BIRTH_DATE("dob", "birthdate", "dateofbirth", "birthday", "patientdob"),
        FAMILY("lastname", "familyname", "family", "surname", "patientlastname"),
        NAME("patient", "patientname", "name"),
        START("start", "startdatetime", "datetime", "appointmentdatetime", "appointmentstart", "begins"),
        DATE("date", "appointmentdate", "visitdate", "apptdate"),
        TIME("time", "appointmenttime", "starttime", "appttime"),
        MINUTES("minutes", "duration", "length", "lengthminutes", "durationminutes", "slot"),
        CLINICIAN("clinician", "provider", "providername", "doctor", "physician", "resource"),
        REASON("reason", "visitreason", "reasonforvisit", "visittype", "appointmenttype", "type", "notes"),
        STATUS("status", "appointmentstatus", "apptstatus");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }
    }

    private CsvSchedule() {}

    /** @throws ProblemException when the columns that are needed are not there */
    static List<Row> rows(String text, ZoneId zone) {
        String table = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<Row> rows = new ArrayList<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(table))
                .setIgnoreSurroundingSpaces(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(table), format)) {
            Iterator<CSVRecord> records = parser.iterator();
            Map<Column, Integer> columns = null;
            long before = 0;
            while (true) {
                int line = (int) before + 1;
                try {
                    if (!records.hasNext()) {
                        break;
                    }
                    CSVRecord record = records.next();
                    before = parser.getCurrentLineNumber();
                    if (isEmpty(record)) {
                        continue;
                    }
                    if (columns == null) {
                        columns = columns(record);
                    } else {
                        rows.add(row(line, record, columns, zone));
                    }
                } catch (UncheckedIOException | IllegalStateException e) {
                    rows.add(new Row.Bad(
                            line,
                            "a quotation mark is not closed, or stands where none may; what follows was not read"));
                    break;
                }
            }
            if (columns == null) {
                throw ProblemException.badRequest(
                        "The list is empty. Nothing was changed. Its first line names the columns.");
            }
            return rows;
        } catch (CSVException e) {
            throw ProblemException.badRequest("The list is no CSV. Nothing was changed.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that the line of headers has most of. */
    private static char delimiter(String table) {
        String head = table.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ',';
        for (char each : new char[] {';', '\t', '|'}) {
            if (count(head, each) > count(head, best)) {
                best = each;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(each -> each == wanted).count();
    }

    private static boolean isEmpty(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    private static Map<Column, Integer> columns(CSVRecord head) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (int i = 0; i < head.size(); i++) {
            String name = head.get(i).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            for (Column column : Column.values()) {
                if (column.names.contains(name)) {
                    columns.putIfAbsent(column, i);
                }
            }
        }
        List<String> missing = new ArrayList<>();
        if (!columns.containsKey(Column.MRN)) {
            missing.add("MRN");
        }
        if (!columns.containsKey(Column.BIRTH_DATE)) {
            missing.add("date of birth");
        }
        if (!columns.containsKey(Column.START)
                && !(columns.containsKey(Column.DATE) && columns.containsKey(Column.TIME))) {
            missing.add("start (or date and time)");
        }
        if (!missing.isEmpty()) {
            throw ProblemException.badRequest("The first line names no column for " + String.join(", ", missing)
                    + ". Nothing was changed. Add them to the list.");
        }
        return columns;
    }

    private static Row row(int line, CSVRecord record, Map<Column, Integer> columns, ZoneId zone) {
        Optional<LocalDate> birthDate = Times.day(cell(record, columns, Column.BIRTH_DATE));
        if (birthDate.isEmpty()) {
            return new Row.Bad(line, "the date of birth is missing or no date (write 1975-12-31 or 12/31/1975)");
        }
        Optional<String> status = Status.of(cell(record, columns, Column.STATUS));
        if (status.isEmpty()) {
            return new Row.Bad(line, "the status is none that is known here (booked, arrived, cancelled, no-show)");
        }
        Optional<Instant> start = start(record, columns, zone);
        if (start.isEmpty() && !status.get().equals(Status.CANCELLED)) {
            return new Row.Bad(line, "the time of the visit is missing or no time (write 2026-01-31 and 09:30)");
        }
        String minutes = cell(record, columns, Column.MINUTES).replaceAll("(?i)\\s*min(ute)?s?\\.?$", "");
        if (!minutes.isEmpty() && !minutes.matches("[1-9][0-9]{0,3}")
                || !minutes.isEmpty() && Integer.parseInt(minutes) > DAY_MINUTES) {
            return new Row.Bad(line, "the length is not 1 to 1440 minutes");
        }
        String family = cell(record, columns, Column.FAMILY);
        return new Row.Told(
                line,
                cell(record, columns, Column.NUMBER),
                cell(record, columns, Column.MRN),
                birthDate,
                family.isEmpty() ? family(cell(record, columns, Column.NAME)) : family,
                start,
                minutes.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMinutes(Integer.parseInt(minutes))),
                cell(record, columns, Column.CLINICIAN),
                cell(record, columns, Column.REASON),
                status.get());
    }

    private static Optional<Instant> start(CSVRecord record, Map<Column, Integer> columns, ZoneId zone) {
        String whole = cell(record, columns, Column.START);
        if (!whole.isEmpty() && Times.moment(whole, zone).isPresent()) {
            return Times.moment(whole, zone);
        }
        String clock = columns.containsKey(Column.TIME) ? cell(record, columns, Column.TIME) : whole;
        return Times.day(cell(record, columns, Column.DATE))
                .flatMap(day -> Times.clock(clock)
                        .map(time -> day.atTime(time).atZone(zone).toInstant()));
    }

    /** Of {@code Family, Given}; a name in another order is not taken apart. */
    private static String family(String name) {
        int comma = name.indexOf(',');
        return comma < 0 ? "" : name.substring(0, comma).strip();
    }

    private static String cell(CSVRecord record, Map<Column, Integer> columns, Column column) {
        Integer at = columns.get(column);
        return at == null || at >= record.size() ? "" : record.get(at).strip();
    }
}
