package org.chartroom.api.preparation;

import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.api.chart.ChartPapers;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;

/**
 * A document in a packet.
 *
 * @param day its date, or the day it came in
 */
record PacketPart(DocumentId id, String type, String title, LocalDate day, String author, int pages) {
    static PacketPart of(Document document, ChartPapers papers) {
        Optional<String> type = document.type().map(DocumentType::display);
        return new PacketPart(
                document.id(),
                type.orElse(document.title()),
                document.title(),
                papers.day(document),
                document.author(),
                document.pages());
    }
}
