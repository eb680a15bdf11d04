package org.chartroom.api.reader;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Drops the rights of the process it is called in, for good and for every thread: no network, no looking into other
 * processes, no files of others changed, no new rights by starting programs, no core files (they would hold what was on the page).
 */
final class Jail {
    private static final int SET_NO_NEW_PRIVILEGES = 38;
    private static final long SECCOMP = 317;
    private static final long SET_MODE_FILTER = 1;
    private static final long ALL_THREADS = 1;
    private static final int LIMIT_CORE_LINUX_AND_MAC = 4;
    private static final int LIMIT_DATA_LINUX = 2;

    /** Named in the report where the kernel keeps to it. */
    static final String FILE_FENCE = "no changes to files outside its own folders";

    private final Libc libc;

    Jail(Libc libc) {
        this.libc = libc;
    }

    /**
     * Goes in.
     *
     * @param dataBytes most memory the process may ask for with intent to write; 0 for no limit. A backstop behind the
     *     watchdog for something that grows faster than it looks.
     * @param open folders in which files may still be changed
     */
    JailReport enter(long dataBytes, List<Path> open) {
        List<String> measures = new ArrayList<>();
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        if ((os.contains("linux") || os.contains("mac")) && libc.setrlimit(LIMIT_CORE_LINUX_AND_MAC, 0) == 0) {
            measures.add("no core files");
        }
        if (!os.contains("linux")) {
            return new JailReport(false, measures, "there is no seccomp on " + os);
        }
        if (dataBytes > 0 && libc.setrlimit(LIMIT_DATA_LINUX, dataBytes) == 0) {
            measures.add("at most " + (dataBytes >> 20) + " MB of data");
        }
        if (libc.prctl(SET_NO_NEW_PRIVILEGES, 1) != 0) {
            return new JailReport(false, measures, "the kernel refuses no-new-privileges");
        }
        measures.add("no new privileges");
        if (!machine.equals("amd64") && !machine.equals("x86_64")) {
            return new JailReport(false, measures, "the filter of system calls is for x86-64, this is " + machine);
        }
        if (new FileFence(libc).raise(open)) {
            measures.add(FILE_FENCE);
        }
        try (Arena arena = Arena.ofConfined()) {
            long answer = libc.syscall(
                    SECCOMP,
                    SET_MODE_FILTER,
                    ALL_THREADS,
                    SystemCallFilter.program(arena).address());
            if (answer != 0) {
                return new JailReport(false, measures, "the kernel refuses the filter of system calls");
            }
        }
        measures.add("filter of system calls (no sockets, no mounts, no tracing)");
        return new JailReport(true, measures, "");
    }
}
