package org.chartroom.api.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Original;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.chartroom.models.text.PageProblem;

/**
 * Says when an original may be shredded: after the office's days, and only when every page that came in with it is in a chart
 * or accounted for, nothing of it is to be scanned again, and no hold lies on it.
 *
 * @param keepDays how long paper is kept after it was logged
 * @param zone where the office is: it says when a day begins
 */
record Shredding(int keepDays, ZoneId zone, Holds holds) {
    /** Somebody has said what becomes of its pages. */
    private static final Set<Stage> SETTLED =
            EnumSet.of(Stage.FILED, Stage.ENTERED_IN_ERROR, Stage.MISDIRECTED, Stage.DESTROYED);

    /** The first day on which it may be. */
    LocalDate from(Original original) {
        return original.loggedAt().atZone(zone).toLocalDate().plusDays(keepDays);
    }

    /** Everything that speaks against it now, in words without a full stop; empty when it may be shredded. */
    List<String> against(Records records, Original original, Instant now) {
        List<String> against = new ArrayList<>();
        LocalDate from = from(original);
        if (now.atZone(zone).toLocalDate().isBefore(from)) {
            against.add("It is kept until " + from);
        }
        holds.why(records, original.arrival()).ifPresent(against::add);
        List<LedgerEntry> ledger = records.arrivals().ledger(original.arrival());
        List<Document> documents = records.documents().ofArrival(original.arrival());
        if (ledger.isEmpty() || documents.stream().anyMatch(each -> each.stage().isWork())) {
            against.add("Not all of its pages are read yet");
        }
        int unfiled = 0;
        int lost = 0;
        Set<DocumentId> holders = new HashSet<>();
        documents.forEach(each -> holders.add(each.id()));
        for (LedgerEntry line : ledger) {
            switch (line.disposition()) {
                case PageDisposition.InDocument(DocumentId document, int _) -> {
                    holders.add(document);
                    if (!settled(records, document)) {
                        unfiled++;
                    }
                }
                case PageDisposition.Rejected(PageProblem problem, String _) -> {
                    // Taken out by a person is a decision; what the machine could not take is on the paper only.
                    if (problem != PageProblem.DROPPED) {
                        lost++;
                    }
                }
                case PageDisposition.Separator _, PageDisposition.Blank _ -> {}
            }
        }
        if (unfiled > 0) {
            against.add(
                    unfiled == 1
                            ? "One of its pages is in no chart yet"
                            : unfiled + " of its pages are in no chart yet");
        }
        if (lost > 0) {
            against.add(
                    lost == 1
                            ? "One of its pages could not be read in, so the paper is the only copy"
                            : lost + " of its pages could not be read in, so the paper is the only copy");
        }
        boolean again = holders.stream()
                .flatMap(each -> records.paper().rescansOf(each).stream())
                .anyMatch(each -> each.end().isEmpty());
        if (again) {
            against.add("Pages of it are to be scanned again");
        }
        return List.copyOf(against);
    }

    private static boolean settled(Records records, DocumentId document) {
        return records.documents()
                .find(document)
                .map(Document::stage)
                .filter(SETTLED::contains)
                .isPresent();
    }
}
