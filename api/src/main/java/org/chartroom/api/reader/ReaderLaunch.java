package org.chartroom.api.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How reader processes are started.
 *
 * @param java the java program
 * @param classPath of the readers
 * @param tools what they find on this machine
 * @param scratch a folder for their own temporary files; made when missing
 * @param room the one folder in which they may write: that of the files they are asked to make, with {@code scratch} in it
 * @param extra more options for Java
 */
public record ReaderLaunch(
        Path java, String classPath, ReaderTools tools, Path scratch, Path room, List<String> extra) {
    public ReaderLaunch {
        extra = List.copyOf(extra);
    }

    /** With the Java and the class path of this process. */
    public static ReaderLaunch likeThisProcess(ReaderTools tools, Path scratch, Path room) {
        return new ReaderLaunch(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                tools,
                scratch,
                room,
                List.of());
    }

    Process start(ReaderBudgets budgets) throws IOException {
        Files.createDirectories(scratch);
        Files.createDirectories(tools.natives());
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx" + budgets.heapMb() + "m",
                "-Xms32m",
                // A page's picture is one array, which fits only into what the young generation leaves.
                "-XX:MaxNewSize=32m",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:MaxMetaspaceSize=160m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                // A crash report or a core file would hold what was on the page.
                "-XX:+SuppressFatalErrorMessage",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Djna.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + scratch,
                "-Duser.home=" + scratch,
                "-Djna.tmpdir=" + scratch,
                "-Dorg.bytedeco.javacpp.cachedir=" + tools.natives().resolve("javacpp")));
        command.addAll(extra);
        command.addAll(List.of(
                "-cp",
                classPath,
                ReaderMain.class.getName(),
                tools.natives().toString(),
                tools.tessdata().toString(),
                tools.voskModels().toString(),
                tools.pocketsphinx().toString(),
                Long.toString(2 * (budgets.residentBytes() >> 20)),
                room.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.get("PATH");
        // Whatever else the parent's environment holds, tokens among it, is none of a reader's business.
        environment.clear();
        environment.put("PATH", path == null ? "/usr/bin:/bin" : path);
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("HOME", scratch.toString());
        environment.put("TMPDIR", scratch.toString());
        environment.put("OMP_THREAD_LIMIT", "1");
        // Native code frees what it took; with an arena for each thread the C library would keep it all the same.
        environment.put("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }
}
