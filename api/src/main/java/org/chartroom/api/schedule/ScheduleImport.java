package org.chartroom.api.schedule;

import java.text.Normalizer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.models.record.Appointment;
import org.chartroom.models.record.AppointmentId;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.jspecify.annotations.Nullable;

/**
 * Takes an appointment list into the records. A patient is known by record number and birth date together; where they do not
 * fit, or the name is another one, the line is refused and nobody is guessed. Safe for use by many threads.
 */
final class ScheduleImport {
    /** As alike as names of one person must be: rule pair 1 of the rules of matching. */
    private static final double SAME_NAME = 0.85;

    private static final Duration USUAL = Duration.ofMinutes(20);
    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();

    private final RecordStore store;
    private final AuditTrail trail;
    private final Supplier<String> ids;
    private final FacilityId facility;

    ScheduleImport(RecordStore store, AuditTrail trail, Supplier<String> ids, FacilityId facility) {
        this.store = store;
        this.trail = trail;
        this.ids = ids;
        this.facility = facility;
    }

    /** What became of a line. */
    enum Outcome {
        CREATED,
        UPDATED,
        CANCELLED,
        UNCHANGED,
        REFUSED
    }

    /**
     * @param line of the file, from 1; in a FHIR bundle the number of the entry
     * @param why it was refused, or what a person should look at; empty for nothing
     */
    record Line(int line, Outcome outcome, String why, String externalId, Optional<AppointmentId> appointmentId) {}

    /** @param dryRun whether nothing was kept */
    record Report(
            boolean dryRun, int created, int updated, int cancelled, int unchanged, int refused, List<Line> lines) {
        Report {
            lines = List.copyOf(lines);
        }

        static Report of(boolean dryRun, List<Line> lines) {
            return new Report(
                    dryRun,
                    count(lines, Outcome.CREATED),
                    count(lines, Outcome.UPDATED),
                    count(lines, Outcome.CANCELLED),
                    count(lines, Outcome.UNCHANGED),
                    count(lines, Outcome.REFUSED),
                    lines);
        }

        private static int count(List<Line> lines, Outcome outcome) {
            return (int)
                    lines.stream().filter(each -> each.outcome() == outcome).count();
        }
    }

    /** Carries the report out of a transaction that is to be rolled back. */
    private static final class OnlyTried extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Report report;

        OnlyTried(Report report) {
            super("a dry run", null, false, false);
            this.report = report;
        }
    }

    /** All lines in one transaction; those that are refused change nothing and keep no other from being taken. */
    Report of(Caller caller, List<Row> rows, boolean dryRun) {
        try {
            return store.write(records -> {
                List<Line> lines = new ArrayList<>();
                for (Row row : rows) {
                    lines.add(
                            switch (row) {
                                case Row.Bad bad -> refused(bad.line(), bad.why(), "");
                                case Row.Told told -> taken(records, caller, told);
                            });
                }
                Report report = Report.of(dryRun, lines);
                if (dryRun) {
                    throw new OnlyTried(report);
                }
                return report;
            });
        } catch (OnlyTried tried) {
            return tried.report;
        }
    }

    private static Line refused(int line, String why, String externalId) {
        return new Line(line, Outcome.REFUSED, why, externalId, Optional.empty());
    }

    private Line taken(Records records, Caller caller, Row.Told told) {
        String number = number(told);
        if (told.mrn().isBlank()) {
            return refused(told.line(), "there is no record number (MRN)", number);
        }
        Patient patient = records.patients()
                .byMrn(facility, told.mrn().strip())
                .filter(caller::maySee)
                .orElse(null);
        String why = whyNot(patient, told);
        if (patient == null || !why.isEmpty()) {
            return refused(told.line(), why, number);
        }
        Optional<Appointment> before = records.encounters().appointment(facility, number);
        if (before.filter(each -> !each.patient().equals(patient.id())).isPresent()) {
            return refused(
                    told.line(), "this number is that of another patient's appointment; cancel that one first", number);
        }
        if (before.isEmpty() && told.isOff()) {
            return new Line(
                    told.line(),
                    Outcome.UNCHANGED,
                    "it is called off, and was not known here: there is nothing to cancel",
                    number,
                    Optional.empty());
        }
        Appointment wanted = wanted(told, number, patient, before);
        String warning = warning(patient, wanted);
        if (before.filter(wanted::equals).isPresent()) {
            return new Line(told.line(), Outcome.UNCHANGED, warning, number, Optional.of(wanted.id()));
        }
        Appointment kept = records.encounters().put(wanted);
        trail.append(
                records,
                caller,
                before.isPresent() ? AuditAction.CHANGE : AuditAction.CREATE,
                "appointment",
                kept.id().value(),
                Optional.of(patient.id()),
                Map.of("by", "import", "status", kept.status()));
        Outcome outcome = before.isEmpty() ? Outcome.CREATED : told.isOff() ? Outcome.CANCELLED : Outcome.UPDATED;
        return new Line(told.line(), outcome, warning, number, Optional.of(kept.id()));
    }

    /** Where the list has no numbers, the same patient at the same time is the same appointment. */
    private static String number(Row.Told told) {
        return told.externalId().isBlank()
                ? "list:" + told.mrn().strip()
                        + told.start().map(start -> ":" + start).orElse("")
                : told.externalId().strip();
    }

    /** Why this is not the patient who is told; empty when it is. */
    private static String whyNot(@Nullable Patient patient, Row.Told told) {
        if (patient == null) {
            return "no chart that is open to you has this record number (MRN)";
        }
        LocalDate birthDate = told.birthDate().orElse(LocalDate.MIN);
        if (!patient.birthDate().equals(birthDate)) {
            return "the chart with this record number (MRN) has another birth date; correct the list or the patient index";
        }
        if (!told.family().isBlank() && !isCalled(patient, told.family())) {
            return "the chart with this record number (MRN) and birth date has another family name; look whose visit it is";
        }
        return "";
    }

    /** By the legal name or any other one. */
    private static boolean isCalled(Patient patient, String family) {
        return alike(family, patient.name().family())
                || patient.particulars().names().stream()
                        .anyMatch(each -> alike(family, each.name().family()));
    }

    private static boolean alike(String one, String other) {
        String first = letters(one);
        String second = letters(other);
        return first.isEmpty()
                || first.startsWith(second)
                || second.startsWith(first)
                || JARO_WINKLER.apply(first, second) >= SAME_NAME;
    }

    private static String letters(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}]+", "");
    }

    private Appointment wanted(Row.Told told, String number, Patient patient, Optional<Appointment> before) {
        return new Appointment(
                before.map(Appointment::id).orElseGet(() -> new AppointmentId(ids.get())),
                patient.id(),
                facility,
                told.start().or(() -> before.map(Appointment::start)).orElseThrow(),
                told.length().or(() -> before.map(Appointment::length)).orElse(USUAL),
                told.clinician().isBlank() ? before.map(Appointment::clinician).orElse("") : told.clinician(),
                told.reason().isBlank() ? before.map(Appointment::reason).orElse("") : told.reason(),
                told.status(),
                number);
    }

    private static String warning(Patient patient, Appointment wanted) {
        boolean gone = patient.deceasedOn()
                .filter(died -> died.isBefore(LocalDate.ofInstant(wanted.start(), java.time.ZoneOffset.UTC)))
                .isPresent();
        return gone ? "the patient has died before this visit according to the patient index; check who is meant" : "";
    }
}
