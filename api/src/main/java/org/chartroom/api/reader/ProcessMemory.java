package org.chartroom.api.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much of the machine's memory a process and its children hold. Known on Linux only. */
final class ProcessMemory {
    private static final long PAGE = 4096;

    private ProcessMemory() {}

    /** Resident memory of the process and everything it started, bytes; 0 where it cannot be known. */
    static long residentBytes(ProcessHandle process) {
        try (Stream<ProcessHandle> children = process.descendants()) {
            return ofOne(process.pid())
                    + children.mapToLong(child -> ofOne(child.pid())).sum();
        }
    }

    private static long ofOne(long pid) {
        try {
            // size resident shared text lib data dt, in pages
            String[] fields =
                    Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", 3);
            return Long.parseLong(fields[1]) * PAGE;
        } catch (IOException | RuntimeException e) {
            // Gone in the meantime, or no Linux.
            return 0;
        }
    }
}
