package org.chartroom.api.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader does wrong costs one attempt and nothing else. */
final class ReaderPoolTest {
    @TempDir
    private Path folder;

    private @Nullable ReaderPool pool;

    private ReaderPool poolWith(ReaderBudgets budgets, String... options) {
        ReaderTools tools = new ReaderTools(
                folder.resolve("natives"),
                folder.resolve("tessdata"),
                folder.resolve("vosk"),
                folder.resolve("pocketsphinx"));
        ReaderLaunch like = ReaderLaunch.likeThisProcess(tools, folder.resolve("scratch"), folder.resolve("scratch"));
        ReaderPool started = new ReaderPool(
                new ReaderLaunch(like.java(), like.classPath(), tools, like.scratch(), like.room(), List.of(options)),
                budgets,
                1);
        pool = started;
        return started;
    }

    /** Long enough for what is not about time, also on a busy machine. */
    private static final ReaderBudgets PATIENT = new ReaderBudgets(
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            400L << 20,
            128,
            10);

    /** For what shall be ended by its time. */
    private static final ReaderBudgets IMPATIENT = new ReaderBudgets(
            Duration.ofSeconds(60),
            Duration.ofSeconds(4),
            Duration.ofSeconds(4),
            Duration.ofMinutes(2),
            400L << 20,
            128,
            10);

    private ReaderPool misbehaving() {
        return poolWith(PATIENT, "-D" + Misbehaviour.SWITCH + "=true");
    }

    @AfterEach
    void end() {
        if (pool != null) {
            pool.close();
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "crash, DIED",
        "loop, TIMED_OUT",
        "stop, TIMED_OUT",
        "eat-heap, OUT_OF_MEMORY",
        "eat-native, OUT_OF_MEMORY",
        "swarm, SWARMED",
        "chatter, TIMED_OUT",
        "babble, GARBLED"
    })
    void whatGoesWrongIsSortedAndTheNextFileGetsAReader(String how, ReaderLoss loss) throws Exception {
        ReaderPool readers =
                poolWith(loss == ReaderLoss.TIMED_OUT ? IMPATIENT : PATIENT, "-D" + Misbehaviour.SWITCH + "=true");
        assertThat(readers.misbehave("print")).isEqualTo("printed");
        Set<Long> before = readers.pids();

        assertThat(readers.misbehave(how)).isEqualTo("lost: " + loss);

        assertThat(before).allSatisfy(pid -> assertThat(gone(pid)).isTrue());
        assertThat(before)
                .as("what the lost reader had started")
                .allSatisfy(pid -> assertThat(ProcessSession.members(pid)).isEmpty());
        assertThat(readers.misbehave("print")).isEqualTo("printed");
    }

    @Test
    void aReaderThatBehavesIsUsedAgain() throws Exception {
        ReaderPool readers = misbehaving();
        readers.misbehave("print");
        Set<Long> first = readers.pids();
        readers.misbehave("print");
        assertThat(readers.pids()).isEqualTo(first).hasSize(1);
    }

    @Test
    void aReaderHasNoNetworkButMayStartTheAudioDecoder() throws Exception {
        ReaderPool readers = misbehaving();
        assumeThat(readers.jail().confined())
                .as("the kernel lets a process filter its system calls")
                .isTrue();
        assertThat(readers.misbehave("connect")).startsWith("refused").contains("not permitted");
        assertThat(readers.misbehave("spawn")).isEqualTo("spawned 0");
    }

    @Test
    void aReaderChangesNoFileButInItsOwnFolder() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("charts"));
        Path chart = Files.writeString(outside.resolve("chart"), "another patient's");
        ReaderPool readers =
                poolWith(PATIENT, "-D" + Misbehaviour.SWITCH + "=true", "-Dchartroom.reader.outside=" + outside);
        assumeThat(readers.jail().measures())
                .as("the kernel keeps processes from other folders")
                .contains(Jail.FILE_FENCE);

        assertThat(readers.misbehave("write-outside")).isEqualTo("own folder open, done outside: []");

        assertThat(chart).hasContent("another patient's");
        try (Stream<Path> there = Files.list(outside)) {
            assertThat(there).containsExactly(chart);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatAReaderLeavesBehindEndsWithIt() throws Exception {
        ReaderPool readers = misbehaving();
        long left = Long.parseLong(readers.misbehave("leave-a-program"));
        assertThat(ProcessHandle.of(left)).isPresent();
        Set<Long> before = readers.pids();

        readers.close();

        assertThat(gone(left)).isTrue();
        assertThat(before)
                .allSatisfy(pid -> assertThat(ProcessSession.members(pid)).isEmpty());
    }

    @Test
    void aFloodOfPrintingReachesNobodyAndHurtsNothing() throws Exception {
        ReaderPool readers = misbehaving();
        assertThat(readers.misbehave("flood")).isEqualTo("printed");
        assertThat(readers.misbehave("print")).isEqualTo("printed");
    }

    @Test
    void aReaderSeesNothingOfItsParentsEnvironment() throws Exception {
        assertThat(misbehaving().misbehave("environment"))
                .isEqualTo("HOME,LC_ALL,MALLOC_ARENA_MAX,OMP_THREAD_LIMIT,PATH,TMPDIR");
    }

    @Test
    void aReaderThatWasNotStartedForATestDoesNotMisbehave() throws Exception {
        ReaderPool readers = poolWith(ReaderBudgets.usual());
        assertThat(readers.misbehave("crash")).contains("does not misbehave");
    }

    @Test
    void aReaderEndsWithItsParent() throws Exception {
        ReaderTools tools = new ReaderTools(folder, folder, folder, folder);
        Process reader = ReaderLaunch.likeThisProcess(tools, folder.resolve("scratch"), folder)
                .start(ReaderBudgets.usual());
        try {
            // A parent that is killed closes its end of the pipe.
            reader.getOutputStream().close();
            assertThat(reader.waitFor(Duration.ofSeconds(30))).isTrue();
        } finally {
            reader.destroyForcibly();
        }
    }

    private static boolean gone(long pid) throws IOException, InterruptedException {
        for (int i = 0; i < 50; i++) {
            if (ProcessHandle.of(pid).map(handle -> !handle.isAlive()).orElse(true)) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }
}
