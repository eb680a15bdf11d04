package org.chartroom.api.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** When a server is killed. */
enum Moment {
    /** An upload is half sent. */
    UPLOAD_HALF_SENT,
    /** Bytes are being written that are not kept yet, of an upload or of a page. */
    BLOB_UNFINISHED,
    /** The database is being written. */
    RECORDS_WRITTEN,
    /** A result has just been sent to the server. */
    RESULT_SENT,
    /** The server has kept a result, and its answer has not reached the worker. */
    RESULT_KEPT_UNANSWERED,
    /** The index is being committed. */
    INDEX_COMMIT,
    /** No particular one. */
    ANY;

    private static final long LOOK_EVERY_NANOS = 200_000;

    /**
     * Waits for it.
     *
     * @return false when it did not come within {@code longest}
     */
    boolean await(UploadLoad load, Line line, Path data, Duration longest) throws InterruptedException {
        return switch (this) {
            case UPLOAD_HALF_SENT -> await(() -> load.halfSent() > 0, longest);
            case BLOB_UNFINISHED ->
                await(() -> !names(data.resolve("blobs").resolve("new")).isEmpty(), longest);
            case RECORDS_WRITTEN -> {
                Path log = data.resolve("chartroom.db-wal");
                long before = stamp(log);
                yield await(() -> stamp(log) != before, longest);
            }
            case RESULT_SENT -> await(line.handedIn(), longest);
            case RESULT_KEPT_UNANSWERED -> await(line.swallowAnswers(), longest);
            case INDEX_COMMIT -> {
                List<Path> before = commits(data);
                yield await(() -> !commits(data).equals(before), longest);
            }
            case ANY -> true;
        };
    }

    private static boolean await(Semaphore told, Duration longest) throws InterruptedException {
        return told.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean await(BooleanSupplier come, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!come.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY_NANOS);
        }
        return true;
    }

    private static long stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis() ^ Files.size(file) << 20;
        } catch (IOException e) {
            return 0;
        }
    }

    /** A commit of Lucene's first writes {@code pending_segments_N}, then renames it. */
    private static List<Path> commits(Path data) {
        return names(data.resolve("index")).stream()
                .filter(folder -> String.valueOf(folder.getFileName()).startsWith("generation-"))
                .flatMap(folder -> names(folder).stream())
                .filter(file -> String.valueOf(file.getFileName()).contains("segments_"))
                .toList();
    }

    private static List<Path> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
