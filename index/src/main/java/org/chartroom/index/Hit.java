package org.chartroom.index;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Stage;

/**
 * One document found, at its best page. Its particulars are as indexed, at most a moment behind the store.
 *
 * @param page the best page's number
 * @param score how well it matches, 0 or more; only comparable within one answer
 * @param snippet a piece of the page's text around the best hits; empty when the page has no text
 * @param places where the hits are
 * @param meant whether it was found for what it means only; its snippet is then the passage that is nearest
 * @param lacks words that were asked for and are not on the page, as typed; empty for most
 */
public record Hit(
        DocumentId document,
        int page,
        double score,
        String title,
        DocumentKind kind,
        Stage stage,
        Optional<DocumentType> type,
        Optional<LocalDate> date,
        String author,
        Optional<IndexedPatient> patient,
        List<Fragment> snippet,
        Places places,
        boolean meant,
        List<String> lacks) {
    public Hit {
        snippet = List.copyOf(snippet);
        lacks = List.copyOf(lacks);
    }
}
