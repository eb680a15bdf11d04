package org.chartroom.api.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.api.auth.Accounting;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Destruction;
import org.chartroom.models.record.DestructionId;
import org.chartroom.models.record.DestructionItem;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.chartroom.store.blob.Sweeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what two persons confirmed, in steps that may be cut off anywhere and gone over again: rows, log, index,
 * bytes, and last the certificate's row. A document that came under a hold meanwhile, or is not due any more, is kept.
 *
 * <p>A destruction that the log names and the records do not know of, because they were restored from an older backup, is
 * carried out again. One at a time, never beside a backup.
 */
public final class Destroying {
    private static final Logger log = LoggerFactory.getLogger(Destroying.class);
    /** Media type of the empty blob that rows name in place of what is gone. */
    public static final String NOTHING = "application/x-destroyed";

    private static final Actor BY = Accounting.HOUSE;

    private final RecordStore store;
    private final BlobStore blobs;
    private final Clock clock;
    private final ZoneId zone;
    private final Path data;
    private final Schedules schedules;
    private final Sweeper sweeper;
    private final Backups backups;

    /** What is known of backups made before. */
    public interface Backups {
        /** When the latest was made; empty when none was ever. */
        Optional<Instant> latest() throws IOException;

        /** The folder in which they lie; empty when none was made, or it is not within reach. */
        Optional<Path> folder() throws IOException;
    }

    /** Takes removed documents out of the index's files, after the index has all that is committed. */
    public interface Purging {
        void purge(Set<DocumentId> removed) throws IOException;
    }

    /** Hears how many documents of how many are gone through. */
    public interface Progress {
        void reached(String step, long done, long of);
    }

    /**
     * What came of it.
     *
     * @param kept documents that stay, and the certificate says why
     */
    public record Done(int destructions, int destroyed, int kept) {}

    public Destroying(
            RecordStore store,
            BlobStore blobs,
            Clock clock,
            ZoneId zone,
            Path data,
            Schedules schedules,
            Backups backups) {
        this.store = store;
        this.blobs = blobs;
        this.clock = clock;
        this.zone = zone;
        this.data = data;
        this.schedules = schedules;
        this.backups = backups;
        this.sweeper = new Sweeper(store, blobs, clock, Duration.ofHours(24));
    }

    /** Whether there is anything to do. */
    public boolean isAsked() throws IOException {
        return !store.read(records -> records.retention().unfinished()).isEmpty()
                || !unknown(new DestructionLog(data).read()).isEmpty();
    }

    /**
     * Carries out what is confirmed and not done.
     *
     * @throws IOException when a disk failed or the index does not follow; what is done is done, the next call goes on
     */
    public Done carryOut(Progress progress, Purging purging) throws IOException {
        List<Destruction> logged = new DestructionLog(data).read();
        takeUp(logged);
        Map<DestructionId, Set<DocumentId>> before = new HashMap<>();
        logged.forEach(each -> before.put(each.id(), destroyed(each)));
        int destroyed = 0;
        int kept = 0;
        List<DestructionId> asked = store.read(records -> records.retention().unfinished());
        for (DestructionId id : asked) {
            empty(id, before.getOrDefault(id, Set.of()), progress);
            Destruction emptied = find(id);
            new DestructionLog(data).add(emptied);
            String leftover = logBesideBackups(emptied);
            Set<DocumentId> gone = destroyed(emptied);
            progress.reached("writing the index anew without them", 0, 0);
            purging.purge(gone);
            shred(id, progress);
            Destruction done = finish(id, leftover);
            destroyed += gone.size();
            kept += done.items().size() - gone.size();
            log.info("Destruction {} is carried out: {} documents destroyed.", id, gone.size());
        }
        return new Done(asked.size(), destroyed, kept);
    }

    private static Set<DocumentId> destroyed(Destruction destruction) {
        return destruction.items().stream()
                .filter(item -> item.state() == DestructionItem.State.DESTROYED)
                .map(DestructionItem::document)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Destruction find(DestructionId id) {
        return store.read(records -> records.retention().find(id)).orElseThrow();
    }

    /** Destructions of the log that these records know nothing of, or not the end. */
    private List<Destruction> unknown(List<Destruction> logged) {
        return store.read(records -> logged.stream()
                .filter(each -> records.retention()
                        .find(each.id())
                        .map(there -> there.state() == Destruction.State.PROPOSED)
                        .orElse(true))
                .toList());
    }

    private void takeUp(List<Destruction> logged) {
        for (Destruction each : unknown(logged)) {
            store.write(records -> takeUp(records, each));
        }
    }

    private boolean takeUp(Records records, Destruction each) {
        Optional<Destruction> there = records.retention().find(each.id());
        if (there.isPresent()) {
            records.retention()
                    .update(there.get()
                            .confirmed(
                                    each.decidedBy().orElseThrow(),
                                    each.decidedAt().orElseThrow()));
        } else {
            List<DestructionItem> items = each.items().stream()
                    .filter(item -> item.state() == DestructionItem.State.DESTROYED
                            && records.documents().find(item.document()).isPresent())
                    .toList();
            if (items.isEmpty()) {
                return false;
            }
            records.retention()
                    .add(new Destruction(
                            each.id(),
                            each.facility(),
                            each.reason(),
                            Destruction.State.CONFIRMED,
                            each.proposedBy(),
                            each.proposedAt(),
                            each.decidedBy(),
                            each.decidedAt(),
                            Optional.empty(),
                            Optional.empty(),
                            "",
                            items,
                            1));
        }
        audit(records, each.id(), Map.of("what", "taken up again after a restore"));
        return true;
    }

    /** @param before those that were destroyed once, before the records were restored: they were due then */
    private void empty(DestructionId id, Set<DocumentId> before, Progress progress) throws IOException {
        List<DocumentId> pending = find(id).items().stream()
                .filter(item -> item.state() == DestructionItem.State.PENDING)
                .map(DestructionItem::document)
                .toList();
        if (pending.isEmpty()) {
            return;
        }
        Blob nothing = nothing();
        for (int i = 0; i < pending.size(); i++) {
            progress.reached("emptying the records", i, pending.size());
            DocumentId document = pending.get(i);
            try {
                store.write(records -> destroy(records, id, document, before.contains(document), nothing));
            } catch (ConflictException e) {
                keep(id, document, String.valueOf(e.getMessage()));
            }
        }
    }

    private void keep(DestructionId id, DocumentId document, String why) {
        store.write(records -> {
            records.retention().keep(id, document, why);
            return true;
        });
    }

    private boolean destroy(Records records, DestructionId id, DocumentId document, boolean before, Blob nothing) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Optional<Document> there = records.documents().find(document);
        if (there.isEmpty() || there.get().stage() == Stage.DESTROYED) {
            records.retention().keep(id, document, "It is destroyed already.");
            return false;
        }
        if (!before) {
            Optional<String> obstacle =
                    new Reckoning(records, schedules.now(records), zone, today).obstacle(there.get());
            if (obstacle.isPresent()) {
                records.retention().keep(id, document, obstacle.get());
                return false;
            }
        }
        records.retention().destroy(id, document, nothing, "Destroyed under the retention schedule on " + today, now);
        records.audit()
                .append(new AuditEvent(
                        now,
                        BY,
                        AuditAction.DESTROY,
                        "document",
                        document.value(),
                        there.get().patient(),
                        Map.of("destruction", id.value())));
        return true;
    }

    /** An empty blob, which rows name in place of what is gone. */
    private Blob nothing() throws IOException {
        try (BlobWriter writer = blobs.create()) {
            return writer.keep(NOTHING);
        }
    }

    private String logBesideBackups(Destruction destruction) throws IOException {
        Optional<Instant> latest = backups.latest();
        if (latest.isEmpty()) {
            return "";
        }
        Optional<Path> folder = backups.folder();
        try {
            if (folder.isPresent()) {
                new DestructionLog(folder.get()).add(destruction);
                return "";
            }
        } catch (IOException e) {
            log.warn("The log of destroyed records could not be written beside the backups.", e);
        }
        return "The log of destroyed records could not be written beside the backups: copy " + DestructionLog.NAME
                + " from the data folder to where they are, so that a restore destroys these again.";
    }

    private void shred(DestructionId id, Progress progress) throws IOException {
        List<BlobRef> freed = store.read(records -> records.retention().freed(id));
        progress.reached("destroying the bytes", 0, freed.size());
        sweeper.destroyUnnamed(freed);
        store.write(records -> {
            records.retention().gone(id, freed);
            return true;
        });
    }

    private Destruction finish(DestructionId id, String unlogged) throws IOException {
        Optional<Instant> latest = backups.latest();
        String copies = copiesOfUpgrades();
        return store.write(records -> {
            Optional<Integer> days = schedules.now(records).backupDays();
            List<String> left = new ArrayList<>();
            if (!unlogged.isEmpty()) {
                left.add(unlogged);
            }
            if (latest.isPresent() && days.isEmpty()) {
                left.add("Backups made up to " + LocalDate.ofInstant(latest.get(), zone)
                        + " hold these records until they are deleted; the office has not said how long it keeps"
                        + " backups.");
            }
            if (!copies.isEmpty()) {
                left.add(copies);
            }
            Destruction done = records.retention()
                    .update(records.retention()
                            .find(id)
                            .orElseThrow()
                            .done(
                                    clock.instant(),
                                    latest.flatMap(at -> days.map(each ->
                                            LocalDate.ofInstant(at, zone).plusDays(each))),
                                    String.join(" ", left)));
            audit(records, id, Map.of("what", "carried out"));
            return done;
        });
    }

    private void audit(Records records, DestructionId id, Map<String, String> details) {
        records.audit()
                .append(new AuditEvent(
                        clock.instant(),
                        BY,
                        AuditAction.DESTROY,
                        "destruction",
                        id.value(),
                        Optional.empty(),
                        details));
    }

    /** Copies of the records that upgrades left in the data folder. */
    private String copiesOfUpgrades() throws IOException {
        Path folder = data.resolve("backups");
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder)) {
            long count = files.filter(file -> file.toString().endsWith(".db")).count();
            return count == 0
                    ? ""
                    : count + (count == 1 ? " copy" : " copies")
                            + " of the records from before an upgrade in the data folder's backups folder may hold"
                            + " their text: delete them there.";
        }
    }
}
