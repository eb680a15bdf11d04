package org.chartroom.release.redaction;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has packets verified in a process of their own, which knows only the file and what must not be in it. Whatever goes wrong with that
 * process, the packet is not verified. Safe for use by many threads.
 *
 * @param java the java program
 * @param classPath with this class, PDFBox and the reader on it
 * @param reader class of a {@link PageWords}
 * @param readersNeed what it is made with, such as the folder of OCR data
 * @param spool existing folder; nothing of a packet is left in it
 * @param limit after which the process is ended, and the packet is not verified
 */
public record ProofDesk(Path java, String classPath, String reader, String readersNeed, Path spool, Duration limit) {
    private static final int HEAP_MB = 768;

    /** Enough for the pictures of the pages that are looked at side by side: these are dropped here, and the rest of the heap does not grow. */
    private static final int YOUNG_MB = 256;

    private static final int FIRST_HEAP_MB = 320;

    /** With the Java and the class path of this process. */
    public static ProofDesk likeThisProcess(
            Class<? extends PageWords> reader, String readersNeed, Path spool, Duration limit) {
        return new ProofDesk(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                reader.getName(),
                readersNeed,
                spool,
                limit);
    }

    /** What became of a verification. */
    public sealed interface Outcome {
        /** All twelve checks were passed. */
        record Verified(ProofReport report) implements Outcome {}

        /** A check found something. */
        record Refused(ProofReport report) implements Outcome {}

        /**
         * Nobody knows; the packet does not leave.
         *
         * @param why in words for a person, without anything of the packet
         */
        record NotChecked(String why) implements Outcome {}
    }

    /** Verifies a packet; takes about a second for a page with boxes. */
    public Outcome verify(ProofJob job) throws InterruptedException {
        Path work = null;
        try {
            work = Files.createDirectories(spool.resolve("proof-" + job.sha256().substring(0, 16)));
            return run(job, work);
        } catch (IOException e) {
            return new Outcome.NotChecked("The verification could not be run. Nothing was sent; try again.");
        } finally {
            sweep(work);
        }
    }

    private Outcome run(ProofJob job, Path work) throws IOException, InterruptedException {
        // The report says besides what follows from its checks; that is worked out here anew.
        JsonMapper json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        Path answer = work.resolve("report.json");
        Process process = start(work, answer);
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(json.writeValueAsBytes(job));
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.NotChecked("The verification took too long and was ended. Nothing was sent.");
            }
            if (process.exitValue() != 0) {
                return new Outcome.NotChecked("The verification broke off. Nothing was sent; try again.");
            }
            ProofReport report = json.readValue(answer.toFile(), ProofReport.class);
            boolean ofThis = report.sha256().equals(job.sha256());
            return report.isPassed() && ofThis ? new Outcome.Verified(report) : new Outcome.Refused(report);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Path work, Path answer) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xms" + FIRST_HEAP_MB + "m",
                "-Xmx" + HEAP_MB + "m",
                "-Xmn" + YOUNG_MB + "m",
                "-XX:SurvivorRatio=2",
                "-XX:+UseSerialGC",
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
                "-Djava.io.tmpdir=" + work.toAbsolutePath(),
                // Which fonts the machine has; finding out anew takes seconds.
                "-Dpdfbox.fontcache=" + spool.toAbsolutePath(),
                "-Djna.tmpdir=" + work.toAbsolutePath(),
                "-Duser.home=" + work.toAbsolutePath()));
        command.addAll(List.of("-cp", classPath, VerifyMain.class.getName(), reader, readersNeed));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        String path = environment.get("PATH");
        environment.clear();
        environment.put("PATH", path == null ? "/usr/bin:/bin" : path);
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("OMP_THREAD_LIMIT", "1");
        environment.put("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }

    private static void sweep(@Nullable Path work) {
        if (work == null) {
            return;
        }
        try (var files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The spool folder is swept at the next start.
        }
    }
}
