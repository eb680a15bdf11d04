package org.chartroom.api.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.ingest.pdf.Print;
import org.chartroom.models.record.Destruction;
import org.chartroom.models.record.DestructionItem;
import org.chartroom.models.record.Tombstone;

/** The certificate of a destruction as it is printed. It names no patient and says nothing that was in a document. */
final class Certificate {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MMMM d, uuuu, HH:mm z", Locale.US);

    private final ServerConfig.Office office;
    private final ZoneId zone;

    Certificate(ServerConfig.Office office) {
        this.office = office;
        this.zone = office.zoneId();
    }

    Print of(Destruction destruction) {
        List<Print.Paragraph> sheet = new ArrayList<>();
        add(sheet, Print.Style.TITLE, office.name());
        office.letterhead().forEach(line -> add(sheet, Print.Style.SMALL, line));
        add(sheet, Print.Style.RULE, "");
        add(sheet, Print.Style.TITLE, "Certificate of destruction");
        List<DestructionItem> gone = of(destruction, DestructionItem.State.DESTROYED);
        List<DestructionItem> kept = of(destruction, DestructionItem.State.KEPT);
        int pages = gone.stream()
                .flatMap(item -> item.tombstone().stream())
                .mapToInt(Tombstone::pages)
                .sum();
        add(
                sheet,
                Print.Style.TEXT,
                gone.size() + (gone.size() == 1 ? " document" : " documents") + " with " + pages
                        + (pages == 1 ? " page was" : " pages were") + " destroyed"
                        + destruction
                                .doneAt()
                                .map(at -> "; the destruction was complete on " + minute(at))
                                .orElse("; the destruction is not complete yet")
                        + ". Their text, images, sound and names were removed from the records, the search index and"
                        + " the stored files, and the index was checked.");
        add(sheet, Print.Style.TEXT, "Reason: " + destruction.reason());
        add(
                sheet,
                Print.Style.TEXT,
                "Proposed by: " + destruction.proposedBy().name() + " ("
                        + destruction.proposedBy().role().code() + "), " + minute(destruction.proposedAt()));
        destruction
                .decidedBy()
                .ifPresent(by -> add(
                        sheet,
                        Print.Style.TEXT,
                        "Confirmed by: " + by.name() + " (" + by.role().code() + "), "
                                + destruction.decidedAt().map(this::minute).orElse("")));
        add(
                sheet,
                Print.Style.TEXT,
                destruction
                        .backupsUntil()
                        .map(day -> "Backups made before hold them until " + day + " at the latest; a restore of one"
                                + " destroys them again.")
                        .orElse("Backups: no day is known after which none holds them."));
        if (!destruction.leftover().isEmpty()) {
            add(sheet, Print.Style.TEXT, "Note: " + destruction.leftover());
        }
        add(sheet, Print.Style.SMALL, "Certificate " + destruction.id());
        add(sheet, Print.Style.RULE, "");
        add(sheet, Print.Style.HEADING, "Destroyed documents, with the SHA-256 of what they were");
        gone.forEach(item -> destroyed(sheet, item));
        if (!kept.isEmpty()) {
            add(sheet, Print.Style.HEADING, "Kept");
            kept.forEach(item ->
                    add(sheet, Print.Style.TEXT, "Document " + item.document() + " was kept: " + item.outcome()));
        }
        return new Print(
                sheet,
                "Certificate of destruction " + destruction.id(),
                destruction.state() == Destruction.State.DONE ? "" : "NOT COMPLETE");
    }

    private void destroyed(List<Print.Paragraph> sheet, DestructionItem item) {
        Tombstone stone = item.tombstone().orElseThrow();
        add(
                sheet,
                Print.Style.TEXT,
                "Document " + item.document() + ", class " + item.recordClass() + ", " + stone.pages()
                        + (stone.pages() == 1 ? " page" : " pages") + ", due " + item.dueOn() + " (from "
                        + item.trigger() + ", " + item.triggeredOn() + "): " + item.citation() + "; schedule version "
                        + item.scheduleVersion() + ". Emptied " + minute(stone.at()) + ".");
        add(
                sheet,
                Print.Style.SMALL,
                "File " + stone.fileSha256() + ", " + stone.fileBytes() + " bytes"
                        + (stone.fileKept()
                                ? ", kept until the other documents that came with it are destroyed"
                                : ", destroyed"));
        stone.imageSha256s().forEach(hash -> add(sheet, Print.Style.SMALL, "Page image " + hash));
    }

    private static List<DestructionItem> of(Destruction destruction, DestructionItem.State state) {
        return destruction.items().stream()
                .filter(item -> item.state() == state)
                .toList();
    }

    private String minute(Instant at) {
        return MINUTE.withZone(zone).format(at);
    }

    private static void add(List<Print.Paragraph> sheet, Print.Style style, String text) {
        sheet.add(new Print.Paragraph(style, text));
    }
}
