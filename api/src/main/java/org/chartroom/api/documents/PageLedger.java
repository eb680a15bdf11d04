package org.chartroom.api.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.Records;

/** Gathers what became of input pages in one transaction, whichever arrivals they came with. */
final class PageLedger {
    private final Records records;
    private final Map<DocumentId, ArrivalId> arrivals = new HashMap<>();
    private final List<LedgerEntry> lines = new ArrayList<>();

    PageLedger(Records records) {
        this.records = records;
    }

    /** These pages lie in this document, in this order. */
    void lie(DocumentId document, List<Page> pages) {
        for (int i = 0; i < pages.size(); i++) {
            left(pages.get(i).source(), pages.get(i).sourcePage(), new PageDisposition.InDocument(document, i + 1));
        }
    }

    /** This became of that page of a file. */
    void left(DocumentId source, int sourcePage, PageDisposition disposition) {
        ArrivalId arrival = arrivals.computeIfAbsent(
                source,
                id -> records.documents()
                        .find(id)
                        .map(Document::arrival)
                        .orElseThrow(() -> new IllegalStateException("a page came from a file that is not kept")));
        lines.add(new LedgerEntry(arrival, source, sourcePage, disposition));
    }

    void write() {
        records.arrivals().amendLedger(lines);
    }
}
