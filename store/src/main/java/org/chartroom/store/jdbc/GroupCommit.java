package org.chartroom.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.chartroom.models.record.Committed;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.StoreUnavailableException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes what has queued up while it was busy, runs each work inside a savepoint of one
 * transaction, commits once, and only then answers, the failed ones too: what a work saw of the others' changes is only
 * true once those are durable.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Works of one commit, at most: bounds how long the first of them waits for the last. */
    private static final int BATCH = 128;

    private final Connection connection;
    private final Handle handle;
    private final Session session;
    private final Records records;
    private final Consumer<Committed> told;
    private final Runnable afterCommit;
    private final Map<String, PreparedStatement> control = new HashMap<>();
    private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile @Nullable Throwable broken;
    private volatile boolean closing;

    /**
     * @param connection the only one that writes; closed with this
     * @param told gets every commit that touched something, in order; must not block
     * @param afterCommit called on the writer between two commits
     */
    GroupCommit(Connection connection, Clock clock, Consumer<Committed> told, Runnable afterCommit) {
        this.connection = connection;
        this.handle = Handles.over(connection);
        this.session = Session.forWriting(handle, clock);
        this.records = new JdbiRecords(session);
        this.told = told;
        this.afterCommit = afterCommit;
        this.thread = Thread.ofPlatform().name("store-writer").daemon().start(this::run);
    }

    private final class Task<T> {
        private final Function<Records, T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private Runnable whenDurable = () -> {};

        Task(Function<Records, T> work) {
            this.work = work;
        }

        void apply() {
            T result = work.apply(records);
            whenDurable = () -> answer.complete(result);
        }

        void failed(Throwable failure) {
            whenDurable = () -> answer.completeExceptionally(failure);
        }
    }

    boolean isWriter(Thread asking) {
        return asking == thread;
    }

    /** Runs the work and returns after it is durable. Waits even when interrupted: the work cannot be called back. */
    <T> T run(Function<Records, T> work) {
        Task<T> task = new Task<>(work);
        queue.add(task);
        if (closing || broken != null) {
            refuseQueued();
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.answer.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw Failures.told(e.getCause() != null ? e.getCause() : e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        List<Task<?>> batch = new ArrayList<>(BATCH);
        try {
            while (!closing && broken == null) {
                batch.add(queue.take());
                runBatch(batch);
                batch.clear();
                if (broken == null) {
                    afterCommit.run();
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts, after `closing` is set.
        } finally {
            // However it ended: nobody may wait for a writer that is not there.
            closing = true;
            refuseQueued();
        }
    }

    private void refuseQueued() {
        for (Task<?> task = queue.poll(); task != null; task = queue.poll()) {
            task.answer.completeExceptionally(
                    broken != null
                            ? new StoreUnavailableException(
                                    "The record store stopped writing after its disk failed; nothing of this was kept."
                                            + " Reads still work; check the disk and start again.",
                                    broken)
                            : new StoreUnavailableException("The record store is closed; nothing of this was kept."));
        }
    }

    private void runBatch(List<Task<?>> batch) {
        Numbers.Mark before = session.numbers().mark();
        Touched touched = new Touched();
        try {
            execute("BEGIN IMMEDIATE");
            runOne(batch.get(0), touched);
            for (int i = 1; i < BATCH; i++) {
                Task<?> next = queue.poll();
                if (next == null) {
                    break;
                }
                batch.add(next);
                runOne(next, touched);
            }
            execute("COMMIT");
        } catch (SQLException | RuntimeException | Error e) {
            session.numbers().backTo(before);
            giveUp(batch, e);
            return;
        }
        if (!touched.isEmpty()) {
            told.accept(touched.committed());
        }
        batch.forEach(task -> task.whenDurable.run());
    }

    /** Runs one work; what it throws undoes it alone, unless the database failed under it. */
    private void runOne(Task<?> task, Touched batch) throws SQLException {
        Numbers.Mark before = session.numbers().mark();
        session.takeTouched();
        execute("SAVEPOINT work");
        try {
            task.apply();
            execute("RELEASE work");
            batch.addAll(session.takeTouched());
        } catch (Throwable e) {
            Failures.Kind kind = Failures.kind(e);
            if (kind != Failures.Kind.OWN && kind != Failures.Kind.REFUSED) {
                throw e;
            }
            task.failed(e);
            if (kind != Failures.Kind.OWN) {
                Handles.dropStatements(handle);
            }
            execute("ROLLBACK TO work");
            execute("RELEASE work");
            session.numbers().backTo(before);
        }
    }

    private void giveUp(List<Task<?>> batch, Throwable failure) {
        Failures.Kind kind = Failures.kind(failure);
        if (kind != Failures.Kind.FULL && kind != Failures.Kind.BUSY) {
            // A commit or fsync that failed is never tried again: the kernel may have dropped the pages and would
            // answer that all is well. What is really on disk is found out by opening the store anew.
            broken = failure;
            LOG.error("The record store stopped writing: its disk failed. Reads still work.", failure);
        }
        Handles.dropStatements(handle);
        control.clear();
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // Some failures end the transaction by themselves.
            LOG.debug("No transaction was left to roll back.", e);
        }
        batch.forEach(task -> task.answer.completeExceptionally(failure));
    }

    private void execute(String sql) throws SQLException {
        PreparedStatement statement = control.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            control.put(sql, statement);
        }
        statement.execute();
    }

    boolean isWriting() {
        return broken == null && !closing;
    }

    /** Finishes what is being written; refuses what is still queued. */
    @Override
    public void close() {
        closing = true;
        // The writer may be inside a commit: it is woken only where it waits for work.
        queue.add(new Task<>(any -> true));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseQueued();
        handle.close();
    }
}
