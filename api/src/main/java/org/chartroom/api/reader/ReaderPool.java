package org.chartroom.api.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSelection;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.transcribe.Progress;
import org.chartroom.transcribe.Transcription;
import org.chartroom.transcribe.Waveform;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a number of reader processes and gives each file to one of them. Safe for use by several threads; as many files
 * are read at once as there are processes, the others wait. Processes are started when first needed, used again while
 * they behave, and replaced when they do not.
 */
public final class ReaderPool implements AutoCloseable {
    private final ReaderLaunch launch;
    private final ReaderBudgets budgets;
    private final Semaphore places;
    private final Deque<ReaderProcess> idle = new ArrayDeque<>();
    private final Set<ReaderProcess> all = new HashSet<>();
    private final ScheduledExecutorService watchdog;
    private boolean closed;

    /** @param size how many files may be read at once, 1 or more */
    public ReaderPool(ReaderLaunch launch, ReaderBudgets budgets, int size) {
        this.launch = launch;
        this.budgets = budgets;
        this.places = new Semaphore(size, true);
        this.watchdog = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("reader-watchdog").factory());
        watchdog.scheduleWithFixedDelay(this::watchAll, 100, 100, TimeUnit.MILLISECONDS);
    }

    /**
     * Reads a file in a reader process. The sink is called on this thread.
     *
     * @throws IOException when the sink or the spool folder fails, or no process can be started
     * @throws InterruptedException when interrupted while waiting for a free reader
     */
    public ReadEnd read(Path file, ReadRequest request, ReadSink sink) throws IOException, InterruptedException {
        places.acquire();
        ReaderProcess reader = take();
        boolean behaved = false;
        int pages = 0;
        try {
            reader.ask(ask(file, request));
            while (true) {
                switch (reader.next()) {
                    case Tell.Opened opened -> sink.opened(opened.facts());
                    case Tell.Page page -> {
                        sink.page(pageOf(page, request.spool()));
                        pages++;
                    }
                    case Tell.Attachment attachment ->
                        sink.attachment(new AttachmentRead(
                                attachment.name(),
                                attachment.mediaType(),
                                inSpool(request.spool(), attachment.file())));
                    case Tell.Ended ended -> {
                        behaved = true;
                        return new ReadEnd.Finished(ended.outcome());
                    }
                    case Tell.Ready _, Tell.Alive _, Tell.Hearing _, Tell.Heard _, Tell.NotHeard _, Tell.Broke _ ->
                        throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
                }
            }
        } catch (ReaderProcess.LostException lost) {
            return new ReadEnd.Lost(lost.loss(), pages);
        } finally {
            giveBack(reader, behaved);
        }
    }

    /** Transcribes a recording in a reader process. Progress is told on this thread. */
    public HearEnd hear(Path audio, HearRequest request, Progress progress) throws IOException, InterruptedException {
        places.acquire();
        ReaderProcess reader = take();
        boolean behaved = false;
        try {
            reader.ask(new Ask.Hear(
                    audio.toAbsolutePath().toString(),
                    request.engine(),
                    request.model().map(model -> model.toAbsolutePath().toString()),
                    request.playableInto().map(folder -> folder.toAbsolutePath().toString())));
            while (true) {
                switch (reader.next()) {
                    case Tell.Hearing hearing -> progress.reached(hearing.heardMs(), hearing.totalMs());
                    case Tell.Heard heard -> {
                        behaved = true;
                        return new HearEnd.Finished(
                                new Transcription.Heard(
                                        heard.transcript(), waveform(reader.payload()), heard.remarks()),
                                playable(request, heard.playable()));
                    }
                    case Tell.NotHeard not -> {
                        behaved = true;
                        return new HearEnd.Finished(
                                new Transcription.NotHeard(
                                        not.problem(), not.message(), not.audioMs(), waveform(reader.payload())),
                                playable(request, not.playable()));
                    }
                    case Tell.Ready _,
                            Tell.Alive _,
                            Tell.Opened _,
                            Tell.Page _,
                            Tell.Attachment _,
                            Tell.Ended _,
                            Tell.Broke _ -> throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
                }
            }
        } catch (ReaderProcess.LostException lost) {
            return new HearEnd.Lost(lost.loss());
        } finally {
            giveBack(reader, behaved);
        }
    }

    /** Starts a reader if none is up, and says what keeps readers in on this machine. */
    public JailReport jail() throws IOException, InterruptedException {
        places.acquire();
        ReaderProcess reader = take();
        boolean behaved = false;
        try {
            // Not obeyed, but answered: enough to know that the process came up.
            reader.ask(new Ask.Misbehave("not at all"));
            behaved = reader.next() instanceof Tell.Broke;
            return reader.jail();
        } catch (ReaderProcess.LostException lost) {
            throw new IOException("a reader process could not be started: " + lost.getMessage());
        } finally {
            giveBack(reader, behaved);
        }
    }

    /** Lets a test make a reader go wrong; the answer, or why the reader was lost. */
    String misbehave(String how) throws IOException, InterruptedException {
        places.acquire();
        ReaderProcess reader = take();
        boolean behaved = false;
        try {
            reader.ask(new Ask.Misbehave(how));
            Tell answer = reader.next();
            behaved = answer instanceof Tell.Broke;
            return answer instanceof Tell.Broke broke ? broke.what() : "answered with something else";
        } catch (ReaderProcess.LostException lost) {
            return "lost: " + lost.loss();
        } finally {
            giveBack(reader, behaved);
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

    private static Ask ask(Path file, ReadRequest request) {
        int onlyPage = switch (request.pages()) {
            case PageSelection.All() -> 0;
            case PageSelection.One(int page) -> page;
        };
        return new Ask.Read(
                file.toAbsolutePath().toString(),
                request.name(),
                request.password(),
                request.languages(),
                request.budgets().maxBytes(),
                request.budgets().maxPagesPerFile(),
                request.budgets().maxPixelsPerPage(),
                request.budgets().maxAttachments(),
                request.budgets().perPage().toMillis(),
                request.spool().toAbsolutePath().toString(),
                onlyPage);
    }

    private static PageRead pageOf(Tell.Page page, Path spool) throws ReaderProcess.LostException {
        Optional<Path> image = Optional.empty();
        if (page.image().isPresent()) {
            image = Optional.of(inSpool(spool, page.image().get()));
        }
        Optional<Path> thumbnail = Optional.empty();
        if (page.thumbnail().isPresent()) {
            thumbnail = Optional.of(inSpool(spool, page.thumbnail().get()));
        }
        try {
            return new PageRead(
                    page.sourcePage(),
                    page.outcome(),
                    page.geometry(),
                    image,
                    thumbnail,
                    page.steps(),
                    page.elapsedMs());
        } catch (IllegalArgumentException e) {
            throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
        }
    }

    /** A reader names files; one that was taken over by what it read could name others than its own. */
    private static Path inSpool(Path spool, String name) throws ReaderProcess.LostException {
        Path folder = spool.toAbsolutePath().normalize();
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
        }
        for (Path at = file.getParent(); at != null && !at.equals(folder); at = at.getParent()) {
            if (Files.isSymbolicLink(at)) {
                throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
            }
        }
        return file;
    }

    private static Optional<Path> playable(HearRequest request, Optional<String> name)
            throws ReaderProcess.LostException {
        if (name.isEmpty() || request.playableInto().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(inSpool(request.playableInto().get(), name.get()));
    }

    private static Waveform waveform(byte[] peaks) throws ReaderProcess.LostException {
        if (peaks.length % 2 != 0) {
            throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
        }
        return Waveform.of(peaks);
    }

    private ReaderProcess take() throws IOException {
        try {
            synchronized (all) {
                if (closed) {
                    throw new IOException("the readers were closed");
                }
                ReaderProcess waiting = idle.pollFirst();
                if (waiting != null) {
                    return waiting;
                }
                ReaderProcess fresh = new ReaderProcess(launch, budgets);
                all.add(fresh);
                return fresh;
            }
        } catch (IOException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private void giveBack(ReaderProcess reader, boolean behaved) {
        boolean keep = behaved && reader.doneWithFile();
        synchronized (all) {
            if (keep && !closed) {
                idle.addFirst(reader);
            } else {
                all.remove(reader);
                reader.retire();
            }
        }
        places.release();
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
        synchronized (all) {
            closed = true;
            all.forEach(ReaderProcess::retire);
            all.clear();
            idle.clear();
        }
    }
}
