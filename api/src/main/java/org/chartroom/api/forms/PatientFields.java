package org.chartroom.api.forms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.FormField;
import org.chartroom.models.record.Membership;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Validity;

/** The fields of forms that the patient index has, too: what it says, and how it is changed by what a person confirmed. */
final class PatientFields {
    private static final Set<FormField> WRITTEN = EnumSet.of(
            FormField.FAMILY_NAME,
            FormField.GIVEN_NAME,
            FormField.MIDDLE_NAME,
            FormField.FULL_NAME,
            FormField.BIRTH_DATE,
            FormField.SEX,
            FormField.PHONE,
            FormField.ADDRESS,
            FormField.MEMBER_ID);

    private PatientFields() {}

    /** Whether confirming the field changes the patient index. */
    static boolean isWritten(FormField field) {
        return WRITTEN.contains(field);
    }

    /** What the patient index says; empty where it has no such field. */
    static Optional<String> recorded(Patient patient, FormField field) {
        PersonName name = patient.name();
        return switch (field) {
            case FAMILY_NAME -> Optional.of(name.family());
            case GIVEN_NAME -> Optional.of(name.given());
            case MIDDLE_NAME -> Optional.of(name.middle());
            case FULL_NAME -> Optional.of(name.display());
            case BIRTH_DATE -> Optional.of(patient.birthDate().toString());
            case SEX ->
                Optional.of(
                        patient.sex() == Sex.UNKNOWN ? "" : patient.sex().name().toLowerCase(Locale.ROOT));
            case PHONE -> Optional.of(patient.phone());
            case ADDRESS -> Optional.of(patient.address());
            case MRN -> Optional.of(patient.mrn());
            case MEMBER_ID ->
                Optional.of(patient.particulars().memberships().stream()
                        .map(Membership::number)
                        .collect(Collectors.joining(", ")));
            case PAYER, ALLERGIES, MEDICATIONS, CONSENT, SIGNATURE, SIGNATURE_DATE, OTHER -> Optional.empty();
        };
    }

    /** Whether both say the same, in whatever way it is written. */
    static boolean same(FormField field, String value, String recorded) {
        return switch (field) {
            case PHONE -> lastTen(value).equals(lastTen(recorded));
            case FULL_NAME -> sameName(value, recorded);
            case SEX -> sex(value).isPresent() && sex(value).equals(sex(recorded));
            case ADDRESS, MEMBER_ID -> signs(recorded).contains(signs(value));
            default -> signs(value).equals(signs(recorded));
        };
    }

    private static boolean sameName(String value, String recorded) {
        try {
            return signs(name(value).display()).equals(signs(recorded));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String signs(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String lastTen(String phone) {
        String digits = phone.replaceAll("\\D", "");
        return digits.substring(Math.max(0, digits.length() - 10));
    }

    /**
     * The patient with what was confirmed.
     *
     * @param confirmed of each field its values in the order of the form's zones
     * @throws ProblemException when a value cannot be kept, or the form names another record number
     */
    static Patient changed(Patient before, Map<FormField, List<String>> confirmed) {
        confirmed.getOrDefault(FormField.MRN, List.of()).stream()
                .filter(mrn -> !same(FormField.MRN, mrn, before.mrn()))
                .findFirst()
                .ifPresent(_ -> {
                    throw new ProblemException(
                            Kind.CONFLICT,
                            "The form has another record number than this patient. Nothing was changed. Look whether the"
                                    + " document is in the right chart.");
                });
        PersonName name = before.name();
        if (confirmed.containsKey(FormField.FULL_NAME)) {
            name = fullName(only(confirmed, FormField.FULL_NAME));
        }
        name = new PersonName(
                text(confirmed, FormField.FAMILY_NAME, name.family()),
                text(confirmed, FormField.GIVEN_NAME, name.given()),
                text(confirmed, FormField.MIDDLE_NAME, name.middle()),
                name.suffix());
        return new Patient(
                before.id(),
                before.facility(),
                before.mrn(),
                name,
                confirmed.containsKey(FormField.BIRTH_DATE)
                        ? day(only(confirmed, FormField.BIRTH_DATE))
                        : before.birthDate(),
                confirmed.containsKey(FormField.SEX)
                        ? sex(only(confirmed, FormField.SEX))
                                .orElseThrow(() -> ProblemException.badRequest(
                                        "The sex is one of female, male, other. Nothing was changed."))
                        : before.sex(),
                text(confirmed, FormField.PHONE, before.phone()),
                confirmed.containsKey(FormField.ADDRESS)
                        ? String.join(", ", confirmed.getOrDefault(FormField.ADDRESS, List.of()))
                        : before.address(),
                before.deceasedOn(),
                before.restricted(),
                with(before.particulars(), confirmed),
                before.mergedInto(),
                before.version());
    }

    /** A member number is kept with its payer where the form has one. */
    private static Particulars with(Particulars before, Map<FormField, List<String>> confirmed) {
        if (!confirmed.containsKey(FormField.MEMBER_ID)) {
            return before;
        }
        String number = only(confirmed, FormField.MEMBER_ID);
        if (before.memberships().stream().anyMatch(each -> signs(each.number()).equals(signs(number)))) {
            return before;
        }
        String payer = text(confirmed, FormField.PAYER, "");
        List<Membership> memberships = new ArrayList<>(before.memberships());
        memberships.add(new Membership(payer, number, Validity.NOT_SAID));
        return new Particulars(
                before.names(),
                before.phones(),
                before.addresses(),
                before.identifiers(),
                memberships,
                before.representatives());
    }

    private static String text(Map<FormField, List<String>> confirmed, FormField field, String otherwise) {
        return confirmed.containsKey(field) ? only(confirmed, field) : otherwise;
    }

    /** Two zones that fill the same field and say different things cannot both be right. */
    private static String only(Map<FormField, List<String>> confirmed, FormField field) {
        List<String> values = confirmed.getOrDefault(field, List.of());
        if (values.stream().distinct().count() != 1) {
            throw ProblemException.badRequest("Tick one value only for "
                    + field.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ". Nothing was changed.");
        }
        return values.getFirst();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("Write the birth date as 1962-06-07. Nothing was changed.");
        }
    }

    private static PersonName fullName(String text) {
        try {
            return name(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("The name needs a family name. Nothing was changed.");
        }
    }

    private static PersonName name(String text) {
        int comma = text.indexOf(',');
        String[] rest;
        String family;
        if (comma >= 0) {
            family = text.substring(0, comma).strip();
            rest = text.substring(comma + 1).strip().split("\\s+", 2);
        } else {
            int last = text.strip().lastIndexOf(' ');
            family = text.strip().substring(last + 1);
            rest = (last < 0 ? "" : text.strip().substring(0, last)).split("\\s+", 2);
        }
        return new PersonName(family, rest[0].strip(), rest.length > 1 ? rest[1].strip() : "");
    }

    private static Optional<Sex> sex(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "f", "female", "woman" -> Optional.of(Sex.FEMALE);
            case "m", "male", "man" -> Optional.of(Sex.MALE);
            case "x", "other", "nonbinary", "non-binary" -> Optional.of(Sex.OTHER);
            default -> Optional.empty();
        };
    }
}
