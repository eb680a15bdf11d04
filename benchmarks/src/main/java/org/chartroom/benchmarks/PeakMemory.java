package org.chartroom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The most memory that a process and all it started had resident at one time, looked at five times a second. Pages that
 * processes share count once for each of them. 0 where there is no {@code /proc}.
 */
final class PeakMemory implements AutoCloseable {
    private static final long EVERY_MS = 200;

    private final ProcessHandle root;
    private final Thread watch;
    private volatile long peakKb;
    private volatile long rootKb;
    private volatile long startedKb;

    private PeakMemory(ProcessHandle root) {
        this.root = root;
        this.watch = Thread.ofPlatform().daemon().name("peak-memory").unstarted(this::watch);
    }

    static PeakMemory of(Process process) {
        PeakMemory memory = new PeakMemory(process.toHandle());
        memory.watch.start();
        return memory;
    }

    long megabytes() {
        return peakKb / 1024;
    }

    /** The most of the process alone. */
    long rootMegabytes() {
        return rootKb / 1024;
    }

    /** The most of what it started, together; not always at the same time as the most of the process. */
    long startedMegabytes() {
        return startedKb / 1024;
    }

    private void watch() {
        try {
            while (true) {
                long own = residentKb(root);
                long started =
                        root.descendants().mapToLong(PeakMemory::residentKb).sum();
                rootKb = Math.max(rootKb, own);
                startedKb = Math.max(startedKb, started);
                peakKb = Math.max(peakKb, own + started);
                Thread.sleep(EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long residentKb(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // It ended meanwhile.
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
