package org.chartroom.api.upkeep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.chartroom.api.retention.Destroying;
import org.chartroom.api.search.IndexFollower;
import org.chartroom.index.IndexVerdict;
import org.chartroom.index.SearchIndex;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.DocumentId;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.jdbc.Finding;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.StoreVerifier;
import org.chartroom.store.jdbc.Verified;
import org.chartroom.store.keys.MasterKeys;

/**
 * Does the administrator's errands on an opened data folder, in the server and, where none runs, in the command. One at a
 * time; what destroys blobs waits meanwhile. Safe for use by many threads.
 */
public final class Upkeep {
    private static final int MOST_FAULTS = 1_000;
    private static final int TRIES = 3;
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final Path data;
    private final Path keyFile;
    private final MasterKeys keys;
    private final JdbiRecordStore store;
    private final FileBlobStore blobs;
    private final SearchIndex index;
    private final IndexFollower follower;
    private final Clock clock;
    private final Destroying destroying;
    private final ReentrantLock one = new ReentrantLock();

    /**
     * @param keyFile where the keys lie; a backup is made without it and says so
     * @param keys open what is sealed
     * @param follower running: it brings the index up to the records
     */
    public Upkeep(
            Path data,
            Path keyFile,
            MasterKeys keys,
            JdbiRecordStore store,
            FileBlobStore blobs,
            SearchIndex index,
            IndexFollower follower,
            Clock clock,
            Destroying destroying) {
        this.data = data;
        this.keyFile = keyFile;
        this.keys = keys;
        this.store = store;
        this.blobs = blobs;
        this.index = index;
        this.follower = follower;
        this.clock = clock;
        this.destroying = destroying;
    }

    /**
     * Does an errand; waits until another one has ended.
     *
     * @throws CalledOffException when it was called off; what is whole stays, what is not is gone or can be gone on with
     * @throws BackupException when the place of a backup will not do
     * @throws IOException when the disk fails
     */
    public Outcome run(Errand errand, Actor by, Watch watch) throws IOException {
        one.lock();
        try {
            note(by, errand, "begun");
            Outcome outcome = switch (errand) {
                case Errand.Verify _ -> verify(watch);
                case Errand.Reindex _ -> reindex(watch);
                case Errand.BackUp backUp ->
                    new BackupWriting(data, keyFile, keys, store, clock, watch).into(backUp.into());
                case Errand.Destroy _ -> destroy(watch);
            };
            note(by, errand, outcome.ok() ? "done" : "done, not all is well");
            return outcome;
        } finally {
            one.unlock();
        }
    }

    /** Does something that must not run beside an errand, or leaves it for the next time. */
    public void whenIdle(Duties.Duty duty) throws Exception {
        if (one.tryLock()) {
            try {
                duty.run();
            } finally {
                one.unlock();
            }
        }
    }

    /** Goes on with destructions that were cut off, unless an errand runs. */
    public void goOnDestroying() throws IOException {
        if (destroying.isAsked() && one.tryLock()) {
            try {
                destroy(new Quiet());
            } finally {
                one.unlock();
            }
        }
    }

    /** Nobody waits. */
    private static final class Quiet implements Watch {
        @Override
        public void reached(String step, long done, long of) {}

        @Override
        public boolean calledOff() {
            return false;
        }
    }

    private Outcome.Destroyed destroy(Watch watch) throws IOException {
        Destroying.Done done = destroying.carryOut(watch::reached, gone -> {
            long behind = catchUp(watch);
            if (behind > 0) {
                throw new IOException("the index does not follow the records, so nothing says that it is purged");
            }
            index.purge(gone);
        });
        return new Outcome.Destroyed(
                true,
                done.destructions() == 0
                        ? "No destruction waited."
                        : done.destroyed() + " documents were destroyed in " + done.destructions() + " destructions"
                                + (done.kept() == 0
                                        ? "."
                                        : "; " + done.kept() + " are kept, the certificates say why."),
                done.destructions(),
                done.destroyed(),
                done.kept());
    }

    private void note(Actor by, Errand errand, String what) {
        store.write(records -> records.audit()
                .append(new AuditEvent(
                        clock.instant(),
                        by,
                        AuditAction.ADMIN,
                        "upkeep",
                        errand.verb(),
                        Optional.empty(),
                        Map.of("what", what))));
    }

    private Outcome.Reindexed reindex(Watch watch) {
        IndexFollower.Reindexed done = IndexFollower.reindex(
                store, index, watch::calledOff, (documents, of) -> watch.reached("building the index", documents, of));
        if (!done.swapped()) {
            throw new CalledOffException();
        }
        follower.wake();
        long behind = catchUp(watch);
        String before = done.before() == 0 ? "" : " (" + done.before() + " of them by an earlier run)";
        return new Outcome.Reindexed(
                true,
                "The index was built anew from " + done.documents() + " documents" + before + " and answers now."
                        + (behind == 0 ? "" : " It still follows " + behind + " changes."),
                done.documents(),
                done.before());
    }

    /** Waits until the index has what is committed now; gives how much it is behind all the same. */
    private long catchUp(Watch watch) {
        long target = store.read(records -> records.changes().last());
        long end = clock.millis() + CATCH_UP.toMillis();
        follower.wake();
        while (index.lastApplied() < target && clock.millis() < end) {
            watch.goOn();
            rest();
        }
        return Math.max(0, target - index.lastApplied());
    }

    private static void rest() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CalledOffException();
        }
    }

    private static final class Faults {
        private final List<Outcome.Fault> first = new ArrayList<>();
        private long count;

        void add(Outcome.Fault fault) {
            count++;
            if (first.size() < MOST_FAULTS) {
                first.add(fault);
            }
        }
    }

    private Outcome.Verified verify(Watch watch) throws IOException {
        Faults faults = new Faults();
        Verified verified = new StoreVerifier(
                        store,
                        blobs,
                        found -> faults.add(new Outcome.Fault(found.check().name(), found.subject(), found.what())),
                        watch::calledOff)
                .verify((check, done, of) -> watch.reached(step(check), done, of));
        watch.goOn();
        watch.reached("comparing the index with the records", 0, 0);
        long behind = catchUp(watch);
        if (behind > 0) {
            faults.add(fault(
                    "", "it does not follow the records: it is " + behind + " changes behind. " + follower.trouble()));
        } else {
            differences(watch).forEach(faults::add);
        }
        return new Outcome.Verified(
                faults.count == 0,
                sentence(faults),
                faults.first,
                faults.count,
                verified.channels(),
                verified.auditEntries(),
                verified.blobs(),
                verified.bytes(),
                verified.orphans(),
                index.status().documents());
    }

    private static String sentence(Faults faults) {
        if (faults.count == 0) {
            return "Everything is as it must be.";
        }
        Outcome.Fault first = faults.first.getFirst();
        return (faults.count == 1 ? "One thing is wrong: " : faults.count + " things are wrong; the first: ")
                + first.check() + (first.subject().isEmpty() ? "" : " " + first.subject()) + ": " + first.what() + ".";
    }

    private static String step(Finding.Check check) {
        return switch (check) {
            case DATABASE -> "checking the database file";
            case AUDIT -> "checking the audit trail";
            case LEDGER -> "checking the page ledgers";
            case REFERENCES -> "checking who names which blob";
            case BLOBS -> "reading every blob";
        };
    }

    /** A document that changes just now differs for a moment: only what differs each time is a fault. */
    private Set<Outcome.Fault> differences(Watch watch) {
        Set<Outcome.Fault> lasting = differences(index.verify(IndexFollower.expected(store)));
        for (int i = 1; i < TRIES && !lasting.isEmpty(); i++) {
            watch.goOn();
            catchUp(watch);
            lasting.retainAll(differences(index.verify(IndexFollower.expected(store))));
        }
        return lasting;
    }

    private static Set<Outcome.Fault> differences(IndexVerdict verdict) {
        Set<Outcome.Fault> faults = new LinkedHashSet<>();
        verdict.damage().ifPresent(damage -> faults.add(fault("", damage)));
        add(faults, verdict.missing(), "it is in the records and cannot be found");
        add(faults, verdict.stale(), "it can be found in another version than the records have");
        add(faults, verdict.surplus(), "it can be found and should not be");
        return faults;
    }

    private static void add(Set<Outcome.Fault> faults, List<DocumentId> documents, String what) {
        documents.forEach(document -> faults.add(fault(document.value(), what)));
    }

    private static Outcome.Fault fault(String subject, String what) {
        return new Outcome.Fault("INDEX", subject, what);
    }
}
