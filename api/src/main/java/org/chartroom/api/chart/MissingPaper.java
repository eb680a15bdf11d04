package org.chartroom.api.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.ChartRules;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Encounter;
import org.chartroom.models.record.EncounterId;

/**
 * A paper that a visit should have left in the chart by now.
 *
 * @param what as people call it
 * @param encounterId the visit
 * @param visit its kind
 * @param visitAt when it began
 * @param due since when it is missing
 * @param unsigned a dictation of that day that only needs to be signed
 */
public record MissingPaper(
        String what,
        EncounterId encounterId,
        String visit,
        Instant visitAt,
        Instant due,
        Optional<DocumentId> unsigned) {
    private static final String EVERY_VISIT = "*";

    /** What is missing at a moment, in the order of the visits. */
    public static List<MissingPaper> of(List<Encounter> visits, ChartPapers papers, ChartRules rules, Instant now) {
        List<MissingPaper> missing = new ArrayList<>();
        for (Encounter visit : visits) {
            for (ChartRules.Expected expected : rules.expected()) {
                Instant due = visit.end().orElse(visit.start()).plus(Duration.ofHours(expected.hours()));
                if (isAbout(expected, visit) && due.isBefore(now) && !isThere(expected, visit, papers)) {
                    missing.add(new MissingPaper(
                            expected.what(),
                            visit.id(),
                            visit.kind(),
                            visit.start(),
                            due,
                            papers.unsigned().stream()
                                    .filter(each -> isOfVisit(each, visit, papers))
                                    .map(Document::id)
                                    .findFirst()));
                }
            }
        }
        return List.copyOf(missing);
    }

    private static boolean isAbout(ChartRules.Expected expected, Encounter visit) {
        return expected.visit().equals(EVERY_VISIT)
                || expected.visit().strip().equalsIgnoreCase(visit.kind().strip());
    }

    private static boolean isThere(ChartRules.Expected expected, Encounter visit, ChartPapers papers) {
        return papers.filedAs(expected.types()).stream().anyMatch(each -> isOfVisit(each, visit, papers));
    }

    /** Filed into it, or into none and of its days. */
    private static boolean isOfVisit(Document document, Encounter visit, ChartPapers papers) {
        if (document.encounter().isPresent()) {
            return document.encounter().get().equals(visit.id());
        }
        LocalDate day = papers.day(document);
        LocalDate first = visit.start().atZone(papers.zone()).toLocalDate();
        LocalDate last = visit.end().orElse(visit.start()).atZone(papers.zone()).toLocalDate();
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
