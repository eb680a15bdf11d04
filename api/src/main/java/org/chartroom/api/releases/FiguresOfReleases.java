package org.chartroom.api.releases;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.ReleaseRequest;

/** How the desk does, month by month. Counts only: no figure names anybody. */
@Path("releases/figures")
@Produces(MediaType.APPLICATION_JSON)
public final class FiguresOfReleases {
    private static final int MONTHS = 12;
    private static final int AT_ONCE = 200;
    private static final Set<Aside.Kind> TURNED_DOWN =
            Set.of(Aside.Kind.DENIED, Aside.Kind.REJECTED, Aside.Kind.NO_RECORDS);

    private final ReleaseDeskCounter desk;
    private final Counter counter;

    FiguresOfReleases(ReleaseDeskCounter desk) {
        this.desk = desk;
        this.counter = desk.counter();
    }

    /** The last twelve months, the earliest first. */
    public record Figures(List<Month> months) {}

    /**
     * One month, by when requests came in.
     *
     * @param released how many of them have left
     * @param turnedDown how many were denied, rejected or had no records
     * @param late how many left after their due day, or have not left and are past it
     * @param medianDays from receipt to hand-over; empty while none left
     * @param nearMisses how many were stopped in time: a page of somebody else, a form that was revoked
     * @param wrongPerson how many were recalled
     */
    public record Month(
            String month,
            int received,
            int released,
            int turnedDown,
            int late,
            Optional<Double> medianDays,
            int nearMisses,
            int wrongPerson) {}

    @GET
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Figures figures(@Context ContainerRequestContext request) {
        Caller.of(request);
        LocalDate today = LocalDate.ofInstant(counter.clock().instant(), counter.zone());
        YearMonth first = YearMonth.from(today).minusMonths(MONTHS - 1L);
        Map<YearMonth, Tally> months = new TreeMap<>();
        for (int i = 0; i < MONTHS; i++) {
            months.put(first.plusMonths(i), new Tally());
        }
        counter.store().read(records -> {
            Optional<String> cursor = Optional.empty();
            boolean more = true;
            while (more) {
                Slice<ReleaseRequest> slice = records.releases().latest(counter.facility(), cursor, AT_ONCE);
                for (ReleaseRequest each : slice.items()) {
                    Tally tally = months.get(YearMonth.from(day(each.receipt().at())));
                    if (tally != null) {
                        count(each, today, tally);
                    }
                }
                cursor = slice.next();
                // They come by when they were received, so the first that is older ends it.
                more = cursor.isPresent()
                        && !YearMonth.from(day(slice.items().getLast().receipt().at()))
                                .isBefore(first);
            }
            return months;
        });
        List<Month> lines = new ArrayList<>();
        months.forEach((month, tally) -> lines.add(tally.month(month)));
        return new Figures(lines);
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, counter.zone());
    }

    private void count(ReleaseRequest request, LocalDate today, Tally tally) {
        LocalDate due = desk.due(request);
        Optional<LocalDate> left = request.handover().map(each -> day(each.at()));
        boolean over = request.closed()
                || request.aside().filter(each -> each.kind().isFinal()).isPresent();
        tally.received++;
        if (left.isPresent()) {
            tally.released++;
            tally.days.add(ChronoUnit.DAYS.between(day(request.receipt().at()), left.get()));
        }
        if (request.aside().filter(each -> TURNED_DOWN.contains(each.kind())).isPresent()) {
            tally.turnedDown++;
        }
        if (left.map(day -> day.isAfter(due)).orElse(!over && today.isAfter(due))) {
            tally.late++;
        }
        boolean stopped = request.steps().stream().anyMatch(step -> step.what().startsWith(CheckStep.NEAR_MISS));
        boolean revoked = request.steps().stream().anyMatch(step -> step.what().equals("revoked"));
        if (stopped || revoked && left.isEmpty()) {
            tally.nearMisses++;
        }
        if (request.aside()
                .filter(each -> each.kind() == Aside.Kind.BREACH_REVIEW)
                .isPresent()) {
            tally.wrongPerson++;
        }
    }

    private static final class Tally {
        private int received;
        private int released;
        private int turnedDown;
        private int late;
        private int nearMisses;
        private int wrongPerson;
        private final List<Long> days = new ArrayList<>();

        Month month(YearMonth month) {
            return new Month(month.toString(), received, released, turnedDown, late, median(), nearMisses, wrongPerson);
        }

        private Optional<Double> median() {
            if (days.isEmpty()) {
                return Optional.empty();
            }
            List<Long> sorted = days.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return Optional.of(
                    sorted.size() % 2 == 1
                            ? (double) sorted.get(middle)
                            : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0);
        }
    }
}
