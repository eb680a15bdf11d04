package org.chartroom.index;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Stage;

/**
 * A document as it goes into the index. Its text is indexed, not kept: snippets come from {@link PageTexts}.
 *
 * @param version the document's version in the store, for {@link SearchIndex#verify}
 * @param type empty until known
 * @param date date of service or of writing; where empty, searches by date use the day of {@code createdAt}
 * @param author as shown, empty until known
 * @param patient empty until it is filed
 * @param pages at least one; a document without pages (not read yet) has one with empty text if it shall be found by
 *     title
 */
public record IndexedDocument(
        DocumentId id,
        int version,
        FacilityId facility,
        DocumentKind kind,
        Stage stage,
        Optional<DocumentType> type,
        Optional<LocalDate> date,
        String author,
        String title,
        Optional<IndexedPatient> patient,
        Instant createdAt,
        Channel channel,
        List<IndexedPage> pages) {
    public IndexedDocument {
        pages = List.copyOf(pages);
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("an indexed document needs a page");
        }
    }
}
