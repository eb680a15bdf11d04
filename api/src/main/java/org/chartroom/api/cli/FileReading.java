package org.chartroom.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.chartroom.api.Folders;
import org.chartroom.api.reader.ReadEnd;
import org.chartroom.api.reader.ReaderPool;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.models.record.Priority;
import org.chartroom.models.text.ReadSettings;

/** Reads one file after the other through the readers, what is inside files too. Safe for use by several threads. */
final class FileReading {
    private static final int DEEPEST = 3;
    /** Files inside one file, at all depths together: each is read with fresh limits of its own. */
    private static final int MOST_INSIDE = 1_000;

    private final ReaderPool pool;
    private final Spool spool;
    private final ReadSettings settings;
    private final boolean keepImages;

    /**
     * @param settings in which languages pages are read, and how
     * @param keepImages whether the pages' images stay in the spool, for those who make a PDF of them
     */
    FileReading(ReaderPool pool, Spool spool, ReadSettings settings, boolean keepImages) {
        this.pool = pool;
        this.spool = spool;
        this.settings = settings;
        this.keepImages = keepImages;
    }

    FileResult read(Path file, IntConsumer onPage) {
        if (!Files.isRegularFile(file)) {
            return FileResult.failed(file, file.toString(), "missing", "there is no such file");
        }
        return read(file, file.toString(), onPage, 0, new AtomicInteger());
    }

    private FileResult read(Path file, String name, IntConsumer onPage, int depth, AtomicInteger inside) {
        try {
            return attempt(file, name, onPage, depth, inside);
        } catch (IOException e) {
            return FileResult.failed(file, name, "unreadable", Failures.sentence(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FileResult.failed(file, name, "interrupted", "stopped before it was read");
        }
    }

    private FileResult attempt(Path file, String name, IntConsumer onPage, int depth, AtomicInteger inside)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path folder = spool.next();
        Collected collected = new Collected(onPage);
        ReadEnd end = pool.read(
                file,
                ReadRequest.of(String.valueOf(file.getFileName()), folder, settings),
                Priority.ROUTINE,
                collected);
        List<FileResult> attachments = new ArrayList<>();
        for (AttachmentRead attachment : collected.attachments) {
            String refusal = depth >= DEEPEST
                    ? "files inside files are read " + DEEPEST + " deep"
                    : inside.incrementAndGet() > MOST_INSIDE
                            ? "at most " + MOST_INSIDE + " files inside one are read"
                            : "";
            attachments.add(
                    refusal.isEmpty()
                            ? read(attachment.file(), attachment.name(), onPage, depth + 1, inside)
                            : FileResult.failed(attachment.file(), attachment.name(), "too large", refusal));
        }
        if (!keepImages) {
            Folders.delete(folder);
        }
        long elapsedMs = (System.nanoTime() - start) / 1_000_000;
        return new FileResult(
                file,
                name,
                collected.kind,
                collected.pages,
                attachments,
                problem(end),
                message(end),
                keepImages ? Optional.of(folder) : Optional.empty(),
                elapsedMs);
    }

    private static String problem(ReadEnd end) {
        return switch (end) {
            case ReadEnd.Finished(FileOutcome.Read _) -> "";
            case ReadEnd.Finished(FileOutcome.Held held) -> held.problem().code();
            case ReadEnd.Finished(FileOutcome.Failed failed) -> failed.problem().code();
            case ReadEnd.Finished(FileOutcome.Audio _) -> "audio";
            case ReadEnd.Lost lost -> lost.loss().problem().code();
        };
    }

    private static String message(ReadEnd end) {
        return switch (end) {
            case ReadEnd.Finished(FileOutcome.Read _) -> "";
            case ReadEnd.Finished(FileOutcome.Held held) -> held.askPerson();
            case ReadEnd.Finished(FileOutcome.Failed failed) -> failed.detail();
            case ReadEnd.Finished(FileOutcome.Audio audio) ->
                "this is a recording (" + audio.mediaType() + "): use ./chartroom dictate";
            case ReadEnd.Lost lost -> lost.loss().sentence();
        };
    }

    private final class Collected implements ReadSink {
        private final IntConsumer onPage;
        private final List<FileResult.Page> pages = new ArrayList<>();
        private final List<AttachmentRead> attachments = new ArrayList<>();
        private String kind = "";

        Collected(IntConsumer onPage) {
            this.onPage = onPage;
        }

        @Override
        public void opened(FileFacts facts) {
            kind = facts.kind().name().toLowerCase(Locale.ROOT);
        }

        @Override
        public void page(PageRead page) throws IOException {
            onPage.accept(page.sourcePage());
            if (!keepImages && page.image().isPresent()) {
                Files.deleteIfExists(page.image().get());
            }
            if (page.thumbnail().isPresent()) {
                Files.deleteIfExists(page.thumbnail().get());
            }
            pages.add(new FileResult.Page(
                    page.sourcePage(),
                    page.outcome(),
                    page.geometry(),
                    page.barcodes(),
                    keepImages ? page.image() : Optional.empty()));
        }

        @Override
        public void attachment(AttachmentRead attachment) {
            attachments.add(attachment);
        }
    }
}
