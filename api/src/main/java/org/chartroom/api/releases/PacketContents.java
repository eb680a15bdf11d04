package org.chartroom.api.releases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.PageChoice;
import org.chartroom.release.redaction.Bookmark;

/**
 * What a packet's list of contents says: its documents by kind and date only, in the order of their pages.
 *
 * @param parts first first
 */
record PacketContents(List<Part> parts) {
    PacketContents {
        parts = List.copyOf(parts);
    }

    /**
     * Pages of one document that follow one another.
     *
     * @param first of the pages that go, from 1
     * @param last included
     */
    record Part(DocumentId document, String title, int first, int last) {
        String line() {
            return title + (first == last ? ": page " + first : ": pages " + first + " to " + last);
        }
    }

    static PacketContents of(Records records, List<PageChoice> going) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < going.size(); i++) {
            DocumentId document = going.get(i).facts().ref().document();
            int page = i + 1;
            if (!parts.isEmpty() && parts.getLast().document().equals(document)) {
                Part begun = parts.removeLast();
                parts.add(new Part(document, begun.title(), begun.first(), page));
            } else {
                parts.add(new Part(document, title(records.documents().find(document)), page, page));
            }
        }
        return new PacketContents(parts);
    }

    private static String title(Optional<Document> document) {
        String type =
                document.flatMap(Document::type).map(DocumentType::display).orElse("Document");
        String date = document.flatMap(Document::date).map(day -> ", " + day).orElse("");
        int room = Bookmark.LONGEST - date.length();
        return (type.length() <= room ? type : type.substring(0, room - 1) + ".") + date;
    }

    /** One line a part, under a heading. */
    String text() {
        List<String> lines = new ArrayList<>(List.of("Contents"));
        parts.forEach(part -> lines.add(part.line()));
        return String.join("\n", lines);
    }

    /** The title of the part that begins with this page, from 1. */
    Optional<String> beginningAt(int page) {
        return parts.stream()
                .filter(part -> part.first() == page)
                .map(Part::title)
                .findFirst();
    }
}
