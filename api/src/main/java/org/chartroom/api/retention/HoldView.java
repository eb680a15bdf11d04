package org.chartroom.api.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Hold;
import org.chartroom.models.record.HoldId;
import org.chartroom.models.record.HoldScope;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserId;

/**
 * A legal hold as it is answered.
 *
 * @param inForce whether it still keeps what it is over
 * @param waiting whether a second person is asked for
 */
record HoldView(
        HoldId id,
        Scope scope,
        String matter,
        String reason,
        Hold.State state,
        boolean inForce,
        boolean waiting,
        By setBy,
        List<Step> steps,
        int version) {
    /** What it is over; parts that are there have to fit all. */
    record Scope(
            Optional<PatientId> patientId,
            Optional<String> patientName,
            Optional<String> mrn,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            String author,
            Optional<Channel> channel,
            Set<DocumentId> documents) {}

    /** What was done with it. */
    record Step(Hold.Step.Kind kind, UserId user, String name, Role role, Instant at, String reason) {}

    static HoldView of(Records records, Hold hold) {
        HoldScope scope = hold.scope();
        Optional<Patient> patient =
                scope.patient().flatMap(id -> records.patients().find(id));
        return new HoldView(
                hold.id(),
                new Scope(
                        scope.patient(),
                        patient.map(each -> each.name().display()),
                        patient.map(Patient::mrn),
                        scope.from(),
                        scope.to(),
                        scope.author(),
                        scope.channel(),
                        scope.documents()),
                hold.matter(),
                hold.reason(),
                hold.state(),
                hold.inForce(),
                hold.state() == Hold.State.TO_CONFIRM || hold.state() == Hold.State.LIFT_ASKED,
                By.of(hold.setBy(), hold.setAt()),
                hold.steps().stream()
                        .map(step -> new Step(
                                step.kind(),
                                step.by().user(),
                                step.by().name(),
                                step.by().role(),
                                step.at(),
                                step.reason()))
                        .toList(),
                hold.version());
    }
}
