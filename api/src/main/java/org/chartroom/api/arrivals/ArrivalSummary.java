package org.chartroom.api.arrivals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.documents.DocumentSummary;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.Progress;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;

/**
 * An arrival as lists show it.
 *
 * @param state {@code waiting}, {@code working}, {@code done}, {@code needs-person} or {@code quarantined}
 * @param progress of all its documents together, while there is work
 */
record ArrivalSummary(
        ArrivalId id,
        ArrivalKind kind,
        Channel channel,
        String name,
        String sender,
        long bytes,
        String sha256,
        Instant receivedAt,
        Optional<ArrivalId> duplicateOf,
        String state,
        String stateReason,
        Optional<Progress> progress,
        Counts pages,
        List<DocumentSummary> documents) {
    /** What became of its pages so far. */
    record Counts(int received, int inDocuments, int separators, int blanks, int rejected) {
        static Counts of(List<LedgerEntry> ledger) {
            int inDocuments = 0;
            int separators = 0;
            int blanks = 0;
            int rejected = 0;
            for (LedgerEntry entry : ledger) {
                switch (entry.disposition()) {
                    case PageDisposition.InDocument _ -> inDocuments++;
                    case PageDisposition.Separator _ -> separators++;
                    case PageDisposition.Blank _ -> blanks++;
                    case PageDisposition.Rejected _ -> rejected++;
                }
            }
            return new Counts(ledger.size(), inDocuments, separators, blanks, rejected);
        }
    }

    static ArrivalSummary of(Records records, Caller caller, Arrival arrival, List<LedgerEntry> ledger) {
        List<Document> documents = records.documents().ofArrival(arrival.id());
        Optional<Document> telling = telling(documents);
        return new ArrivalSummary(
                arrival.id(),
                arrival.kind(),
                arrival.channel(),
                arrival.name(),
                arrival.sender(),
                arrival.original().bytes(),
                arrival.original().sha256(),
                arrival.receivedAt(),
                arrival.duplicateOf(),
                state(documents),
                telling.map(Document::stageReason).orElse(""),
                progress(records, documents),
                Counts.of(ledger),
                documents.stream()
                        .filter(document -> document.stage() != Stage.MERGED)
                        .filter(document -> Access.maySee(records, caller, document))
                        .map(document -> DocumentSummary.of(records, document))
                        .toList());
    }

    static String state(List<Document> documents) {
        if (documents.stream().anyMatch(each -> each.stage().isWork())) {
            return documents.stream()
                            .filter(each -> each.stage().isWork())
                            .allMatch(each -> each.stage() == Stage.RECEIVED)
                    ? "waiting"
                    : "working";
        }
        if (has(documents, Stage.QUARANTINED)) {
            return "quarantined";
        }
        return has(documents, Stage.NEEDS_PERSON) ? "needs-person" : "done";
    }

    private static boolean has(List<Document> documents, Stage stage) {
        return documents.stream().anyMatch(each -> each.stage() == stage);
    }

    private static Optional<Document> telling(List<Document> documents) {
        for (Stage stage : List.of(Stage.QUARANTINED, Stage.NEEDS_PERSON, Stage.RECEIVED)) {
            Optional<Document> first =
                    documents.stream().filter(each -> each.stage() == stage).findFirst();
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    private static Optional<Progress> progress(Records records, List<Document> documents) {
        List<Progress> all = documents.stream()
                .flatMap(each -> DocumentSummary.progress(records, each).stream())
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Progress(
                        all.stream().mapToInt(Progress::done).sum(),
                        all.stream().mapToInt(Progress::of).sum()));
    }
}
