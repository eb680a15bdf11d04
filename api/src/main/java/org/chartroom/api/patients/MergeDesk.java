package org.chartroom.api.patients;

import java.time.Clock;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DuplicatePair;
import org.chartroom.models.record.Holds;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PatientMerge;
import org.chartroom.models.record.PatientMerges;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.jspecify.annotations.Nullable;

/** Where two charts become one person's, and one chart becomes two again. */
final class MergeDesk {
    private static final String KIND = "patient";
    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);
    private static final int LONGEST_REASON = 500;

    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final PatientDirectory directory;

    MergeDesk(Counter counter, PatientDirectory directory) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.directory = directory;
    }

    /**
     * What is to be merged.
     *
     * @param versions those that were looked at when it was decided
     * @param confirmed that they are one person though birth date and names are others
     */
    record Order(PatientId survivor, PatientId merged, String reason, Seen versions, boolean confirmed) {
        /** Versions of both records. */
        record Seen(int survivor, int merged) {}

        Order {
            if (survivor == null || merged == null) {
                throw new IllegalArgumentException("survivor and merged are needed");
            }
            reason = MergeDesk.reason(reason);
        }
    }

    /** Why it is done, as the histories of both charts show it. */
    static String reason(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("a reason is needed, of at most " + LONGEST_REASON + " characters");
        }
        return reason;
    }

    PatientMerges.Moved merge(Caller caller, Order order, @Nullable String key) {
        PatientMerges.Moved moved = store.write(records -> {
            Moving moving = new Moving();
            String id = Repeats.once(records, "merge", caller.id(), key, clock.instant(), () -> {
                moving.done = Optional.of(merge(records, caller, order));
                return moving.done.get().merge().id();
            });
            return moving.done.orElseGet(() -> repeated(records, order, id));
        });
        directory.refresh(order.merged());
        directory.refresh(order.survivor());
        return moved;
    }

    private static final class Moving {
        private Optional<PatientMerges.Moved> done = Optional.empty();
    }

    /** What a merge answers that was asked for again: it is done once. */
    private static PatientMerges.Moved repeated(Records records, Order order, String id) {
        PatientMerge merge = records.patientMerges().of(order.merged()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("This Idempotency-Key was used for another merge."));
        return new PatientMerges.Moved(merge, Map.of(), List.of(), List.of(), List.of());
    }

    private PatientMerges.Moved merge(Records records, Caller caller, Order order) {
        Patient survivor = seen(records, caller, order.survivor());
        Patient merged = seen(records, caller, order.merged());
        if (order.versions() == null) {
            throw new ProblemException(
                    Kind.PRECONDITION_REQUIRED, "Nothing was changed. Say in versions which records you looked at.");
        }
        Versions.check("\"" + order.versions().survivor() + "\"", survivor.version());
        Versions.check("\"" + order.versions().merged() + "\"", merged.version());
        if (survivor.restricted() || merged.restricted()) {
            throw new ConflictException("A restricted chart is not merged: who may open it would change. Lift the"
                    + " restriction first, or leave both as they are.");
        }
        records.holds().inForce(survivor.facility()).stream()
                .filter(hold -> hold.scope()
                        .patient()
                        .filter(held -> held.equals(survivor.id()) || held.equals(merged.id()))
                        .isPresent())
                .findFirst()
                .ifPresent(hold -> {
                    throw Holds.refusal("The charts are not merged", List.of(hold));
                });
        if (!order.confirmed() && differentPeople(survivor, merged)) {
            throw new ProblemException(
                    Kind.DIFFERENT_PEOPLE,
                    "Nothing was changed: birth date and name are both different. When it is one person all the same,"
                            + " confirm it and say why.");
        }
        Provenance by = new Provenance(clock.instant(), caller.actor(), order.reason());
        PatientMerges.Moved moved = records.patientMerges().merge(ids.get(), order.survivor(), order.merged(), by);
        decide(records, moved.merge(), DuplicatePair.State.MERGED, by);
        note(records, caller, moved, order.survivor(), "merged", order.confirmed());
        return moved;
    }

    PatientMerges.Moved unmerge(Caller caller, PatientId id, @Nullable String version, String reason) {
        PatientMerges.Moved moved = store.write(records -> {
            Patient merged = seen(records, caller, id);
            Versions.check(version, merged.version());
            Provenance by = new Provenance(clock.instant(), caller.actor(), reason);
            PatientMerges.Moved back = records.patientMerges().unmerge(id, by);
            decide(records, back.merge(), DuplicatePair.State.NOT_SAME, by);
            note(records, caller, back, id, "unmerged", false);
            return back;
        });
        directory.refresh(moved.merge().survivor());
        directory.refresh(id);
        return moved;
    }

    private static Patient seen(Records records, Caller caller, PatientId id) {
        return records.patients().find(id).filter(caller::maySee).orElseThrow(() -> ProblemException.notFound(KIND));
    }

    private void decide(Records records, PatientMerge merge, DuplicatePair.State state, Provenance by) {
        DuplicatePair pair = records.duplicates()
                .between(merge.survivor(), merge.merged())
                .orElseGet(() -> DuplicatePair.found(ids.get(), merge.survivor(), merge.merged(), 0, Map.of()));
        records.duplicates().decide(pair.in(state), by);
    }

    /** Both charts say it, and so does every document that went from one to the other. */
    private void note(
            Records records, Caller caller, PatientMerges.Moved moved, PatientId to, String what, boolean confirmed) {
        Map<String, String> details = new HashMap<>();
        details.put("what", what);
        details.put("merge", moved.merge().id());
        details.put("survivor", moved.merge().survivor().value());
        details.put("merged", moved.merge().merged().value());
        if (confirmed) {
            details.put("confirmed", "birth date and name differ");
        }
        moved.moved().forEach((table, rows) -> details.put("moved " + table, "" + rows));
        for (PatientId each : List.of(moved.merge().survivor(), moved.merge().merged())) {
            trail.append(records, caller, AuditAction.CHANGE, KIND, each.value(), Optional.of(each), details);
        }
        for (DocumentId document : moved.documents()) {
            trail.append(
                    records,
                    caller,
                    AuditAction.FILE,
                    "document",
                    document.value(),
                    Optional.of(to),
                    Map.of(what, moved.merge().id()));
        }
    }

    /** Neither the birth date nor any of the names is the same; January 1st stands where nobody knew the day. */
    private static boolean differentPeople(Patient one, Patient other) {
        boolean otherDay = !one.birthDate().equals(other.birthDate())
                && !MonthDay.from(one.birthDate()).equals(NEW_YEAR)
                && !MonthDay.from(other.birthDate()).equals(NEW_YEAR);
        return otherDay && names(one).noneMatch(name -> names(other).anyMatch(name::equals));
    }

    private static Stream<String> names(Patient patient) {
        return Stream.concat(
                        Stream.of(patient.name()),
                        patient.particulars().names().stream().map(OtherName::name))
                .map(MergeDesk::called);
    }

    private static String called(PersonName name) {
        return (name.family() + "|" + name.given()).toLowerCase(Locale.ROOT);
    }
}
