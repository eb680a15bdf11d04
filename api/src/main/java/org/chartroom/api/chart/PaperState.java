package org.chartroom.api.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.ChartRules;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;

/**
 * A paper that a patient must have, as it is on a day.
 *
 * @param what as people call it
 * @param document the latest one; empty when there is none
 * @param date of the latest one
 * @param goodUntil the last day it is good for; empty when there is none, or it never runs out
 */
public record PaperState(
        String what,
        State state,
        Optional<DocumentId> document,
        Optional<LocalDate> date,
        Optional<LocalDate> goodUntil) {
    /** How a paper stands. */
    public enum State {
        GOOD,
        EXPIRED,
        MISSING
    }

    /** All that the rules ask for, as they are on a day. */
    public static List<PaperState> of(ChartPapers papers, ChartRules rules, LocalDate day) {
        return rules.valid().stream().map(rule -> of(papers, rule, day)).toList();
    }

    private static PaperState of(ChartPapers papers, ChartRules.Valid rule, LocalDate day) {
        Optional<Document> latest = papers.filedAs(rule.types()).stream().findFirst();
        if (latest.isEmpty()) {
            return new PaperState(rule.what(), State.MISSING, Optional.empty(), Optional.empty(), Optional.empty());
        }
        LocalDate date = papers.day(latest.get());
        Optional<LocalDate> goodUntil =
                rule.months() == 0 ? Optional.empty() : Optional.of(date.plusMonths(rule.months()));
        State state = goodUntil.filter(last -> last.isBefore(day)).isPresent() ? State.EXPIRED : State.GOOD;
        return new PaperState(rule.what(), state, latest.map(Document::id), Optional.of(date), goodUntil);
    }

    /** Whether somebody has to ask the patient for it. */
    public boolean isToBeAskedFor() {
        return state != State.GOOD;
    }
}
