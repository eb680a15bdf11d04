package org.chartroom.api.patients;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;

/**
 * Takes files of patients in. A patient is known by the record number; the same file again changes nothing. A number whose name and
 * birth date are both another person's here is refused: it was used twice.
 */
final class PatientImport {
    private static final int KEPT_AT_ONCE = 50;
    private static final int TOLD = 2_000;
    private static final int MOST_SIMILAR = 3;

    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final FacilityId facility;
    private final ZoneId zone;
    private final PatientDirectory directory;

    PatientImport(Counter counter, PatientDirectory directory) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.facility = counter.facility();
        this.zone = counter.zone();
        this.directory = directory;
    }

    /** What becomes, or would become, of a line. */
    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        REFUSED
    }

    /**
     * What became of a line.
     *
     * @param line in the file, from 1; of a FHIR Bundle the number of the entry
     * @param patientId empty for what is refused, and for what would be created
     * @param why of what is refused, one sentence
     * @param changes of what is updated
     * @param similar of what is created, charts that may be the same person's
     */
    record Line(
            long line,
            Outcome outcome,
            String mrn,
            Optional<PatientId> patientId,
            String why,
            List<Differences.Difference> changes,
            List<PatientSummary> similar) {}

    /**
     * What became of a file.
     *
     * @param kept whether anything was kept: not of a dry run, and not where all was wanted and a line is refused
     * @param lines those that are not unchanged, in the order of the file, the first 2000
     * @param more how many further ones there are
     * @param ignored columns or resources that were not taken
     */
    record Result(
            boolean dryRun,
            boolean kept,
            int created,
            int updated,
            int unchanged,
            int refused,
            int similar,
            List<Line> lines,
            int more,
            List<String> ignored) {}

    Result take(Caller caller, PatientFile file, boolean dryRun, boolean allOrNothing) {
        List<Line> lines = new ArrayList<>(planned(caller, file));
        boolean refused = lines.stream().anyMatch(line -> line.outcome() == Outcome.REFUSED);
        boolean kept = !dryRun && !(allOrNothing && refused);
        if (kept) {
            int atOnce = allOrNothing ? Math.max(1, file.lines().size()) : KEPT_AT_ONCE;
            for (int from = 0; from < file.lines().size(); from += atOnce) {
                int to = Math.min(file.lines().size(), from + atOnce);
                keep(caller, file.lines().subList(from, to), lines.subList(from, to), allOrNothing);
            }
        }
        return result(file, lines, dryRun, kept);
    }

    /** What would become of each line, each by itself. */
    private List<Line> planned(Caller caller, PatientFile file) {
        Set<String> numbers = new HashSet<>();
        List<Line> lines = new ArrayList<>();
        for (FileLine each : file.lines()) {
            lines.add(
                    switch (each) {
                        case FileLine.Refused(long line, String mrn, String why) -> refused(line, mrn, why);
                        case FileLine.Understood(long line, SaidPatient said) ->
                            numbers.add(said.mrn())
                                    ? store.<Line>read(records -> plan(records, caller, line, said))
                                    : refused(line, said.mrn(), "The same number stands in an earlier line.");
                    });
        }
        return lines;
    }

    private static Line refused(long line, String mrn, String why) {
        return new Line(line, Outcome.REFUSED, mrn, Optional.empty(), why, List.of(), List.of());
    }

    private Line plan(Records records, Caller caller, long line, SaidPatient said) {
        Optional<Patient> there = records.patients().byMrn(facility, said.mrn());
        if (there.isEmpty()) {
            Patient draft = said.made(new PatientId(ids.get()), facility);
            List<PatientSummary> similar = directory.similar(draft).stream()
                    .flatMap(each -> records.patients().find(each.patient()).stream())
                    .filter(caller::maySee)
                    .limit(MOST_SIMILAR)
                    .map(PatientSummary::of)
                    .toList();
            return new Line(line, Outcome.CREATED, said.mrn(), Optional.empty(), "", List.of(), similar);
        }
        Patient before = there.get();
        if (!caller.maySee(before)) {
            return refused(line, said.mrn(), "The number is of a chart that is not open to you.");
        }
        if (!before.mrn().equals(said.mrn())) {
            return refused(line, said.mrn(), "The number is of a chart that was merged into " + before.mrn() + ".");
        }
        if (somebodyElse(before, said)) {
            return refused(
                    line,
                    said.mrn(),
                    "The number is another person's here: family name and birth date are both different.");
        }
        try {
            List<Differences.Difference> changes = Differences.of(before, said.changed(before, today()));
            return new Line(
                    line,
                    changes.isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED,
                    said.mrn(),
                    Optional.of(before.id()),
                    "",
                    changes,
                    List.of());
        } catch (IllegalArgumentException e) {
            return refused(line, said.mrn(), "With what is known already: " + e.getMessage() + ".");
        }
    }

    private static boolean somebodyElse(Patient there, SaidPatient said) {
        boolean named = there.name().family().equalsIgnoreCase(said.name().family())
                || there.particulars().names().stream()
                        .anyMatch(other -> other.name()
                                .family()
                                .equalsIgnoreCase(said.name().family()));
        return !named && !there.birthDate().equals(said.birthDate());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }

    private void keep(Caller caller, List<FileLine> said, List<Line> lines, boolean allOrNothing) {
        try {
            List<Line> done = store.write(records -> {
                List<Line> all = new ArrayList<>();
                for (int i = 0; i < said.size(); i++) {
                    all.add(kept(records, caller, said.get(i), lines.get(i)));
                }
                return all;
            });
            for (int i = 0; i < done.size(); i++) {
                lines.set(i, done.get(i));
            }
        } catch (ConflictException e) {
            // Somebody changed one of them since it was looked at: each by itself, that only this one fails.
            if (allOrNothing) {
                throw e;
            }
            if (said.size() == 1) {
                lines.set(
                        0,
                        refused(
                                lines.getFirst().line(),
                                lines.getFirst().mrn(),
                                "Somebody changed this patient meanwhile; import the file again."));
                return;
            }
            for (int i = 0; i < said.size(); i++) {
                keep(caller, said.subList(i, i + 1), lines.subList(i, i + 1), false);
            }
            return;
        }
        lines.forEach(line -> line.patientId().ifPresent(directory::refresh));
    }

    private Line kept(Records records, Caller caller, FileLine said, Line planned) {
        if (!(said instanceof FileLine.Understood(long line, SaidPatient patient))
                || planned.outcome() == Outcome.REFUSED
                || planned.outcome() == Outcome.UNCHANGED) {
            return planned;
        }
        Provenance by = new Provenance(clock.instant(), caller.actor(), "Imported, line " + line);
        Line now = plan(records, caller, line, patient);
        return switch (now.outcome()) {
            case REFUSED, UNCHANGED -> now;
            case CREATED -> {
                Patient made = patient.made(new PatientId(ids.get()), facility);
                records.patients().add(made, Optional.of(by));
                note(records, caller, AuditAction.CREATE, made.id());
                yield new Line(
                        line, Outcome.CREATED, patient.mrn(), Optional.of(made.id()), "", List.of(), now.similar());
            }
            case UPDATED -> {
                Patient before =
                        records.patients().byMrn(facility, patient.mrn()).orElseThrow();
                records.patients().update(patient.changed(before, today()), Optional.of(by));
                note(records, caller, AuditAction.CHANGE, before.id());
                yield now;
            }
        };
    }

    private void note(Records records, Caller caller, AuditAction action, PatientId patient) {
        trail.append(records, caller, action, "patient", patient.value(), Optional.of(patient), Map.of("by", "import"));
    }

    private static Result result(PatientFile file, List<Line> lines, boolean dryRun, boolean kept) {
        List<Line> told = lines.stream()
                .filter(line -> line.outcome() != Outcome.UNCHANGED)
                .toList();
        return new Result(
                dryRun,
                kept,
                count(lines, Outcome.CREATED),
                count(lines, Outcome.UPDATED),
                count(lines, Outcome.UNCHANGED),
                count(lines, Outcome.REFUSED),
                (int) lines.stream().filter(line -> !line.similar().isEmpty()).count(),
                told.stream().limit(TOLD).toList(),
                Math.max(0, told.size() - TOLD),
                file.ignored());
    }

    private static int count(List<Line> lines, Outcome outcome) {
        return (int) lines.stream().filter(line -> line.outcome() == outcome).count();
    }
}
