package org.chartroom.api.retention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Hold;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Retention;
import org.chartroom.models.record.Stage;

/** Reckons for documents how long they are kept, within one transaction. */
final class Reckoning {
    /** Written where nobody knew the birth date; an index of today's office has nobody that old either. */
    private static final LocalDate PLACEHOLDER = LocalDate.of(1900, 1, 1);

    private final Records records;
    private final Schedule schedule;
    private final RetentionClock clock;
    private final ZoneId zone;
    private final LocalDate today;
    private final Map<PatientId, Optional<Chart>> charts;

    /** What is known of a patient, of whom a list meets many documents. */
    record Chart(Patient patient, Optional<LocalDate> lastVisit) {}

    /** @param zone where the office is: it says which day a visit was on */
    Reckoning(Records records, Schedule schedule, ZoneId zone, LocalDate today) {
        this(records, schedule, zone, today, new HashMap<>());
    }

    /** @param charts what former parts of the same list read of its patients; it is added to */
    Reckoning(
            Records records, Schedule schedule, ZoneId zone, LocalDate today, Map<PatientId, Optional<Chart>> charts) {
        this.charts = charts;
        this.records = records;
        this.schedule = schedule;
        this.clock = new RetentionClock(schedule);
        this.zone = zone;
        this.today = today;
    }

    /**
     * A document with how long it is kept.
     *
     * @param patient whose chart it is in
     */
    record Reckoned(Document document, Optional<Patient> patient, Optional<String> recordClass, Span span) {}

    Reckoned of(Document document) {
        Optional<Chart> chart = document.patient().flatMap(this::chart);
        Optional<String> recordClass = document.type().map(DocumentType::code).flatMap(schedule::classOf);
        Span span = document.stage() == Stage.FILED || document.stage() == Stage.ENTERED_IN_ERROR
                ? clock.spanOf(new Facts(
                        recordClass,
                        chart.map(each -> each.patient().birthDate()).filter(this::isKnown),
                        chart.flatMap(each -> each.patient().deceasedOn()),
                        chart.flatMap(Chart::lastVisit),
                        document.date(),
                        LocalDate.ofInstant(document.createdAt(), zone)))
                : new Span.NotDue("It is in no chart.", Optional.empty());
        return new Reckoned(document, chart.map(Chart::patient), recordClass, span);
    }

    /** Why it may not go today; empty when it may. Holds are asked too. */
    Optional<String> obstacle(Document document) {
        List<Hold> holds = records.holds().over(document.id());
        if (!holds.isEmpty()) {
            return Optional.of("Legal hold " + holds.getFirst().id() + " keeps it.");
        }
        return switch (of(document).span()) {
            case Span.NotDue not -> Optional.of(not.why());
            case Span.Until until ->
                until.on().isAfter(today) ? Optional.of("It is not due before " + until.on() + ".") : Optional.empty();
        };
    }

    private boolean isKnown(LocalDate born) {
        return born.isAfter(PLACEHOLDER) && !born.isAfter(today);
    }

    private Optional<Chart> chart(PatientId id) {
        return charts.computeIfAbsent(
                id,
                _ -> records.patients().find(id).map(patient -> {
                    Retention.LastSeen seen = records.retention().lastSeen(id);
                    Optional<LocalDate> visit = seen.encounter().map(at -> LocalDate.ofInstant(at, zone));
                    Optional<LocalDate> later = visit.isPresent()
                                    && seen.document().isPresent()
                                    && seen.document().get().isBefore(visit.get())
                            ? visit
                            : seen.document().or(() -> visit);
                    return new Chart(patient, later);
                }));
    }
}
