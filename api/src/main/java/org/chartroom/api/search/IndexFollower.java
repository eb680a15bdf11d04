package org.chartroom.api.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chartroom.index.DocumentVersion;
import org.chartroom.index.IndexDamagedException;
import org.chartroom.index.IndexRebuild;
import org.chartroom.index.IndexUnavailableException;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.SearchIndex;
import org.chartroom.models.record.Change;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.RecordStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index up with the records: one thread that follows the change log. Whatever goes wrong, it asks the index
 * where it stands and goes on from there; the records are never in danger.
 */
public final class IndexFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IndexFollower.class);
    private static final int BATCH = 200;
    /** Ids alone are small. */
    private static final int MANY = 5_000;

    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    /** Between two looks at the log: a refresh of the index for every commit would cost uploads more than the uploads. */
    private static final Duration GATHER = Duration.ofMillis(100);

    private final RecordStore store;
    private final SearchIndex index;
    private final Clock clock;
    private final Consumer<Set<DocumentId>> searchable;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Condition stopping = lock.newCondition();
    private final Thread thread;
    private boolean changed = true;
    private volatile boolean stopped;
    private volatile @Nullable Instant behindSince;
    private volatile String trouble = "";

    /**
     * Does not follow before {@link #start()}.
     *
     * @param searchable hears, on the follower's thread, which documents a search finds from now on as the records have
     *     them; it must return fast
     */
    public IndexFollower(RecordStore store, SearchIndex index, Clock clock, Consumer<Set<DocumentId>> searchable) {
        this.store = store;
        this.index = index;
        this.clock = clock;
        this.searchable = searchable;
        this.thread = Thread.ofPlatform().name("index-follower").daemon().unstarted(this::follow);
    }

    /** Begins to follow. */
    public void start() {
        thread.start();
    }

    /** There may be changes; returns at once. */
    public void wake() {
        lock.lock();
        try {
            changed = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Changes that are committed and not yet searchable. */
    public long lag() {
        return Math.max(0, store.read(records -> records.changes().last()) - index.lastApplied());
    }

    /** How long the index has been behind, zero when it is not. */
    public Duration behind() {
        Instant since = behindSince;
        return since == null || lag() == 0 ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** What keeps the index from following, empty when nothing does. */
    public String trouble() {
        return trouble;
    }

    private void follow() {
        Instant lastCommit = clock.instant();
        boolean dirty = false;
        while (!stopped) {
            try {
                boolean worked = step();
                dirty |= worked;
                boolean due = Duration.between(lastCommit, clock.instant()).compareTo(COMMIT_EVERY) >= 0;
                if (dirty && (due || !worked)) {
                    index.commit();
                    dirty = false;
                    lastCommit = clock.instant();
                }
                trouble = "";
                if (!worked) {
                    await(COMMIT_EVERY);
                } else {
                    gather();
                }
            } catch (IndexDamagedException e) {
                complain("The index is damaged; the records are safe. Run admin reindex.", e);
            } catch (IndexUnavailableException e) {
                complain("The index cannot be written; the records are safe. Check the disk.", e);
            } catch (RuntimeException e) {
                complain("The index does not follow the records; it will try again.", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void complain(String what, RuntimeException e) {
        if (stopped) {
            return;
        }
        if (trouble.isEmpty()) {
            log.error(what, e);
        }
        trouble = what;
        try {
            await(AFTER_FAILURE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Applies one batch; false when there was nothing to do. */
    private boolean step() {
        long from = index.lastApplied();
        record Batch(long upTo, Set<DocumentId> ids, List<IndexUpdate> updates) {}
        Optional<Batch> batch = store.read(records -> {
            List<Change> changes = records.changes().after(from, BATCH);
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            Set<DocumentId> ids = new LinkedHashSet<>();
            changes.forEach(change -> ids.add(change.document()));
            List<IndexUpdate> updates = new ArrayList<>();
            for (DocumentId id : ids) {
                updates.add(Projection.of(records, id)
                        .<IndexUpdate>map(IndexUpdate.Put::new)
                        .orElseGet(() -> new IndexUpdate.Remove(id)));
            }
            return Optional.of(new Batch(changes.getLast().sequence(), ids, updates));
        });
        if (batch.isEmpty()) {
            behindSince = null;
            return false;
        }
        if (behindSince == null) {
            behindSince = clock.instant();
        }
        index.apply(batch.get().upTo(), batch.get().updates());
        index.refresh();
        searchable.accept(batch.get().ids());
        return true;
    }

    /** Lets changes gather, unless the server stops. */
    private void gather() throws InterruptedException {
        lock.lock();
        try {
            long left = GATHER.toNanos();
            while (!stopped && left > 0) {
                left = stopping.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(most.toMillis());
            while (!changed && !stopped && left > 0) {
                left = woken.awaitNanos(left);
            }
            changed = false;
        } finally {
            lock.unlock();
        }
    }

    /** Hears how many documents of how many a rebuild has gone through. */
    public interface RebuildProgress {
        void reached(long documents, long of);
    }

    /**
     * How a rebuild ended.
     *
     * @param swapped whether the new index answers now; else it was called off, and the next rebuild goes on with it
     * @param documents gone through in all
     * @param before those of them that an earlier run had gone through
     */
    public record Reindexed(boolean swapped, long documents, long before) {}

    /**
     * Builds the index anew beside the live one and puts it in its place. What was begun and cut off goes on where it
     * was.
     *
     * @param calledOff asked before each batch; once true, the rebuild ends and what was built is kept
     * @param told hears after each batch
     */
    public static Reindexed reindex(
            RecordStore store, SearchIndex index, BooleanSupplier calledOff, RebuildProgress told) {
        long sequence = store.read(records -> records.changes().last());
        try (IndexRebuild rebuild = index.rebuild(sequence)) {
            Optional<DocumentId> last = rebuild.resumeAfter();
            long all = count(store, Optional.empty());
            long before = last.isEmpty() ? 0 : all - count(store, last);
            long done = before;
            while (true) {
                told.reached(done, Math.max(done, all));
                if (calledOff.getAsBoolean()) {
                    return new Reindexed(false, done, before);
                }
                List<DocumentId> ids = ids(store, last, BATCH);
                if (ids.isEmpty()) {
                    break;
                }
                List<IndexedDocument> documents = store.read(records -> ids.stream()
                        .flatMap(id -> Projection.of(records, id).stream())
                        .toList());
                rebuild.add(documents, ids.getLast());
                last = Optional.of(ids.getLast());
                done += ids.size();
            }
            rebuild.swap();
            return new Reindexed(true, done, before);
        }
    }

    private static long count(RecordStore store, Optional<DocumentId> after) {
        long count = 0;
        Optional<DocumentId> last = after;
        while (true) {
            List<DocumentId> ids = ids(store, last, MANY);
            if (ids.isEmpty()) {
                return count;
            }
            count += ids.size();
            last = Optional.of(ids.getLast());
        }
    }

    /** The documents that should be findable, as the records have them while it is gone through. */
    public static Iterator<DocumentVersion> expected(RecordStore store) {
        return Stream.iterate(
                        ids(store, Optional.empty(), BATCH),
                        ids -> !ids.isEmpty(),
                        ids -> ids(store, Optional.of(ids.getLast()), BATCH))
                .flatMap(ids -> store
                        .read(records -> ids.stream()
                                .flatMap(id -> records.documents().find(id).stream())
                                .filter(document -> document.stage().isSearchable())
                                .map(document -> new DocumentVersion(document.id(), document.version()))
                                .toList())
                        .stream())
                .iterator();
    }

    private static List<DocumentId> ids(RecordStore store, Optional<DocumentId> after, int most) {
        return store.read(records -> records.documents().idsAfter(after, most));
    }

    @Override
    public void close() {
        stopped = true;
        lock.lock();
        try {
            stopping.signalAll();
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
