package org.chartroom.api.patients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Address;
import org.chartroom.models.record.Identifier;
import org.chartroom.models.record.Membership;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Phone;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Validity;
import org.jspecify.annotations.Nullable;

/**
 * Patients from FHIR R4 (<a href="https://hl7.org/fhir/R4/patient.html">Patient</a>): one resource, a Bundle, or one resource a line
 * (bulk data). Identifiers, names, telecom, addresses, gender, birth date and day of death are taken. Contacts are not: a contact is
 * no representative, their authority is not said. Social security numbers are left where they are.
 */
final class FhirPatients {
    private static final String SSN = "http://hl7.org/fhir/sid/us-ssn";

    private final String system;
    private final LocalDate today;
    private final ObjectReader reader = JsonMapper.builder().build().readerFor(JsonNode.class);

    /** @param system of the identifier that is the record number here; empty: the one of type MR */
    FhirPatients(String system, LocalDate today) {
        this.system = system;
        this.today = today;
    }

    /** @throws ProblemException when it is no JSON, or no FHIR */
    PatientFile read(byte[] bytes) {
        List<FileLine> lines = new ArrayList<>();
        Set<String> ignored = new TreeSet<>();
        try (MappingIterator<JsonNode> values = reader.readValues(bytes)) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                long line = values.getCurrentLocation().getLineNr();
                if (text(value, "resourceType").equals("Bundle")) {
                    int entry = 0;
                    for (JsonNode each : value.path("entry")) {
                        entry++;
                        add(lines, ignored, entry, each.path("resource"));
                    }
                } else {
                    add(lines, ignored, line, value);
                }
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("The file is no JSON from line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + " on. Nothing was imported.");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (lines.isEmpty()) {
            throw ProblemException.badRequest("There is no FHIR Patient in the file. Nothing was imported.");
        }
        return new PatientFile(lines, List.copyOf(ignored));
    }

    private void add(List<FileLine> lines, Set<String> ignored, long at, JsonNode resource) {
        String type = text(resource, "resourceType");
        if (!type.equals("Patient")) {
            ignored.add(type.isEmpty() ? "something without resourceType" : type);
            return;
        }
        if (lines.size() == PatientFile.MOST) {
            throw ProblemException.badRequest("The file has more than " + PatientFile.MOST
                    + " patients. Nothing was imported. Split it; a file may be imported again at any time.");
        }
        String mrn = mrn(resource).map(each -> text(each, "value")).orElse("");
        try {
            SaidPatient patient = patient(resource);
            lines.add(patient.fault(today)
                    .<FileLine>map(why -> new FileLine.Refused(at, mrn, why))
                    .orElseGet(() -> new FileLine.Understood(at, patient)));
        } catch (IllegalArgumentException e) {
            lines.add(new FileLine.Refused(at, mrn, String.valueOf(e.getMessage())));
        }
    }

    private SaidPatient patient(JsonNode resource) {
        if (resource.has("modifierExtension")) {
            throw new IllegalArgumentException("It has a modifierExtension, which may change what all of it means.");
        }
        if (resource.path("active").isBoolean() && !resource.path("active").asBoolean()) {
            throw new IllegalArgumentException("The record is not in use (active is false).");
        }
        JsonNode number = mrn(resource)
                .filter(each -> !text(each, "value").isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        system.isEmpty()
                                ? "It has no identifier of type MR."
                                : "It has no identifier of the system " + system + "."));
        List<JsonNode> names = list(resource, "name");
        JsonNode legal = first(names, "official", "usual")
                .orElseThrow(() -> new IllegalArgumentException("It has no name with a family name."));
        PersonName name = name(legal);
        String born = text(resource, "birthDate");
        if (born.isEmpty()) {
            throw new IllegalArgumentException("It has no birthDate.");
        }
        List<JsonNode> phones = list(resource, "telecom").stream()
                .filter(each -> text(each, "system").equals("phone")
                        && !text(each, "use").equals("old"))
                .filter(each -> !text(each, "value").isBlank())
                .toList();
        Optional<JsonNode> phone = first(phones, "home", "mobile");
        List<JsonNode> addresses = list(resource, "address").stream()
                .filter(each -> !address(each).isEmpty())
                .toList();
        Optional<JsonNode> address = first(
                addresses.stream()
                        .filter(each -> !text(each, "use").equals("old") && !ended(each))
                        .toList(),
                "home");
        return new SaidPatient(
                CsvPatients.limited(text(number, "value")),
                name,
                date("birthDate", born),
                Optional.of(text(resource, "gender"))
                        .filter(code -> !code.isEmpty())
                        .map(FhirPatients::sex),
                CsvPatients.limited(phone.map(each -> text(each, "value")).orElse("")),
                CsvPatients.limited(address.map(FhirPatients::address).orElse("")),
                deceased(resource),
                new Particulars(
                        names.stream()
                                .filter(each -> !each.equals(legal)
                                        && !text(each, "family").isBlank())
                                .map(each -> new OtherName(kind(text(each, "use")), name(each), period(each)))
                                .toList(),
                        phones.stream()
                                .filter(each -> !phone.equals(Optional.of(each)))
                                .map(each -> new Phone(phoneKind(text(each, "use")), text(each, "value")))
                                .toList(),
                        addresses.stream()
                                .filter(each -> !address.equals(Optional.of(each)))
                                .map(each -> new Address(address(each), period(each)))
                                .toList(),
                        identifiers(resource, number).stream()
                                .filter(each -> !typed(each, "MB"))
                                .map(each -> new Identifier(issuer(each), text(each, "value"), period(each)))
                                .toList(),
                        identifiers(resource, number).stream()
                                .filter(each -> typed(each, "MB"))
                                .map(each -> new Membership(issuer(each), text(each, "value"), period(each)))
                                .toList(),
                        List.of()));
    }

    private Optional<JsonNode> mrn(JsonNode resource) {
        return list(resource, "identifier").stream()
                .filter(each -> !text(each, "use").equals("old"))
                .filter(each -> system.isEmpty()
                        ? typed(each, "MR")
                        : text(each, "system").equals(system))
                .findFirst();
    }

    private static List<JsonNode> identifiers(JsonNode resource, JsonNode mrn) {
        return list(resource, "identifier").stream()
                .filter(each -> !each.equals(mrn)
                        && !text(each, "value").isBlank()
                        && !issuer(each).isBlank())
                .filter(each -> !text(each, "system").equals(SSN) && !typed(each, "SS"))
                .toList();
    }

    private static String issuer(JsonNode identifier) {
        String assigner = text(identifier.path("assigner"), "display");
        return assigner.isEmpty() ? text(identifier, "system") : assigner;
    }

    private static boolean typed(JsonNode identifier, String code) {
        return list(identifier.path("type"), "coding").stream()
                .anyMatch(each -> text(each, "code").equals(code));
    }

    /** The first of the preferred uses, else the first at all; of names one with a family name. */
    private static Optional<JsonNode> first(List<JsonNode> all, String... uses) {
        List<JsonNode> fit = all.stream()
                .filter(each -> !each.has("family") && !each.has("given")
                        || !text(each, "family").isBlank())
                .toList();
        return Stream.of(uses)
                .flatMap(use -> fit.stream().filter(each -> text(each, "use").equals(use)))
                .findFirst()
                .or(() -> fit.stream().findFirst());
    }

    private static PersonName name(JsonNode name) {
        List<String> given = list(name, "given").stream().map(JsonNode::asText).toList();
        return new PersonName(
                CsvPatients.limited(text(name, "family")),
                CsvPatients.limited(given.isEmpty() ? "" : given.getFirst()),
                CsvPatients.limited(given.stream().skip(1).collect(Collectors.joining(" "))),
                CsvPatients.limited(
                        list(name, "suffix").stream().map(JsonNode::asText).collect(Collectors.joining(" "))));
    }

    private static OtherName.Kind kind(String use) {
        return switch (use) {
            case "old" -> OtherName.Kind.FORMER;
            case "maiden" -> OtherName.Kind.MAIDEN;
            case "nickname" -> OtherName.Kind.PREFERRED;
            default -> OtherName.Kind.ALIAS;
        };
    }

    private static Phone.Kind phoneKind(String use) {
        return switch (use) {
            case "home" -> Phone.Kind.HOME;
            case "mobile" -> Phone.Kind.MOBILE;
            case "work" -> Phone.Kind.WORK;
            default -> Phone.Kind.OTHER;
        };
    }

    private static String address(JsonNode address) {
        String place = (text(address, "state") + " " + text(address, "postalCode")).strip();
        String line = Stream.concat(
                        list(address, "line").stream().map(JsonNode::asText), Stream.of(text(address, "city"), place))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
        return line.isEmpty() ? text(address, "text") : line;
    }

    private boolean ended(JsonNode address) {
        return period(address).endedBefore(today);
    }

    private static Sex sex(String code) {
        try {
            return Sex.valueOf(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + code + "' is no gender of FHIR: male, female, other, unknown.", e);
        }
    }

    private static Optional<LocalDate> deceased(JsonNode resource) {
        String day = text(resource, "deceasedDateTime");
        if (day.isEmpty() && resource.path("deceasedBoolean").asBoolean(false)) {
            throw new IllegalArgumentException("It says that the patient has died but not when; enter that by hand.");
        }
        return day.isEmpty()
                ? Optional.empty()
                : Optional.of(date("deceasedDateTime", day.substring(0, Math.min(10, day.length()))));
    }

    private static Validity period(JsonNode of) {
        return new Validity(day(of.path("period"), "start"), day(of.path("period"), "end"));
    }

    /** A period may be known to the year only; then no day is made up. */
    private static Optional<LocalDate> day(JsonNode period, String end) {
        String written = text(period, end);
        return written.length() < 10 ? Optional.empty() : Optional.of(date("period." + end, written.substring(0, 10)));
    }

    private static LocalDate date(String field, String written) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + written + "' in " + field + " is no full date such as 1950-01-31.", e);
        }
    }

    private static List<JsonNode> list(JsonNode of, String field) {
        return StreamSupport.stream(of.path(field).spliterator(), false).toList();
    }

    private static String text(@Nullable JsonNode of, String field) {
        return of == null ? "" : of.path(field).asText("").strip();
    }
}
