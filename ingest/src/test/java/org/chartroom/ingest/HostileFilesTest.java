package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.ReadSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged, encrypted, fuzzed and oversized files of others: each must end as a sorted outcome, in time. */
@Tag("long")
class HostileFilesTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    void everyHostileFileEndsAsASortedOutcomeInTime(@TempDir Path folder) throws Exception {
        Path hostile = Workbench.corpus("hostile");
        ReaderHome home = Workbench.home();
        List<String> table = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        String only = System.getProperty("only", "");
        List<Path> files;
        try (var all = Files.list(hostile)) {
            files = all.filter(file -> file.toString().contains(only)).sorted().toList();
        }
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (FileReader reader = FileReader.open(home)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Path spool = Files.createDirectory(folder.resolve("spool-" + files.indexOf(file)));
                Workbench.Remembering sink = new Workbench.Remembering();
                long started = System.nanoTime();
                Future<FileOutcome> reading = thread.submit(() -> reader.read(file, request(name, spool), sink));
                String said;
                try {
                    FileOutcome outcome = reading.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                    said = outcome + " "
                            + sink.pages.stream().map(PageRead::outcome).toList();
                    if (outcome instanceof FileOutcome.Read(int pages) && pages != sink.pages.size()) {
                        broken.add(name + " said " + pages + " pages but delivered " + sink.pages.size());
                    }
                } catch (ExecutionException e) {
                    said = "THREW " + e.getCause();
                    broken.add(name + " threw " + e.getCause());
                } catch (TimeoutException e) {
                    said = "HUNG";
                    broken.add(name + " took longer than " + LIMIT);
                    thread.shutdownNow();
                    thread = Executors.newSingleThreadExecutor();
                }
                long ms = (System.nanoTime() - started) / 1_000_000;
                table.add(String.format(Locale.ROOT, "%-70s %6d ms %s", name, ms, said.replace('\n', ' ')));
            }
        } finally {
            thread.shutdownNow();
            Path report = Path.of("target", "hostile-files.txt");
            Files.createDirectories(report.getParent());
            Files.write(report, table);
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void aPasswordPdfIsHeldAndOpensWithItsPassword(@TempDir Path spool) throws IOException {
        Path file = Workbench.corpus("hostile").resolve("docspell__encrypted-test123.pdf");
        try (FileReader reader = FileReader.open(Workbench.home())) {
            assertThat(reader.read(file, ReadRequest.of("x.pdf", spool), new Workbench.Remembering()))
                    .isInstanceOfSatisfying(FileOutcome.Held.class, held -> {
                        assertThat(held.problem()).isEqualTo(PageProblem.ENCRYPTED);
                        assertThat(held.askPerson()).contains("password");
                    });
            Workbench.Remembering sink = new Workbench.Remembering();
            ReadRequest withPassword = new ReadRequest(
                    "x.pdf",
                    Optional.of("test123"),
                    ReadSettings.in(List.of("eng")),
                    Map.of(),
                    Budgets.usual(),
                    spool,
                    new PageSelection.Some(List.of(2)));
            assertThat(reader.read(file, withPassword, sink)).isEqualTo(new FileOutcome.Read(1));
            assertThat(sink.text()).isNotBlank();
        }
    }

    private static ReadRequest request(String name, Path spool) {
        return new ReadRequest(
                name,
                Optional.empty(),
                ReadSettings.in(List.of("eng")),
                Map.of(),
                new Budgets(1L << 28, 20, 100_000_000L, 10, Duration.ofSeconds(20)),
                spool,
                new PageSelection.All());
    }
}
