package org.chartroom.api.releases;

import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.ReleaseState;
import org.chartroom.models.release.RequesterType;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.Standing;
import org.chartroom.release.Surroundings;
import org.chartroom.release.access.BusinessCalendar;
import org.chartroom.release.access.DueDates;

/**
 * A request in the queue.
 *
 * @param blocking the first step that lacks something
 * @param why what it lacks
 */
record ReleaseLine(
        String id,
        ReleaseState state,
        RequesterType type,
        String requester,
        Optional<String> patientName,
        Optional<String> mrn,
        LocalDate due,
        BusinessCalendar.Urgency urgency,
        int workingDaysLeft,
        Optional<String> blocking,
        Optional<String> why) {
    static ReleaseLine of(Records records, ReleaseRequest request, Surroundings now) {
        Standing standing = ReleaseDesk.standing(request, now);
        Optional<Patient> patient =
                request.patient().flatMap(id -> records.patients().find(id));
        LocalDate due = DueDates.due(request, now.book(), now.zone());
        return new ReleaseLine(
                request.id().value(),
                standing.state(),
                request.type(),
                request.requester(),
                patient.map(each -> each.name().display()),
                patient.map(Patient::mrn),
                due,
                BusinessCalendar.WEEKDAYS.urgency(now.today(), due),
                BusinessCalendar.WEEKDAYS.daysLeft(now.today(), due),
                standing.blocking().map(item -> item.step().title()),
                standing.blocking()
                        .flatMap(item -> item.reasons().stream().findFirst())
                        .map(reason -> reason.words()));
    }
}
