package org.chartroom.api.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chartroom.api.cli.Home;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.Budgets;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSelection;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.models.record.Priority;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.ReadSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real readers share the pages of files, whoever asks most urgently first. */
final class SharedReadersTest {
    private static final ReaderBudgets PATIENT = budgets(Duration.ofHours(1), Duration.ofMinutes(2));

    @TempDir
    private Path folder;

    private @Nullable ReaderPool pool;
    private int spools;

    @BeforeEach
    void canRead() {
        assumeTrue(
                Files.exists(Home.fromLauncher().tools().tessdata().resolve("eng.traineddata")),
                "OCR data are here: ./chartroom fetch");
    }

    @AfterEach
    void end() {
        if (pool != null) {
            pool.close();
        }
    }

    private static ReaderBudgets budgets(Duration perFile, Duration stall) {
        return new ReaderBudgets(perFile, stall, stall, Duration.ofMinutes(2), 820L << 20, 384, 200);
    }

    private ReaderPool pool(int readers, ReaderBudgets budgets, String... options) {
        ReaderLaunch like =
                ReaderLaunch.likeThisProcess(Home.fromLauncher().tools(), folder.resolve("scratch"), folder);
        pool = new ReaderPool(
                new ReaderLaunch(like.java(), like.classPath(), like.tools(), like.scratch(), folder, List.of(options)),
                budgets,
                readers);
        return pool;
    }

    private ReadRequest request(PageSelection pages) throws IOException {
        return request(pages, Budgets.usual());
    }

    private ReadRequest request(PageSelection pages, Budgets budgets) throws IOException {
        Path spool = Files.createDirectories(folder.resolve("spool-" + spools++));
        return new ReadRequest(
                "fax.tif", Optional.empty(), ReadSettings.in(List.of("eng")), Map.of(), budgets, spool, pages);
    }

    /** Takes what comes, in its order. */
    private static class Taken implements ReadSink {
        final List<PageRead> pages = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void opened(FileFacts facts) {
            assertThat(pages).isEmpty();
        }

        @Override
        public void page(PageRead page) throws IOException {
            pages.add(page);
        }

        @Override
        public void attachment(AttachmentRead attachment) {}

        List<Integer> numbers() {
            return pages.stream().map(PageRead::sourcePage).toList();
        }

        List<Integer> rejected(PageProblem problem) {
            return pages.stream()
                    .filter(page ->
                            page.outcome() instanceof PageOutcome.Rejected rejected && rejected.problem() == problem)
                    .map(PageRead::sourcePage)
                    .toList();
        }

        List<Integer> read() {
            return pages.stream()
                    .filter(page -> page.outcome() instanceof PageOutcome.Content content
                            && content.reading().text().contains(ManyPages.words(page.sourcePage())))
                    .map(PageRead::sourcePage)
                    .toList();
        }
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<Integer> without(List<Integer> pages, int page) {
        return pages.stream().filter(each -> each != page).toList();
    }

    @Test
    void readersThatNobodyElseWantsShareAFilesPagesWhichComeInTheirOrder() throws Exception {
        ReaderPool readers = pool(2, PATIENT);
        Taken taken = new Taken();
        ReadEnd end = readers.read(
                ManyPages.tiff(folder.resolve("fax.tif"), 14),
                request(new PageSelection.All()),
                Priority.ROUTINE,
                taken);
        assertThat(end).isEqualTo(new ReadEnd.Finished(new FileOutcome.Read(14)));
        assertThat(taken.numbers()).isEqualTo(upTo(14));
        assertThat(taken.read()).isEqualTo(upTo(14));
        assertThat(readers.pids()).hasSize(2);
    }

    @Test
    void someOfAFilesPagesAreReadAgainAndNoOthers() throws Exception {
        Taken taken = new Taken();
        ReadEnd end = pool(1, PATIENT)
                .read(
                        ManyPages.tiff(folder.resolve("fax.tif"), 6),
                        request(new PageSelection.Some(List.of(2, 5, 9))),
                        Priority.ROUTINE,
                        taken);
        assertThat(end).isEqualTo(new ReadEnd.Finished(new FileOutcome.Read(2)));
        assertThat(taken.read()).containsExactly(2, 5);
    }

    @Test
    void aPageThatAlwaysEndsItsReaderIsRejectedAndTheOthersAreRead() throws Exception {
        ReaderPool readers = pool(2, PATIENT, "-D" + Misbehaviour.SWITCH + "=true", "-Dchartroom.reader.page=3:crash");
        Taken taken = new Taken();
        ReadEnd end = readers.read(
                ManyPages.tiff(folder.resolve("fax.tif"), 8),
                request(new PageSelection.All()),
                Priority.ROUTINE,
                taken);
        assertThat(end).isEqualTo(new ReadEnd.Finished(new FileOutcome.Read(8)));
        assertThat(taken.numbers()).isEqualTo(upTo(8));
        assertThat(taken.rejected(PageProblem.READER_DIED)).containsExactly(3);
        assertThat(taken.read()).isEqualTo(without(upTo(8), 3));
    }

    @Test
    void aReaderThatIsLostOnceCostsNothing() throws Exception {
        ReaderPool readers =
                pool(1, PATIENT, "-D" + Misbehaviour.SWITCH + "=true", "-Dchartroom.reader.page=2:crash-once");
        Taken taken = new Taken();
        ReadEnd end = readers.read(
                ManyPages.tiff(folder.resolve("fax.tif"), 4),
                request(new PageSelection.All()),
                Priority.ROUTINE,
                taken);
        assertThat(end).isEqualTo(new ReadEnd.Finished(new FileOutcome.Read(4)));
        assertThat(taken.read()).isEqualTo(upTo(4));
    }

    @Test
    @Tag("long")
    void aPageThatHangsIsRejectedAfterItsTimeAndTheOthersAreRead() throws Exception {
        ReaderPool readers = pool(
                1,
                budgets(Duration.ofHours(1), Duration.ofSeconds(20)),
                "-D" + Misbehaviour.SWITCH + "=true",
                "-Dchartroom.reader.page=2:loop");
        Taken taken = new Taken();
        readers.read(
                ManyPages.tiff(folder.resolve("fax.tif"), 4),
                request(new PageSelection.All()),
                Priority.ROUTINE,
                taken);
        assertThat(taken.numbers()).isEqualTo(upTo(4));
        assertThat(taken.rejected(PageProblem.TIMEOUT)).containsExactly(2);
        assertThat(taken.read()).containsExactly(1, 3, 4);
    }

    @Test
    void whatIsStatIsReadInTheMiddleOfABatchAndTheBatchGoesOn() throws Exception {
        ReaderPool readers = pool(1, PATIENT);
        CountDownLatch underWay = new CountDownLatch(2);
        Taken batch = new Taken() {
            @Override
            public void page(PageRead page) throws IOException {
                super.page(page);
                underWay.countDown();
            }
        };
        Path many = ManyPages.tiff(folder.resolve("batch.tif"), 40);
        Path one = ManyPages.tiff(folder.resolve("stat.tif"), 1);
        ReadRequest long40 = request(new PageSelection.All());
        CompletableFuture<ReadEnd> whole = inBackground(() -> readers.read(many, long40, Priority.ROUTINE, batch));
        underWay.await();

        int before = batch.pages.size();
        Taken stat = new Taken();
        readers.read(one, request(new PageSelection.All()), Priority.STAT, stat);
        int after = batch.pages.size();

        assertThat(stat.read()).containsExactly(1);
        assertThat(after - before).as("pages of the batch read meanwhile").isLessThanOrEqualTo(3);
        assertThat(whole.get()).isEqualTo(new ReadEnd.Finished(new FileOutcome.Read(40)));
        assertThat(batch.read()).isEqualTo(upTo(40));
    }

    @Test
    @Tag("long")
    void twoBatchesOfOnePriorityShareOneReader() throws Exception {
        ReaderPool readers = pool(1, PATIENT);
        Path file = ManyPages.tiff(folder.resolve("batch.tif"), 40);
        Taken first = new Taken();
        Taken second = new Taken();
        ReadRequest ofFirst = request(new PageSelection.All());
        ReadRequest ofSecond = request(new PageSelection.All());
        CompletableFuture<Integer> secondWhenFirstEnded = inBackground(() -> {
            readers.read(file, ofFirst, Priority.ROUTINE, first);
            return second.pages.size();
        });
        while (first.pages.isEmpty()) {
            Thread.sleep(20);
        }
        readers.read(file, ofSecond, Priority.ROUTINE, second);

        assertThat(secondWhenFirstEnded.get()).isBetween(10, 40);
        assertThat(first.read()).isEqualTo(upTo(40));
        assertThat(second.read()).isEqualTo(upTo(40));
    }

    @Test
    void whatIsStatDoesNotWaitForWhatCannotBeInterrupted() throws Exception {
        ReaderPool readers = pool(1, PATIENT, "-D" + Misbehaviour.SWITCH + "=true");
        Path one = ManyPages.tiff(folder.resolve("stat.tif"), 1);
        CompletableFuture<String> endless = inBackground(() -> readers.misbehave("loop"));
        while (readers.pids().isEmpty()) {
            Thread.sleep(20);
        }
        Taken stat = new Taken();
        readers.read(one, request(new PageSelection.All()), Priority.STAT, stat);
        assertThat(stat.read()).containsExactly(1);
        assertThat(endless).isNotDone();
        assertThat(readers.pids()).as("the reader beyond the places goes").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @Tag("long")
    void onlySoManyPagesAreReadAheadOfWhoTakesThem() throws Exception {
        ReaderPool readers = pool(1, PATIENT);
        ReadRequest request = request(new PageSelection.All());
        Set<Integer> ahead = new HashSet<>();
        Taken slow = new Taken() {
            @Override
            public void page(PageRead page) throws IOException {
                if (page.sourcePage() == 1) {
                    ahead.add(settled(request.spool()));
                }
                Files.delete(page.image().orElseThrow());
                super.page(page);
            }
        };
        readers.read(ManyPages.tiff(folder.resolve("fax.tif"), 24), request, Priority.ROUTINE, slow);
        assertThat(ahead).allSatisfy(images -> assertThat(images).isBetween(3, 13));
        assertThat(slow.read()).isEqualTo(upTo(24));
    }

    /** How many page images lie there when no more have come for five seconds. */
    private static int settled(Path spool) throws IOException {
        int before = -1;
        while (true) {
            int now;
            try (Stream<Path> files = Files.list(spool)) {
                now = (int)
                        files.filter(file -> file.toString().endsWith(".png")).count();
            }
            if (now == before) {
                return now;
            }
            before = now;
            try {
                Thread.sleep(5_000);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Test
    void aPageOfTooManyPixelsIsNotDecodedAndTheOthersAreRead() throws Exception {
        Budgets small = new Budgets(1L << 30, 5_000, 10_000_000L, 500, Duration.ofSeconds(60));
        ReaderPool readers = pool(1, PATIENT);
        Taken tiff = new Taken();
        readers.read(
                ManyPages.tiff(folder.resolve("fax.tif"), 5, 3),
                request(new PageSelection.All(), small),
                Priority.ROUTINE,
                tiff);
        assertThat(tiff.numbers()).isEqualTo(upTo(5));
        assertThat(tiff.rejected(PageProblem.TOO_LARGE)).containsExactly(3);
        assertThat(tiff.read()).containsExactly(1, 2, 4, 5);

        Path pdf = Files.writeString(folder.resolve("plan.pdf"), pdf("612 792", "14400 14400", "612 792"));
        Taken pages = new Taken();
        readers.read(pdf, request(new PageSelection.All(), small), Priority.ROUTINE, pages);
        assertThat(pages.numbers()).isEqualTo(upTo(3));
        assertThat(pages.rejected(PageProblem.TOO_LARGE)).containsExactly(2);
        assertThat(pages.pages.stream().filter(page -> page.outcome() instanceof PageOutcome.Blank))
                .hasSize(2);
    }

    /** Empty pages of these sizes, in points. */
    private static String pdf(String... sizes) {
        StringBuilder kids = new StringBuilder();
        StringBuilder pages = new StringBuilder();
        for (int i = 0; i < sizes.length; i++) {
            kids.append(i + 3).append(" 0 R ");
            pages.append(i + 3)
                    .append(" 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 ")
                    .append(sizes[i])
                    .append("]>> endobj\n");
        }
        return "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count " + sizes.length
                + "/Kids[" + kids + "]>> endobj\n" + pages + "trailer <</Root 1 0 R>>\n%%EOF\n";
    }

    @Test
    @Tag("long")
    void aFileOverItsTimeEndsWithTheReasonOnEveryPageThatWasNotTried() throws Exception {
        ReaderPool readers = pool(1, budgets(Duration.ofSeconds(10), Duration.ofMinutes(2)));
        Taken taken = new Taken();
        ReadEnd end = readers.read(
                ManyPages.tiff(folder.resolve("fax.tif"), 90),
                request(new PageSelection.All()),
                Priority.ROUTINE,
                taken);
        assertThat(end).isEqualTo(new ReadEnd.Finished(new FileOutcome.Read(90)));
        assertThat(taken.numbers()).isEqualTo(upTo(90));
        int read = taken.read().size();
        assertThat(read).isBetween(1, 89);
        assertThat(taken.read()).isEqualTo(upTo(read));
        assertThat(taken.rejected(PageProblem.TIMEOUT)).isEqualTo(upTo(90).subList(read, 90));
    }

    @Test
    @Tag("long")
    void whoTakesThePagesMayFailAndTheReadersAreFreeForTheNextFile() throws Exception {
        ReaderPool readers = pool(1, PATIENT);
        Path file = ManyPages.tiff(folder.resolve("fax.tif"), 6);
        ReadRequest first = request(new PageSelection.All());
        assertThatThrownBy(() -> readers.read(file, first, Priority.ROUTINE, new Taken() {
                    @Override
                    public void page(PageRead page) throws IOException {
                        throw new IOException("nowhere to put it");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("nowhere to put it");
        Taken taken = new Taken();
        readers.read(file, request(new PageSelection.Some(List.of(6))), Priority.ROUTINE, taken);
        assertThat(taken.read()).containsExactly(6);
    }

    @FunctionalInterface
    private interface Task<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> inBackground(Task<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(task.run());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
