package org.chartroom.api.reader;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who belongs to a session. A process whose parent has ended gets another one and is no descendant any more; its session
 * stays. Known on Linux only.
 */
final class ProcessSession {
    private ProcessSession() {}

    /** The processes of the session that have not ended; none where it cannot be known. */
    static List<ProcessHandle> members(long session) {
        List<ProcessHandle> members = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (belongs(process, session)) {
                    Optional<ProcessHandle> handle =
                            ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())));
                    handle.filter(ProcessHandle::isAlive).ifPresent(members::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return members;
    }

    private static boolean belongs(Path process, long session) {
        try {
            // pid (name) state parent group session ...; the name may hold anything, brackets among it.
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
            return Long.parseLong(fields[3]) == session && !fields[0].equals("Z");
        } catch (IOException | RuntimeException e) {
            return false; // Ended meanwhile.
        }
    }
}
