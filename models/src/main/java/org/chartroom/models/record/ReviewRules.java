package org.chartroom.models.record;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the office has decided about reviews: when they are due, what is routed by itself, who looks after whom.
 *
 * @param due the time there is, by priority
 * @param workingDays days of the week that count as working days
 * @param closed single days on which the office is closed
 * @param rules by type of document, at most one each
 * @param covers who takes over from whom
 * @param version counts the changes, from 1; used as ETag; 0 for what ships
 */
public record ReviewRules(
        Map<Priority, Span> due,
        Set<DayOfWeek> workingDays,
        Set<LocalDate> closed,
        List<Rule> rules,
        List<Cover> covers,
        int version) {
    private static final int MOST = 500;

    public ReviewRules {
        if (due.size() != Priority.values().length) {
            throw new IllegalArgumentException("due needs a time for ROUTINE, URGENT and STAT");
        }
        if (workingDays.isEmpty()) {
            throw new IllegalArgumentException("workingDays must name one day of the week at least");
        }
        if (rules.size() > MOST || covers.size() > MOST || closed.size() > MOST) {
            throw new IllegalArgumentException("rules, covers and closed have at most " + MOST + " lines each");
        }
        Set<String> types = new HashSet<>();
        for (Rule rule : rules) {
            if (!types.add(rule.type())) {
                throw new IllegalArgumentException("there are two rules for the type " + rule.type());
            }
        }
        Set<UserId> covered = new HashSet<>();
        for (Cover cover : covers) {
            if (cover.of().equals(cover.by())) {
                throw new IllegalArgumentException("nobody covers for themselves");
            }
            if (!covered.add(cover.of())) {
                throw new IllegalArgumentException("there are two covers for one clinician");
            }
        }
        due = Collections.unmodifiableMap(new EnumMap<>(due));
        workingDays = Collections.unmodifiableSet(EnumSet.copyOf(workingDays));
        closed = Collections.unmodifiableSet(new TreeSet<>(closed));
        rules = List.copyOf(rules);
        covers = List.copyOf(covers);
    }

    /**
     * What ships: STAT four hours, urgent a day, routine three working days, Monday to Friday; results, consults, letters and
     * discharge summaries go to the clinician of their visit. Starting points for an office to change, from no source.
     */
    public static final ReviewRules SHIPPED = new ReviewRules(
            Map.of(
                    Priority.STAT, new Span(4, Unit.HOURS),
                    Priority.URGENT, new Span(24, Unit.HOURS),
                    Priority.ROUTINE, new Span(3, Unit.WORKING_DAYS)),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            Set.of(),
            List.of(
                            "11502-2", "18748-4", "11526-1", "18725-2", "18747-6", "18755-9", "18760-9", "18782-3",
                            "24605-8", "11524-6", "42148-7", "11488-4", "57133-1", "18842-5", "51852-2")
                    .stream()
                    .map(type -> new Rule(type, Optional.empty(), Optional.empty()))
                    .toList(),
            List.of(),
            0);

    /** What a time is counted in. */
    public enum Unit {
        /** On the clock, nights and weekends too. */
        HOURS,
        /** To the same time of day, leaving out days on which the office does not work. */
        WORKING_DAYS
    }

    /** How long. */
    public record Span(int amount, Unit unit) {
        public Span {
            if (amount < 1 || amount > (unit == Unit.HOURS ? 24 * 365 : 250)) {
                throw new IllegalArgumentException("amount must be 1 or more, and a year at most");
            }
        }
    }

    /**
     * Documents of this type are routed when they are filed.
     *
     * @param type code of the document type
     * @param to whom; empty for the clinician of the visit the document is filed in
     * @param priority at least this
     */
    public record Rule(String type, Optional<UserId> to, Optional<Priority> priority) {
        public Rule {
            if (type.isBlank()) {
                throw new IllegalArgumentException("a rule needs the code of a document type");
            }
        }
    }

    /**
     * Late reviews of one go on the list of the other as well.
     *
     * @param of whose reviews
     * @param by who takes over
     */
    public record Cover(UserId of, UserId by) {}

    /** The rule for a type. */
    public Optional<Rule> rule(DocumentType type) {
        return rules.stream().filter(each -> each.type().equals(type.code())).findFirst();
    }

    /** Who takes over from somebody. */
    public Optional<UserId> cover(UserId of) {
        return covers.stream()
                .filter(each -> each.of().equals(of))
                .map(Cover::by)
                .findFirst();
    }

    /**
     * When something routed at a moment is due.
     *
     * @param zone where the office is
     */
    public Instant due(Priority priority, Instant routed, ZoneId zone) {
        Span span = Objects.requireNonNull(due.get(priority));
        return switch (span.unit()) {
            case HOURS -> routed.plusSeconds(span.amount() * 3_600L);
            case WORKING_DAYS -> {
                ZonedDateTime day = routed.atZone(zone);
                int left = span.amount();
                // A year of closed days ends it: then the office does not work at all.
                for (int i = 0; left > 0 && i < 2 * 366; i++) {
                    day = day.plusDays(1);
                    if (workingDays.contains(day.getDayOfWeek()) && !closed.contains(day.toLocalDate())) {
                        left--;
                    }
                }
                yield day.toInstant();
            }
        };
    }
}
