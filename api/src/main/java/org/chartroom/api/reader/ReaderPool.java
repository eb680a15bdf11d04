package org.chartroom.api.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.models.record.Priority;
import org.chartroom.models.text.HeardPiece;
import org.chartroom.transcribe.Transcription;
import org.chartroom.transcribe.Waveform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a number of reader processes and shares them out page by page: whoever asks most urgently has the next one that
 * is free, and readers that nobody else wants work together on the pages of one file. Safe for use by several threads.
 * Processes are started when first needed, used again while they behave, and replaced when they do not.
 */
public final class ReaderPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);
    /** Pages of a file that may be read ahead for each reader: one that takes its whole minute stops nobody at once. */
    private static final int AHEAD = 12;
    /** Pages of a file that wait in memory at most, with their words. */
    private static final int MOST_AHEAD = 120;

    private final ReaderLaunch launch;
    private final Supplier<ReaderBudgets> budgets;
    private final int size;
    private final Turns turns;
    private final List<Thread> hands = new ArrayList<>();
    private final Deque<ReaderProcess> idle = new ArrayDeque<>();
    private final Set<ReaderProcess> all = new HashSet<>();
    private final ScheduledExecutorService watchdog;
    private boolean closed;

    /** @param size how many pages are read at once, 1 or more */
    public ReaderPool(ReaderLaunch launch, ReaderBudgets budgets, int size) {
        this(launch, () -> budgets, size);
    }

    /**
     * @param budgets asked before each process is started: the speech model may have changed
     * @param size how many pages are read at once, 1 or more
     */
    public ReaderPool(ReaderLaunch launch, Supplier<ReaderBudgets> budgets, int size) {
        this.launch = launch;
        this.budgets = budgets;
        this.size = size;
        this.turns = new Turns(size);
        this.watchdog = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("reader-watchdog").factory());
        watchdog.scheduleWithFixedDelay(this::watchAll, 100, 100, TimeUnit.MILLISECONDS);
        for (int i = 0; i <= size; i++) {
            boolean extra = i == size;
            hands.add(Thread.ofPlatform().daemon().name("readers-" + i).start(() -> serve(extra)));
        }
    }

    /**
     * Reads a file in reader processes: the pages of images and PDF in as many as are free, other kinds in one. The sink
     * is called on this thread, with the pages in their order. A page that ends its reader is tried once more and then
     * delivered as rejected.
     *
     * @throws IOException when the sink or the spool folder fails, or no process can be started
     * @throws InterruptedException when interrupted; the file's readers have let go of it then
     */
    public ReadEnd read(Path file, ReadRequest request, Priority priority, ReadSink sink)
            throws IOException, InterruptedException {
        FileErrand errand = new FileErrand(
                turns,
                new WantedFile(file, request),
                priority,
                Math.min(AHEAD * size, MOST_AHEAD),
                budgets.get().perFile());
        turns.add(errand);
        try {
            return errand.deliver(sink);
        } finally {
            turns.remove(errand);
        }
    }

    /**
     * Transcribes a recording in a reader process, which works on several pieces of it at once while there are fewer errands
     * than readers. The listener is told on a thread of the pool.
     */
    public HearEnd hear(Path audio, HearRequest request, Priority priority, HearListener listener)
            throws IOException, InterruptedException {
        try {
            return ask(priority, reader -> hear(reader, audio, request, listener), true);
        } catch (ReaderProcess.LostException lost) {
            return new HearEnd.Lost(lost.loss());
        }
    }

    private HearEnd hear(ReaderProcess reader, Path audio, HearRequest request, HearListener listener)
            throws ReaderProcess.LostException {
        int atOnce = turns.share();
        reader.ask(new Ask.Hear(
                audio.toAbsolutePath().toString(),
                request.engine(),
                request.model().map(model -> model.toAbsolutePath().toString()),
                request.playableInto().map(folder -> folder.toAbsolutePath().toString()),
                atOnce,
                request.heardBefore()));
        while (true) {
            switch (reader.next()) {
                case Tell.Hearing hearing -> listener.reached(hearing.heardMs(), hearing.totalMs());
                case Tell.Piece(HeardPiece piece) -> {
                    listener.heard(piece);
                    int now = turns.share();
                    if (now != atOnce) {
                        atOnce = now;
                        reader.say(new Ask.Streams(now));
                    }
                }
                case Tell.Heard heard -> {
                    return new HearEnd.Finished(
                            new Transcription.Heard(heard.transcript(), waveform(reader.payload()), heard.remarks()),
                            playable(request, heard.playable()));
                }
                case Tell.NotHeard not -> {
                    return new HearEnd.Finished(
                            new Transcription.NotHeard(
                                    not.problem(), not.message(), not.audioMs(), waveform(reader.payload())),
                            playable(request, not.playable()));
                }
                case Tell.Ready _,
                        Tell.Alive _,
                        Tell.Opened _,
                        Tell.WhichPage _,
                        Tell.Page _,
                        Tell.Attachment _,
                        Tell.Ended _,
                        Tell.Broke _ -> throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
            }
        }
    }

    /** Starts a reader if none is up, and says what keeps readers in on this machine. */
    public JailReport jail() throws IOException, InterruptedException {
        try {
            return ask(
                    Priority.STAT,
                    reader -> {
                        // Not obeyed, but answered: enough to know that the process came up.
                        reader.ask(new Ask.Misbehave("not at all"));
                        broke(reader.next());
                        return reader.jail();
                    },
                    false);
        } catch (ReaderProcess.LostException lost) {
            throw new IOException("a reader process could not be started: " + lost.getMessage());
        }
    }

    /** Lets a test make a reader go wrong; the answer, or why the reader was lost. */
    String misbehave(String how) throws IOException, InterruptedException {
        try {
            return ask(
                    Priority.ROUTINE,
                    reader -> {
                        reader.ask(new Ask.Misbehave(how));
                        return broke(reader.next());
                    },
                    false);
        } catch (ReaderProcess.LostException lost) {
            return "lost: " + lost.loss();
        }
    }

    private static String broke(Tell answer) throws ReaderProcess.LostException {
        if (answer instanceof Tell.Broke broke) {
            return broke.what();
        }
        throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
    }

    private <T> T ask(Priority priority, Question.Conversation<T> conversation, boolean stretches)
            throws ReaderProcess.LostException, IOException, InterruptedException {
        Question<T> question = new Question<>(turns, priority, conversation, stretches);
        turns.add(question);
        try {
            return question.await();
        } finally {
            turns.remove(question);
        }
    }

    /** Process numbers of the readers that are up. */
    public Set<Long> pids() {
        synchronized (all) {
            Set<Long> pids = new HashSet<>();
            all.forEach(reader -> pids.add(reader.pid()));
            return pids;
        }
    }

    private static Optional<Path> playable(HearRequest request, Optional<String> name)
            throws ReaderProcess.LostException {
        if (name.isEmpty() || request.playableInto().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(WantedFile.inSpool(request.playableInto().get(), name.get()));
    }

    private static Waveform waveform(byte[] peaks) throws ReaderProcess.LostException {
        if (peaks.length % 2 != 0) {
            throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
        }
        return Waveform.of(peaks);
    }

    // ---------------------------------------------------------------- the readers

    /** One thread for each reader that may be on an errand, and one for the reader that is kept for what is urgent. */
    private void serve(boolean extra) {
        try {
            while (true) {
                Errand errand = turns.next(this::anyIdle, extra);
                if (errand == null) {
                    return;
                }
                try {
                    serve(errand);
                } finally {
                    turns.done(errand);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Errand errand) throws InterruptedException {
        try {
            ReaderProcess reader = take();
            boolean behaved = false;
            arrive(errand, reader);
            try {
                errand.visit(reader);
                behaved = true;
            } finally {
                leave(errand, reader);
                giveBack(reader, behaved);
            }
        } catch (ReaderProcess.LostException e) {
            LOG.debug("a reader was lost: {}", e.getMessage());
        } catch (IOException e) {
            failed(errand, e);
        } catch (RuntimeException e) {
            failed(errand, new IOException("reading failed: " + e.getClass().getSimpleName(), e));
        }
    }

    private void arrive(Errand errand, ReaderProcess reader) {
        turns.lock();
        try {
            errand.arrive(reader);
        } finally {
            turns.unlock();
        }
    }

    private void leave(Errand errand, ReaderProcess reader) {
        turns.lock();
        try {
            errand.leave(reader);
        } finally {
            turns.unlock();
        }
    }

    private void failed(Errand errand, IOException why) {
        turns.lock();
        try {
            errand.failed(why);
            turns.changed();
        } finally {
            turns.unlock();
        }
    }

    private boolean anyIdle() {
        synchronized (all) {
            return !idle.isEmpty();
        }
    }

    private ReaderProcess take() throws IOException {
        synchronized (all) {
            if (closed) {
                throw new IOException("the readers were closed");
            }
            for (ReaderProcess waiting = idle.pollFirst(); waiting != null; waiting = idle.pollFirst()) {
                if (waiting.isAlive()) {
                    return waiting;
                }
                all.remove(waiting);
                waiting.retire();
            }
            ReaderProcess fresh = new ReaderProcess(launch, budgets.get());
            all.add(fresh);
            return fresh;
        }
    }

    private void giveBack(ReaderProcess reader, boolean behaved) {
        boolean keep = behaved && reader.doneWithFile();
        synchronized (all) {
            if (keep && !closed && all.size() <= size) {
                idle.addFirst(reader);
            } else {
                all.remove(reader);
                reader.retire();
            }
        }
    }

    private void watchAll() {
        ReaderProcess[] watched;
        synchronized (all) {
            watched = all.toArray(ReaderProcess[]::new);
        }
        for (@Nullable ReaderProcess reader : watched) {
            if (reader != null) {
                reader.watch();
            }
        }
    }

    /** Ends all readers, also those that are on a file. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        turns.close();
        synchronized (all) {
            closed = true;
            all.forEach(ReaderProcess::retire);
            all.clear();
            idle.clear();
        }
        hands.forEach(Thread::interrupt);
    }
}
