package org.chartroom.models.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When reviews are due. */
class ReviewRulesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static ReviewRules closedOn(String... days) {
        ReviewRules shipped = ReviewRules.SHIPPED;
        return new ReviewRules(
                shipped.due(),
                shipped.workingDays(),
                java.util.Arrays.stream(days).map(LocalDate::parse).collect(java.util.stream.Collectors.toSet()),
                shipped.rules(),
                shipped.covers(),
                0);
    }

    private static Instant due(ReviewRules rules, Priority priority, String at) {
        return rules.due(priority, Instant.parse(at), NEW_YORK);
    }

    @Test
    void hoursRunThroughNightsAndWeekends() {
        assertThat(due(ReviewRules.SHIPPED, Priority.STAT, "2026-03-06T23:00:00Z"))
                .isEqualTo("2026-03-07T03:00:00Z");
        assertThat(due(ReviewRules.SHIPPED, Priority.URGENT, "2026-03-06T23:00:00Z"))
                .isEqualTo("2026-03-07T23:00:00Z");
    }

    @Test
    void workingDaysLeaveOutTheWeekendAndKeepTheTimeOfDayOverAChangeOfTheClocks() {
        // Thursday noon in New York; the clocks change on Sunday.
        assertThat(due(ReviewRules.SHIPPED, Priority.ROUTINE, "2026-03-05T17:00:00Z"))
                .isEqualTo("2026-03-10T16:00:00Z");
        // A Saturday counts from Monday on.
        assertThat(due(ReviewRules.SHIPPED, Priority.ROUTINE, "2026-03-14T16:00:00Z"))
                .isEqualTo("2026-03-18T16:00:00Z");
    }

    @Test
    void daysOnWhichTheOfficeIsClosedAreLeftOut() {
        assertThat(due(closedOn("2026-12-24", "2026-12-25"), Priority.ROUTINE, "2026-12-22T15:00:00Z"))
                .isEqualTo("2026-12-29T15:00:00Z");
    }

    @Test
    void rulesThatContradictEachOtherAreRefused() {
        ReviewRules shipped = ReviewRules.SHIPPED;
        ReviewRules.Rule rule = new ReviewRules.Rule("11502-2", Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> new ReviewRules(
                        shipped.due(), shipped.workingDays(), Set.of(), List.of(rule, rule), List.of(), 0))
                .hasMessageContaining("two rules for the type 11502-2");
        UserId ana = new UserId("ana");
        assertThatThrownBy(() -> new ReviewRules(
                        shipped.due(),
                        shipped.workingDays(),
                        Set.of(),
                        List.of(),
                        List.of(new ReviewRules.Cover(ana, ana)),
                        0))
                .hasMessageContaining("covers for themselves");
        assertThatThrownBy(() -> new ReviewRules(Map.of(), shipped.workingDays(), Set.of(), List.of(), List.of(), 0))
                .hasMessageContaining("ROUTINE, URGENT and STAT");
    }
}
