package org.chartroom.release.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.DisclosureId;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Suspension;
import org.chartroom.release.RuleBook;

/** The account of disclosures that a patient may ask for, worked out from everything that was logged: 45 CFR 164.528. */
public final class Account {
    private static final int YEARS = 6;

    private final RuleBook book;
    private final ZoneId zone;

    public Account(RuleBook book, ZoneId zone) {
        this.book = book;
        this.zone = zone;
    }

    /**
     * A line of the report.
     *
     * @param first the first disclosure
     * @param count how many there were of the same to the same for the same
     * @param last when the last was
     */
    public record Line(Disclosure first, int count, Instant last) {}

    /**
     * The report, first first.
     *
     * @param logged everything of the patient
     * @param suspensions of agencies, that are in force are kept
     * @param askedOn the day on which the patient asks
     */
    public List<Line> report(List<Disclosure> logged, List<Suspension> suspensions, LocalDate askedOn) {
        List<Disclosure> shown = entries(logged, suspensions, askedOn);
        Map<List<Object>, List<Disclosure>> alike = new LinkedHashMap<>();
        for (Disclosure entry : shown) {
            alike.computeIfAbsent(key(entry), _ -> new ArrayList<>()).add(entry);
        }
        return alike.values().stream()
                .map(same ->
                        new Line(same.getFirst(), same.size(), same.getLast().at()))
                .toList();
    }

    /** The same without summing anything up, first first. */
    public List<Disclosure> entries(List<Disclosure> logged, List<Suspension> suspensions, LocalDate askedOn) {
        LocalDate from = askedOn.minusYears(YEARS);
        return current(logged).stream()
                .filter(this::isAccountable)
                .filter(entry -> !day(entry).isBefore(from) && !day(entry).isAfter(askedOn))
                .filter(entry -> suspensions.stream().noneMatch(each -> each.hides(entry, askedOn)))
                .sorted(Comparator.comparing(Disclosure::at))
                .toList();
    }

    /** Whether an account shows it: what was not permitted always, else by what right it left. */
    public boolean isAccountable(Disclosure entry) {
        return !entry.permitted() || book.of(entry.basis()).accountable();
    }

    /** What stands: without entries that another supersedes. */
    public static List<Disclosure> current(List<Disclosure> logged) {
        Set<DisclosureId> superseded = new HashSet<>();
        logged.forEach(entry -> entry.supersedes().ifPresent(superseded::add));
        return logged.stream().filter(entry -> !superseded.contains(entry.id())).toList();
    }

    /**
     * The last day on which the account is in time.
     *
     * @param extended whether the patient was told of the one extension
     */
    public LocalDate due(Instant asked, boolean extended) {
        RuleBook.ClockRules clock = book.clock("account");
        return LocalDate.ofInstant(asked, zone).plusDays(clock.days() + (extended ? clock.extension() : 0L));
    }

    /** Whether an account is free: the first in twelve months. */
    public static boolean isFree(LocalDate asked, List<LocalDate> given) {
        LocalDate yearBefore = asked.minusYears(1);
        return given.stream().noneMatch(day -> day.isAfter(yearBefore) && !day.isAfter(asked));
    }

    private LocalDate day(Disclosure entry) {
        return LocalDate.ofInstant(entry.at(), zone);
    }

    /** What was not permitted is never summed up with anything. */
    private static List<Object> key(Disclosure entry) {
        LawfulBasis basis = entry.basis();
        return entry.permitted()
                ? List.of(entry.recipient().name(), entry.recipient().address(), entry.purpose(), basis)
                : List.of(entry.id());
    }
}
