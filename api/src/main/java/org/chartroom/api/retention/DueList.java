package org.chartroom.api.retention;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Hold;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Stage;

/** Goes through all charts for what is due. Reads in small parts, so that nobody waits for it. */
public final class DueList {
    private static final int AT_ONCE = 500;
    private static final DocumentFilter IN_CHARTS = new DocumentFilter(
            Set.of(Stage.FILED, Stage.ENTERED_IN_ERROR), Set.of(), Optional.empty(), Optional.empty());

    private final RecordStore store;
    private final Schedules schedules;
    private final FacilityId facility;
    private final ZoneId zone;

    public DueList(RecordStore store, Schedules schedules, FacilityId facility, ZoneId zone) {
        this.store = store;
        this.schedules = schedules;
        this.facility = facility;
        this.zone = zone;
    }

    private static final class Month {
        private long due;
        private long held;
    }

    /**
     * What is due.
     *
     * @param by up to and including this day
     * @param open whether a patient's chart is open to who asks
     * @param cursor a former {@link DueView#next}
     */
    DueView upTo(LocalDate today, LocalDate by, Predicate<Patient> open, Optional<String> cursor, int limit) {
        Map<YearMonth, Month> months = new TreeMap<>();
        Map<String, Long> notDue = new LinkedHashMap<>();
        List<Due> found = new ArrayList<>();
        Map<PatientId, Optional<Reckoning.Chart>> charts = new HashMap<>();
        long due = 0;
        long held = 0;
        long closed = 0;
        Optional<String> from = Optional.empty();
        do {
            Optional<String> at = from;
            record Batch(List<Reckoned> reckoned, Optional<String> next) {}
            Batch batch = store.read(records -> {
                Slice<Document> slice = records.documents().latest(facility, IN_CHARTS, at, AT_ONCE);
                Reckoning reckoning = new Reckoning(records, schedules.now(records), zone, today, charts);
                boolean anyHold = !records.holds().inForce(facility).isEmpty();
                return new Batch(
                        slice.items().stream()
                                .map(document -> reckoned(records, reckoning.of(document), by, anyHold))
                                .toList(),
                        slice.next());
            });
            for (Reckoned each : batch.reckoned()) {
                switch (each.reckoned().span()) {
                    case Span.NotDue not -> notDue.merge(not.why(), 1L, Long::sum);
                    case Span.Until until
                    when !until.on().isAfter(by) -> {
                        Month month = months.computeIfAbsent(YearMonth.from(until.on()), _ -> new Month());
                        due++;
                        month.due++;
                        if (!each.holds().isEmpty()) {
                            held++;
                            month.held++;
                        }
                        if (each.reckoned().patient().map(open::test).orElse(true)) {
                            found.add(new Due(each, until));
                        } else {
                            closed++;
                        }
                    }
                    case Span.Until _ -> {}
                }
            }
            from = batch.next();
        } while (from.isPresent());
        found.sort(Comparator.comparing((Due each) -> each.until().on())
                .thenComparing(
                        each -> each.reckoned().reckoned().document().id().value()));
        int start = Math.min(found.size(), cursor.map(DueList::position).orElse(0));
        int end = Math.min(found.size(), start + limit);
        List<DueView.Item> items = store.read(records -> found.subList(start, end).stream()
                .map(each -> item(records, each))
                .toList());
        return new DueView(
                by,
                items,
                end < found.size() ? Optional.of("" + end) : Optional.empty(),
                due,
                held,
                closed,
                months.entrySet().stream()
                        .map(month -> new DueView.Month(
                                month.getKey().toString(), month.getValue().due, month.getValue().held))
                        .toList(),
                notDue.entrySet().stream()
                        .map(why -> new DueView.NotDue(why.getKey(), why.getValue()))
                        .sorted(Comparator.comparing(DueView.NotDue::documents).reversed())
                        .toList());
    }

    private record Reckoned(Reckoning.Reckoned reckoned, List<Hold> holds) {}

    /** A document that is due and open to who asks. */
    private record Due(Reckoned reckoned, Span.Until until) {}

    private static Reckoned reckoned(Records records, Reckoning.Reckoned each, LocalDate by, boolean anyHold) {
        boolean due = each.span() instanceof Span.Until until && !until.on().isAfter(by);
        return new Reckoned(
                each, due && anyHold ? records.holds().over(each.document().id()) : List.of());
    }

    private static DueView.Item item(Records records, Due due) {
        Reckoned each = due.reckoned();
        Span.Until until = due.until();
        Document document = each.reckoned().document();
        Optional<Patient> patient = each.reckoned().patient();
        return new DueView.Item(
                document.id(),
                document.title(),
                document.type().map(type -> type.display()),
                document.date(),
                document.pages(),
                document.patient(),
                patient.map(known -> known.name().display()),
                patient.map(Patient::mrn),
                each.reckoned().recordClass().orElse(""),
                until.rule().id(),
                until.rule().citation(),
                until.rule().trigger().words(),
                until.triggeredOn(),
                until.on(),
                each.holds().stream().map(Hold::id).toList(),
                records.retention().pendingFor(document.id()));
    }

    private static int position(String cursor) {
        try {
            return Math.max(0, Integer.parseInt(cursor));
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("The cursor is not one that this list gave out. Start at the beginning.");
        }
    }
}
