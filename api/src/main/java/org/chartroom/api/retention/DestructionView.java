package org.chartroom.api.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Destruction;
import org.chartroom.models.record.DestructionId;
import org.chartroom.models.record.DestructionItem;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Tombstone;

/**
 * A destruction as it is answered; the certificate as JSON when it is done.
 *
 * @param backupsUntil day after which no backup holds them any more
 * @param leftover what may still hold copies, in words; empty for nothing
 */
record DestructionView(
        DestructionId id,
        Destruction.State state,
        String reason,
        By proposed,
        Optional<By> decided,
        Optional<Instant> doneAt,
        Optional<LocalDate> backupsUntil,
        String leftover,
        int documents,
        int pages,
        List<Item> items,
        int version) {
    /**
     * One document.
     *
     * @param title empty once it is destroyed
     * @param outcome why it was kept
     */
    record Item(
            DocumentId documentId,
            String title,
            Optional<PatientId> patientId,
            Optional<String> patientName,
            String recordClass,
            String rule,
            String citation,
            int scheduleVersion,
            String trigger,
            LocalDate triggeredOn,
            LocalDate dueOn,
            DestructionItem.State state,
            String outcome,
            Optional<Tombstone> tombstone) {}

    static DestructionView of(Records records, Destruction destruction) {
        List<Item> items =
                destruction.items().stream().map(item -> item(records, item)).toList();
        return new DestructionView(
                destruction.id(),
                destruction.state(),
                destruction.reason(),
                By.of(destruction.proposedBy(), destruction.proposedAt()),
                destruction.decidedBy().flatMap(by -> destruction.decidedAt().map(at -> By.of(by, at))),
                destruction.doneAt(),
                destruction.backupsUntil(),
                destruction.leftover(),
                items.size(),
                destruction.items().stream()
                        .mapToInt(item -> item.tombstone()
                                .map(Tombstone::pages)
                                .orElseGet(() -> records.documents()
                                        .find(item.document())
                                        .map(Document::pages)
                                        .orElse(0)))
                        .sum(),
                items,
                destruction.version());
    }

    private static Item item(Records records, DestructionItem item) {
        Optional<Document> document = records.documents().find(item.document());
        Optional<Patient> patient = document.flatMap(Document::patient).flatMap(records.patients()::find);
        boolean destroyed = item.state() == DestructionItem.State.DESTROYED;
        return new Item(
                item.document(),
                destroyed ? "" : document.map(Document::title).orElse(""),
                document.flatMap(Document::patient),
                destroyed ? Optional.empty() : patient.map(each -> each.name().display()),
                item.recordClass(),
                item.rule(),
                item.citation(),
                item.scheduleVersion(),
                item.trigger(),
                item.triggeredOn(),
                item.dueOn(),
                item.state(),
                item.outcome(),
                item.tombstone());
    }
}
