package org.chartroom.api.retention;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells when a record may go: on the last of the days on which the rules that apply let it go. Whatever is not known keeps
 * it. Pure: the same schedule and facts give the same answer at any time.
 */
public final class RetentionClock {
    private final Schedule schedule;

    public RetentionClock(Schedule schedule) {
        this.schedule = schedule;
    }

    /** How long a record with these facts is kept. */
    public Span spanOf(Facts facts) {
        if (facts.recordClass().isEmpty()) {
            return new Span.NotDue("Its type is not known, or is in no class of the schedule.", Optional.empty());
        }
        if (facts.born().isEmpty()) {
            return new Span.NotDue("It is in no chart, or the patient's birth date is not known.", Optional.empty());
        }
        if (schedule.jurisdictions().isEmpty()) {
            return new Span.NotDue("The office has not said yet which jurisdictions it is under.", Optional.empty());
        }
        List<RetentionRule> rules = schedule.rulesFor(facts.recordClass().get());
        if (rules.isEmpty()) {
            return new Span.NotDue(
                    "No rule of the schedule is about records of class '"
                            + facts.recordClass().get() + "'.",
                    Optional.empty());
        }
        if (rules.stream().noneMatch(RetentionRule::confirmed)) {
            return new Span.NotDue(
                    "The rules for class '" + facts.recordClass().get()
                            + "' were not confirmed at their source by the office.",
                    Optional.empty());
        }
        List<Span> spans = rules.stream().map(rule -> spanOf(rule, facts)).toList();
        return spans.stream()
                .filter(Span.NotDue.class::isInstance)
                .findFirst()
                .orElseGet(() -> spans.stream()
                        .map(Span.Until.class::cast)
                        .max(Comparator.comparing(Span.Until::on))
                        .orElseThrow());
    }

    private Span spanOf(RetentionRule rule, Facts facts) {
        LocalDate born = facts.born().orElseThrow();
        if (rule.period().forEver()) {
            return new Span.NotDue("It is kept for ever (" + rule.citation() + ").", Optional.of(rule));
        }
        LocalDate ofAge = after(born, schedule.ageOfMajority());
        Optional<LocalDate> trigger = switch (rule.trigger()) {
            case LAST_VISIT -> facts.lastVisit();
            case DOCUMENT_DATE -> facts.dated();
            case CREATION -> Optional.of(facts.cameIn());
            case DEATH -> facts.died();
            case MAJORITY -> Optional.of(ofAge);
        };
        if (trigger.isEmpty()) {
            return new Span.NotDue(unknown(rule), Optional.of(rule));
        }
        LocalDate from = trigger.get();
        LocalDate on = after(from, rule.period().years());
        return switch (rule.minors()) {
            case Minors.Same _ -> new Span.Until(on, rule, from);
            case Minors.UntilOfAge until -> {
                LocalDate grown = after(ofAge, until.years());
                yield grown.isAfter(on) ? new Span.Until(grown, rule, ofAge) : new Span.Until(on, rule, from);
            }
            case Minors.Unsaid _
            when from.isBefore(ofAge) ->
                new Span.NotDue(
                        "The patient was under age, and of minors rule '" + rule.id() + "' says nothing.",
                        Optional.of(rule));
            case Minors.Unsaid _ -> new Span.Until(on, rule, from);
        };
    }

    private static String unknown(RetentionRule rule) {
        return switch (rule.trigger()) {
            case DEATH ->
                "The patient is not known to have died, and rule '" + rule.id() + "' keeps it from the death on.";
            case LAST_VISIT, DOCUMENT_DATE, CREATION, MAJORITY ->
                "It is not known when its time began: rule '" + rule.id() + "' counts from "
                        + rule.trigger().words() + ".";
        };
    }

    /** Who was born on 29 February is a year older on 1 March in other years: a day longer, never shorter. */
    private static LocalDate after(LocalDate from, int years) {
        LocalDate then = from.plusYears(years);
        return then.getDayOfMonth() < from.getDayOfMonth() ? then.plusDays(1) : then;
    }
}
