package org.chartroom.api.patients;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Membership;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Phone;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Validity;

/** Patients from a table with a line of headings: comma, semicolon or tab between, UTF-8. */
final class CsvPatients {
    /** What a column may say, with the headings it goes by, without case, spaces and signs. */
    private enum Column {
        MRN("mrn", "medicalrecordnumber", "recordnumber", "chartnumber", "patientnumber", "patientid"),
        FAMILY("family", "familyname", "lastname", "last", "surname"),
        GIVEN("given", "givenname", "firstname", "first"),
        MIDDLE("middle", "middlename", "middleinitial", "mi"),
        SUFFIX("suffix", "namesuffix", "generation"),
        BIRTH("birthdate", "dateofbirth", "dob", "birthday", "born"),
        SEX("sex", "gender", "administrativesex"),
        PHONE("phone", "phonenumber", "telephone", "homephone"),
        MOBILE("mobile", "mobilephone", "cell", "cellphone"),
        WORK_PHONE("workphone", "businessphone"),
        ADDRESS("address", "address1", "addressline1", "street", "streetaddress"),
        ADDRESS_2("address2", "addressline2", "unit", "apartment"),
        CITY("city", "town"),
        STATE("state", "province"),
        ZIP("zip", "zipcode", "postalcode", "postcode"),
        DECEASED("deceasedon", "deceaseddate", "dateofdeath", "dod", "died"),
        MAIDEN("maidenname", "maiden", "birthname"),
        FORMER("formername", "formerlastname", "previousname", "previouslastname"),
        ALIAS("alias", "aka", "alsoknownas"),
        PREFERRED("preferredname", "nickname", "callme"),
        PAYER("payer", "payername", "insurance", "insurancecompany", "insurancename"),
        MEMBER("memberid", "membernumber", "subscriberid", "insuranceid", "policynumber");

        private final Set<String> headings;

        Column(String... headings) {
            this.headings = Set.of(headings);
        }

        static Optional<Column> of(String heading) {
            String plain = NO_SIGN.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll("");
            return Stream.of(values())
                    .filter(column -> column.headings.contains(plain))
                    .findFirst();
        }
    }

    private static final Pattern NO_SIGN = Pattern.compile("[^a-z0-9]+");
    private static final Set<Column> NEEDED = Set.of(Column.MRN, Column.FAMILY, Column.BIRTH);

    private final FileDates dates;
    private final LocalDate today;

    CsvPatients(FileDates dates, LocalDate today) {
        this.dates = dates;
        this.today = today;
    }

    /** @throws ProblemException when it is no such table */
    PatientFile read(byte[] bytes) {
        String text = text(bytes);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                throw ProblemException.badRequest("The file has no line of headings. Nothing was imported.");
            }
            CSVRecord headings = records.next();
            Map<Column, Integer> columns = columns(headings);
            List<String> ignored = headings.stream()
                    .filter(heading -> Column.of(heading).isEmpty())
                    .toList();
            return new PatientFile(lines(parser, records, columns, headings.size()), ignored);
        } catch (IOException | UncheckedIOException e) {
            throw ProblemException.badRequest(
                    "The file is no table: a quotation mark is not closed, or stands where none"
                            + " may. Nothing was imported. Save it as CSV once more.");
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest(
                    "The file is not UTF-8: names would be spoilt. Nothing was imported. Save it as 'CSV UTF-8'.");
        }
    }

    private static char delimiter(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return Stream.of(',', ';', '\t')
                .max(java.util.Comparator.comparingLong(
                        sign -> first.chars().filter(each -> each == sign).count()))
                .orElse(',');
    }

    private static Map<Column, Integer> columns(CSVRecord headings) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (int i = 0; i < headings.size(); i++) {
            int at = i;
            Column.of(headings.get(i)).ifPresent(column -> {
                if (columns.put(column, at) != null) {
                    throw ProblemException.badRequest("Two columns say the same, the second is '" + headings.get(at)
                            + "'. Nothing was imported. Take one away.");
                }
            });
        }
        List<String> missing = NEEDED.stream()
                .filter(column -> !columns.containsKey(column))
                .sorted()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!missing.isEmpty()) {
            throw ProblemException.badRequest(
                    "No column for " + String.join(", ", missing)
                            + ". Nothing was imported. The first line must name the columns, mrn, family and birthDate at least.");
        }
        return columns;
    }

    private List<FileLine> lines(
            CSVParser parser, Iterator<CSVRecord> records, Map<Column, Integer> columns, int width) {
        List<FileLine> lines = new ArrayList<>();
        while (records.hasNext()) {
            CSVRecord record = records.next();
            if (lines.size() == PatientFile.MOST) {
                throw ProblemException.badRequest("The file has more than " + PatientFile.MOST
                        + " patients. Nothing was imported. Split it; a file may be imported again at any time.");
            }
            lines.add(line(startLine(parser, record), new Row(record, columns), width));
        }
        return lines;
    }

    /** The parser counts the line ends it has read, those inside of cells too. */
    private static long startLine(CSVParser parser, CSVRecord record) {
        long inside = record.stream()
                .mapToLong(cell -> cell.chars().filter(each -> each == '\n').count())
                .sum();
        return parser.getCurrentLineNumber() - inside;
    }

    private record Row(CSVRecord record, Map<Column, Integer> columns) {
        String get(Column column) {
            Integer at = columns.get(column);
            return at == null || at >= record.size() ? "" : record.get(at).strip();
        }

        Optional<String> maybe(Column column) {
            return Optional.of(get(column)).filter(text -> !text.isEmpty());
        }
    }

    private FileLine line(long line, Row row, int width) {
        String mrn = row.get(Column.MRN);
        if (row.record().size() != width) {
            return new FileLine.Refused(
                    line, mrn, "The line has " + row.record().size() + " cells, the headings are " + width + ".");
        }
        try {
            SaidPatient patient = patient(row);
            return patient.fault(today)
                    .<FileLine>map(why -> new FileLine.Refused(line, mrn, why))
                    .orElseGet(() -> new FileLine.Understood(line, patient));
        } catch (IllegalArgumentException e) {
            return new FileLine.Refused(line, mrn, String.valueOf(e.getMessage()));
        }
    }

    private SaidPatient patient(Row row) {
        for (Column needed : List.of(Column.MRN, Column.FAMILY, Column.BIRTH)) {
            if (row.maybe(needed).isEmpty()) {
                throw new IllegalArgumentException(
                        "There is no " + needed.name().toLowerCase(Locale.ROOT) + " in the line.");
            }
        }
        PersonName name = new PersonName(
                limited(row.get(Column.FAMILY)),
                limited(row.get(Column.GIVEN)),
                limited(row.get(Column.MIDDLE)),
                limited(row.get(Column.SUFFIX)));
        List<OtherName> names = Stream.of(
                        otherName(row, Column.MAIDEN, OtherName.Kind.MAIDEN, name),
                        otherName(row, Column.FORMER, OtherName.Kind.FORMER, name),
                        otherName(row, Column.ALIAS, OtherName.Kind.ALIAS, name),
                        row.maybe(Column.PREFERRED)
                                .map(called -> new OtherName(
                                        OtherName.Kind.PREFERRED,
                                        new PersonName(name.family(), limited(called), "", ""),
                                        Validity.NOT_SAID)))
                .flatMap(Optional::stream)
                .toList();
        // A patient without another telephone is called by the mobile one first.
        Optional<String> home = row.maybe(Column.PHONE);
        Optional<String> mobile = row.maybe(Column.MOBILE);
        List<Phone> phones = Stream.of(
                        home.isPresent()
                                ? mobile.map(number -> new Phone(Phone.Kind.MOBILE, number))
                                : Optional.<Phone>empty(),
                        row.maybe(Column.WORK_PHONE).map(number -> new Phone(Phone.Kind.WORK, number)))
                .flatMap(Optional::stream)
                .toList();
        List<Membership> memberships = row
                .maybe(Column.MEMBER)
                .map(number -> new Membership(row.get(Column.PAYER), number, Validity.NOT_SAID))
                .stream()
                .toList();
        return new SaidPatient(
                limited(row.get(Column.MRN)),
                name,
                dates.date("the birth date", row.get(Column.BIRTH)),
                row.maybe(Column.SEX).map(CsvPatients::sex),
                limited(home.or(() -> mobile).orElse("")),
                limited(address(row)),
                row.maybe(Column.DECEASED).map(day -> dates.date("the day of death", day)),
                new Particulars(names, phones, List.of(), List.of(), memberships, List.of()));
    }

    /** {@code Family, Given} or a family name alone, as maiden names are written. */
    private static Optional<OtherName> otherName(Row row, Column column, OtherName.Kind kind, PersonName legal) {
        return row.maybe(column).map(written -> {
            int comma = written.indexOf(',');
            String family =
                    limited(comma < 0 ? written : written.substring(0, comma).strip());
            String given = limited(
                    comma < 0 ? legal.given() : written.substring(comma + 1).strip());
            return new OtherName(kind, new PersonName(family, given, "", ""), Validity.NOT_SAID);
        });
    }

    private static String address(Row row) {
        String place = Stream.of(Column.STATE, Column.ZIP)
                .flatMap(column -> row.maybe(column).stream())
                .collect(Collectors.joining(" "));
        return Stream.concat(
                        Stream.of(Column.ADDRESS, Column.ADDRESS_2, Column.CITY)
                                .flatMap(column -> row.maybe(column).stream()),
                        Stream.of(place).filter(text -> !text.isEmpty()))
                .collect(Collectors.joining(", "));
    }

    private static Sex sex(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "f", "female", "w", "woman" -> Sex.FEMALE;
            case "m", "male", "man" -> Sex.MALE;
            case "o", "other", "x", "nonbinary", "non-binary" -> Sex.OTHER;
            case "u", "unknown", "unk" -> Sex.UNKNOWN;
            default ->
                throw new IllegalArgumentException("'" + written + "' in sex is none of female, male, other, unknown.");
        };
    }

    static String limited(String text) {
        if (text.length() > 200) {
            throw new IllegalArgumentException("A cell has more than 200 characters.");
        }
        return text;
    }
}
