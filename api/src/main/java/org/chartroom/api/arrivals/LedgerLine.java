package org.chartroom.api.arrivals;

import java.util.Optional;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.PageDisposition;

/**
 * What became of one input page.
 *
 * @param file the document for which the input file was read
 * @param end {@code document}, {@code separator}, {@code blank} or {@code rejected}
 */
record LedgerLine(
        DocumentId file,
        int page,
        String end,
        Optional<DocumentId> documentId,
        Optional<Integer> documentPage,
        String value,
        String reason,
        String detail) {
    static LedgerLine of(LedgerEntry entry) {
        return switch (entry.disposition()) {
            case PageDisposition.InDocument in ->
                line(entry, "document", Optional.of(in.document()), Optional.of(in.page()), "", "", "");
            case PageDisposition.Separator separator ->
                line(entry, "separator", Optional.empty(), Optional.empty(), separator.value(), "", "");
            case PageDisposition.Blank blank ->
                line(entry, "blank", Optional.empty(), Optional.empty(), "", "", blank.detail());
            case PageDisposition.Rejected rejected ->
                line(
                        entry,
                        "rejected",
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        rejected.problem().code(),
                        rejected.detail());
        };
    }

    private static LedgerLine line(
            LedgerEntry entry,
            String end,
            Optional<DocumentId> document,
            Optional<Integer> page,
            String value,
            String reason,
            String detail) {
        return new LedgerLine(entry.source(), entry.sourcePage(), end, document, page, value, reason, detail);
    }
}
