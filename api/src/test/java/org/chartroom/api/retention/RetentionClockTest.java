package org.chartroom.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** When records may go. */
class RetentionClockTest {
    private static final LocalDate ADULT = LocalDate.of(1970, 5, 1);
    private static final LocalDate CHILD = LocalDate.of(2012, 2, 29);
    private static final LocalDate VISIT = LocalDate.of(2016, 3, 10);
    private static final LocalDate DATED = LocalDate.of(2015, 1, 5);
    private static final LocalDate CAME_IN = LocalDate.of(2016, 3, 12);

    private static Facts facts(String recordClass, LocalDate born) {
        return new Facts(
                Optional.of(recordClass),
                Optional.of(born),
                Optional.empty(),
                Optional.of(VISIT),
                Optional.of(DATED),
                CAME_IN);
    }

    private static Schedule shipped(String... jurisdictions) {
        return new SiteSchedule(Set.of(jurisdictions), Set.of(), List.of(), Map.of(), Map.of(), null, false)
                .on(ShippedSchedule.read(), 1);
    }

    private static Schedule of(RetentionRule... rules) {
        return new Schedule(1, Set.of("X"), List.of(rules), Map.of(), Map.of(), Optional.empty(), false);
    }

    private static RetentionRule rule(String id, Trigger trigger, String period, String minors) {
        return new RetentionRule(id, "chart", "X", trigger, Keeping.of(period), Minors.of(minors), "a source", true);
    }

    private static Object said(Schedule schedule, Facts facts) {
        return switch (new RetentionClock(schedule).spanOf(facts)) {
            case Span.Until until -> until.on() + " " + until.rule().id();
            case Span.NotDue not -> not.why();
        };
    }

    @Example
    void theRulesThatShipSayWhatTheirSourcesSay() {
        assertThat(said(shipped("US", "US-CA"), facts("chart", ADULT))).isEqualTo("2023-03-10 us-ca-22ccr72543");
        // Born on 29 February: of age on 1 March 2030, and one year more.
        assertThat(said(shipped("US", "US-CA"), facts("chart", CHILD))).isEqualTo("2031-03-01 us-ca-22ccr72543");
        assertThat(said(shipped("US-CO"), facts("chart", ADULT))).isEqualTo("2026-03-10 us-co-hospital");
        assertThat(said(shipped("US", "US-CA", "US-CO"), facts("chart", ADULT)))
                .as("the longest wins")
                .isEqualTo("2026-03-10 us-co-hospital");
        assertThat(said(shipped("US"), facts("authorization", ADULT))).isEqualTo("2022-03-12 us-hipaa-authorization");
        assertThat(said(shipped("US"), facts("privacy-notice", CHILD))).isEqualTo("2022-03-12 us-hipaa-privacy-notice");
    }

    @Example
    void whatIsNotKnownIsNeverDueAndSaysWhy() {
        Facts known = facts("chart", ADULT);
        Schedule california = shipped("US-CA");
        assertThat(said(
                        california,
                        new Facts(
                                Optional.empty(),
                                known.born(),
                                known.died(),
                                known.lastVisit(),
                                known.dated(),
                                CAME_IN)))
                .isEqualTo("Its type is not known, or is in no class of the schedule.");
        assertThat(said(
                        california,
                        new Facts(
                                known.recordClass(),
                                Optional.empty(),
                                known.died(),
                                known.lastVisit(),
                                known.dated(),
                                CAME_IN)))
                .isEqualTo("It is in no chart, or the patient's birth date is not known.");
        assertThat(said(
                        california,
                        new Facts(
                                known.recordClass(),
                                known.born(),
                                known.died(),
                                Optional.empty(),
                                known.dated(),
                                CAME_IN)))
                .isEqualTo("It is not known when its time began: rule 'us-ca-22ccr72543' counts from the last visit.");
        assertThat(said(shipped(), known)).isEqualTo("The office has not said yet which jurisdictions it is under.");
        assertThat(said(california, facts("administrative", ADULT)))
                .isEqualTo("No rule of the schedule is about records of class 'administrative'.");
        assertThat(said(shipped("US-MEDICARE-ADVANTAGE"), known))
                .isEqualTo("The rules for class 'chart' were not confirmed at their source by the office.");
        assertThat(said(shipped("US-CO"), facts("chart", CHILD)))
                .isEqualTo("The patient was under age, and of minors rule 'us-co-hospital' says nothing.");
    }

    @Example
    void aPeriodRunsFromItsTrigger() {
        assertThat(said(of(rule("r", Trigger.DOCUMENT_DATE, "P3Y", "same")), facts("chart", ADULT)))
                .isEqualTo("2018-01-05 r");
        assertThat(said(of(rule("r", Trigger.CREATION, "P3Y", "same")), facts("chart", ADULT)))
                .isEqualTo("2019-03-12 r");
        assertThat(said(of(rule("r", Trigger.MAJORITY, "P5Y", "same")), facts("chart", CHILD)))
                .isEqualTo("2035-03-01 r");
        Facts living = facts("chart", ADULT);
        assertThat(said(of(rule("r", Trigger.DEATH, "P5Y", "same")), living))
                .isEqualTo("The patient is not known to have died, and rule 'r' keeps it from the death on.");
        Facts dead = new Facts(
                living.recordClass(),
                living.born(),
                Optional.of(LocalDate.of(2017, 6, 1)),
                living.lastVisit(),
                living.dated(),
                CAME_IN);
        assertThat(said(of(rule("r", Trigger.DEATH, "P5Y", "same")), dead)).isEqualTo("2022-06-01 r");
        assertThat(said(of(rule("r", Trigger.LAST_VISIT, "permanent", "same")), living))
                .isEqualTo("It is kept for ever (a source).");
    }

    @Example
    void theOfficeReplacesAndConfirmsRulesThatShip() {
        RetentionRule own = new RetentionRule(
                "us-co-hospital",
                "chart",
                "US-CO",
                Trigger.LAST_VISIT,
                Keeping.of("P10Y"),
                Minors.of("majority+10"),
                "read by the office",
                true);
        SiteSchedule site = new SiteSchedule(
                Set.of("US-CO", "US-MEDICARE-ADVANTAGE"),
                Set.of("us-medicare-advantage"),
                List.of(own),
                Map.of("99999-9", "chart"),
                Map.of(),
                90,
                true);
        Schedule schedule = site.on(ShippedSchedule.read(), 4);
        assertThat(schedule.rules()).hasSize(ShippedSchedule.read().rules().size());
        assertThat(schedule.rulesFor("chart"))
                .allMatch(RetentionRule::confirmed)
                .contains(own);
        assertThat(schedule.classOf("99999-9")).contains("chart");
        assertThat(said(
                        of(
                                own.minors() instanceof Minors.UntilOfAge
                                        ? rule("r", Trigger.LAST_VISIT, "P1Y", "majority+10")
                                        : own),
                        facts("chart", CHILD)))
                .isEqualTo("2040-03-01 r");
        assertThat(site.doubts(ShippedSchedule.read())).isEmpty();
    }

    @Property(tries = 300)
    void addingARuleNeverShortens(
            @ForAll("rules") List<RetentionRule> rules,
            @ForAll("rule") RetentionRule more,
            @ForAll("facts") Facts facts) {
        if (new RetentionClock(schedule(rules)).spanOf(facts) instanceof Span.Until before) {
            List<RetentionRule> longer = new ArrayList<>(rules);
            longer.add(more);
            switch (new RetentionClock(schedule(longer)).spanOf(facts)) {
                case Span.Until after -> assertThat(after.on()).isAfterOrEqualTo(before.on());
                case Span.NotDue _ -> {}
            }
        }
    }

    @Property(tries = 300)
    void minorsAreKeptUntilTheyAreOfAgeAndTheYearsOfTheRule(
            @ForAll("facts") Facts facts, @ForAll("years") int years, @ForAll("years") int after) {
        RetentionRule rule = rule("r", Trigger.CREATION, "P" + (years + 1) + "Y", "majority+" + after);
        if (new RetentionClock(of(rule)).spanOf(facts) instanceof Span.Until until) {
            assertThat(until.on()).isAfterOrEqualTo(facts.born().orElseThrow().plusYears(18L + after));
            assertThat(until.on()).isAfterOrEqualTo(facts.cameIn().plusYears(years + 1L));
        }
    }

    private static Schedule schedule(List<RetentionRule> rules) {
        return new Schedule(1, Set.of("X"), rules, Map.of(), Map.of(), Optional.empty(), false);
    }

    @Provide
    Arbitrary<Integer> years() {
        return Arbitraries.integers().between(0, 30);
    }

    @Provide
    Arbitrary<RetentionRule> rule() {
        return Combinators.combine(
                        Arbitraries.of(Trigger.values()),
                        Arbitraries.of("P1Y", "P7Y", "P10Y", "P25Y", "permanent"),
                        Arbitraries.of("same", "unsaid", "majority+0", "majority+3"),
                        Arbitraries.of(true, true, false))
                .as((trigger, period, minors, confirmed) -> new RetentionRule(
                        "r-" + trigger.code() + period + minors.replace('+', '-'),
                        "chart",
                        "X",
                        trigger,
                        Keeping.of(period),
                        Minors.of(minors),
                        "a source",
                        confirmed));
    }

    @Provide
    Arbitrary<List<RetentionRule>> rules() {
        return rule().list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<Facts> facts() {
        Arbitrary<LocalDate> days = Arbitraries.integers()
                .between(0, 365 * 80)
                .map(day -> LocalDate.of(1940, 1, 1).plusDays(day));
        return Combinators.combine(days, days.optional(), days.optional(), days.optional(), days)
                .as((born, died, visit, dated, cameIn) ->
                        new Facts(Optional.of("chart"), Optional.of(born), died, visit, dated, cameIn));
    }
}
