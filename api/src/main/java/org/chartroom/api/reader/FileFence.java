package org.chartroom.api.reader;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Refuses a process every change to the file system outside a few folders, with Linux's Landlock: no file elsewhere can
 * be written, cut, made, renamed or deleted, by it or by what it starts. Reading stays as it is.
 */
final class FileFence {
    private static final long CREATE_RULESET = 444;
    private static final long ADD_RULE = 445;
    private static final long RESTRICT_SELF = 446;
    private static final long OPENAT = 257;
    private static final long CLOSE = 3;

    private static final long ASK_VERSION = 1;
    private static final long PATH_BENEATH = 1;
    private static final long RELATIVE_TO_WORKING_FOLDER = -100;
    private static final long PATH_ONLY_CLOSED_ON_EXEC = 0x200000 | 0x80000;
    /** From this version on the fence goes around threads that run already. */
    private static final long VERSION_WITH_ALL_THREADS = 8;

    private static final long ALL_THREADS = 1 << 3;

    private static final long WRITE_FILE = 1 << 1;
    /** Removing folders and files; making devices, folders, files, sockets, pipes and links. */
    private static final long CHANGE_FOLDERS = 0x1ff0;

    private static final long MOVE_BETWEEN_FOLDERS = 1 << 13;
    private static final long TRUNCATE = 1 << 14;

    private final Libc libc;

    FileFence(Libc libc) {
        this.libc = libc;
    }

    /**
     * Raises it, for this thread, the threads and processes it starts, and where the kernel can do it all threads of the
     * process. Needs no-new-privileges.
     *
     * @param open folders where everything may be changed; what is missing is left out
     * @return whether the kernel keeps to it
     */
    boolean raise(List<Path> open) {
        long version = libc.syscall(CREATE_RULESET, 0, 0, ASK_VERSION);
        if (version < 1) {
            return false;
        }
        long handled =
                WRITE_FILE | CHANGE_FOLDERS | (version >= 2 ? MOVE_BETWEEN_FOLDERS : 0) | (version >= 3 ? TRUNCATE : 0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rules = arena.allocate(ValueLayout.JAVA_LONG);
            rules.set(ValueLayout.JAVA_LONG, 0, handled);
            long fence = libc.syscall(CREATE_RULESET, rules.address(), rules.byteSize(), 0);
            if (fence < 0) {
                return false;
            }
            try {
                // What is printed is thrown away there, also by programs that are started.
                boolean ruled = allow(arena, fence, Path.of("/dev/null"), handled & (WRITE_FILE | TRUNCATE));
                for (Path folder : open) {
                    ruled &= !Files.isDirectory(folder) || allow(arena, fence, folder, handled);
                }
                long how = version >= VERSION_WITH_ALL_THREADS ? ALL_THREADS : 0;
                return ruled && libc.syscall(RESTRICT_SELF, fence, how, 0) == 0;
            } finally {
                libc.syscall(CLOSE, fence, 0, 0);
            }
        }
    }

    private boolean allow(Arena arena, long fence, Path path, long rights) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        MemorySegment zeroEnded = arena.allocate(name.length + 1L);
        MemorySegment.copy(name, 0, zeroEnded, ValueLayout.JAVA_BYTE, 0, name.length);
        long folder = libc.syscall(OPENAT, RELATIVE_TO_WORKING_FOLDER, zeroEnded.address(), PATH_ONLY_CLOSED_ON_EXEC);
        if (folder < 0) {
            return false;
        }
        try {
            // The kernel's struct is packed: eight bytes of rights, four of descriptor.
            MemorySegment rule = arena.allocate(12, 8);
            rule.set(ValueLayout.JAVA_LONG, 0, rights);
            rule.set(ValueLayout.JAVA_INT, 8, (int) folder);
            return libc.syscall(ADD_RULE, fence, PATH_BENEATH, rule.address()) == 0;
        } finally {
            libc.syscall(CLOSE, folder, 0, 0);
        }
    }
}
