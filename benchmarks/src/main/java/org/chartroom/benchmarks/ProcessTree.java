package org.chartroom.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Memory of a server, its workers and their readers, as the kernel counts it. Pages that processes share (the program's
 * own code) count for each of them.
 */
final class ProcessTree {
    private final ProcessHandle server;
    private final Map<Long, Long> workerPeaks = new HashMap<>();
    private final Map<Long, Long> readerPeaks = new HashMap<>();
    private long serverPeakKb;
    private long pairPeakKb;

    ProcessTree(ProcessHandle server) {
        this.server = server;
    }

    /**
     * Resident at one moment, MB.
     *
     * @param worker the largest of the workers, without its readers
     * @param reader the largest of the readers with what it started
     */
    record Resident(long server, long worker, long reader) {}

    /** Looks at all processes that are up. */
    Resident look() {
        serverPeakKb = Math.max(serverPeakKb, kb(server, "VmHWM:"));
        long largestWorker = 0;
        long largestReader = 0;
        for (ProcessHandle worker : server.children().toList()) {
            workerPeaks.merge(worker.pid(), kb(worker, "VmHWM:"), Math::max);
            long own = kb(worker, "VmRSS:");
            long readers = 0;
            for (ProcessHandle reader : worker.children().toList()) {
                readerPeaks.merge(reader.pid(), kb(reader, "VmHWM:"), Math::max);
                List<ProcessHandle> programs = reader.descendants().toList();
                long reading = kb(reader, "VmRSS:")
                        + programs.stream()
                                .mapToLong(each -> kb(each, "VmRSS:"))
                                .sum();
                largestReader = Math.max(largestReader, reading);
                readers += reading;
            }
            largestWorker = Math.max(largestWorker, own);
            pairPeakKb = Math.max(pairPeakKb, own + readers);
        }
        return new Resident(kb(server, "VmRSS:") / 1024, largestWorker / 1024, largestReader / 1024);
    }

    /** The most the server ever had, MB. */
    long serverPeakMb() {
        return serverPeakKb / 1024;
    }

    /** The most any worker ever had, MB. */
    long workerPeakMb() {
        return most(workerPeaks);
    }

    /** The most any reader ever had, MB. */
    long readerPeakMb() {
        return most(readerPeaks);
    }

    /** The most a worker and its readers had at one of the moments that were looked at, MB. */
    long workerWithReadersPeakMb() {
        return pairPeakKb / 1024;
    }

    private static long most(Map<Long, Long> peaks) {
        return peaks.values().stream().mapToLong(Long::longValue).max().orElse(0) / 1024;
    }

    private static long kb(ProcessHandle process, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // It ended meanwhile.
        }
    }
}
