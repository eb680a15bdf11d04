package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartroom.index.lucene.Office.found;
import static org.chartroom.index.lucene.Office.put;
import static org.chartroom.index.lucene.Office.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.chartroom.index.DocumentVersion;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;
import org.chartroom.index.Fragment;
import org.chartroom.index.Hit;
import org.chartroom.index.IndexInUseException;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexVerdict;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.Opening;
import org.chartroom.index.PageHits;
import org.chartroom.index.PageText;
import org.chartroom.index.PageTexts;
import org.chartroom.index.Places;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchPage;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.index.TimeSpan;
import org.chartroom.index.Viewer;
import org.chartroom.index.synonyms.Thesaurus;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Stage;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LuceneSearchIndexTest {
    private static final DocumentType LETTER = new DocumentType("57133-1", "Referral letter");
    private static final DocumentType LAB = new DocumentType("11502-2", "Laboratory report");

    @TempDir
    Path folder;

    private final Office office = new Office();

    @Test
    void findsADocumentOnceAtItsBestPage() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    office.scan("a", "cover sheet", "warfarin", "warfarin warfarin"),
                    office.scan("b", "aspirin"));
            SearchPage page = search(index, "warfarin");
            assertThat(page.total()).isEqualTo(1);
            assertThat(page.hits()).hasSize(1);
            assertThat(page.hits().getFirst().document().value()).isEqualTo("a");
            assertThat(page.hits().getFirst().page()).isEqualTo(3);
        }
    }

    @Test
    void puttingAgainReplacesAllPagesAndRemovingLeavesNothing() {
        try (var index = office.open(folder)) {
            put(index, 1, office.scan("a", "one", "two", "three"));
            put(index, 2, office.scan("a", "four"));
            assertThat(found(index, "two")).isEmpty();
            assertThat(found(index, "four")).containsExactly("a");
            assertThat(index.status().pages()).isEqualTo(1);
            index.apply(3, List.of(new IndexUpdate.Remove(new DocumentId("a"))));
            index.refresh();
            assertThat(found(index, "")).isEmpty();
            assertThat(index.lastApplied()).isEqualTo(3);
        }
    }

    @Test
    void aRestrictedChartIsFoundCountedAndHighlightedOnlyForThoseItIsOpenTo() {
        try (var index = office.open(folder)) {
            var open = Optional.of(Office.patient("p1", "Doe, Jane", "100", false));
            var shut = Optional.of(Office.patient("p2", "Roe, Richard", "200", true));
            put(index, 1, office.document("a", "A", open, "asthma"), office.document("b", "B", shut, "asthma"));
            assertThat(found(index, "asthma")).containsExactly("a");
            assertThat(search(index, "asthma").total()).isEqualTo(1);
            assertThat(search(index, "asthma").facets().get(Facet.PATIENT))
                    .containsExactly(new FacetCount("p1", "Doe, Jane", 1));
            assertThat(found(index, "patient:roe")).isEmpty();
            assertThat(found(index, "-nothing")).containsExactly("a");
            assertThat(index.hits(Office.CLERK, new DocumentId("b"), Office.query("asthma")))
                    .isEmpty();

            Viewer named = new Viewer(Set.of(Office.NORTH), false, Set.of(new PatientId("p2")), Set.of());
            Viewer officer = new Viewer(Set.of(Office.NORTH), true, Set.of(), Set.of());
            assertThat(Office.ids(index.search(Office.request(named, "asthma"))))
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(Office.ids(index.search(Office.request(officer, "patient:roe"))))
                    .containsExactly("b");
        }
    }

    @Test
    void anotherOfficesDocumentsAndWithheldLabelsAreNotThere() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    office.scan("a", "asthma"),
                    Office.in(Office.SOUTH, office.scan("b", "asthma")),
                    Office.labelled(office.scan("c", "asthma"), "psychotherapy"));
            assertThat(found(index, "asthma")).containsExactlyInAnyOrder("a", "c");
            Viewer clerk = new Viewer(Set.of(Office.NORTH), false, Set.of(), Set.of("psychotherapy"));
            assertThat(Office.ids(index.search(Office.request(clerk, "asthma"))))
                    .containsExactly("a");
            Viewer nobody = new Viewer(Set.of(), true, Set.of(), Set.of());
            assertThat(index.search(Office.request(nobody, "")).total()).isZero();
        }
    }

    @Test
    void fieldsFiltersAndFacetsAgree() {
        try (var index = office.open(folder)) {
            var jane = Optional.of(Office.patient("p1", "Müller, Jane", "00-123", false));
            var scan = office.document("a", "Knee pain", jane, "referred for knee pain");
            var fax = office.document("b", "Blood count", jane, "hemoglobin");
            put(
                    index,
                    1,
                    Office.with(scan, DocumentKind.SCAN, LETTER, LocalDate.of(2024, 3, 5), "Dr. Ann Smith"),
                    Office.with(fax, DocumentKind.FAX, LAB, LocalDate.of(2025, 1, 2), "Dr. Bob Jones"),
                    office.scan("c", "no date, no author"));
            assertThat(found(index, "patient:mueller")).containsExactlyInAnyOrder("a", "b");
            assertThat(found(index, "patient:muller kind:fax")).containsExactly("b");
            assertThat(found(index, "patient:p1 author:smith")).containsExactly("a");
            assertThat(found(index, "mrn:00123")).hasSize(2);
            assertThat(found(index, "mrn:00-123")).hasSize(2);
            assertThat(found(index, "mrn:123")).isEmpty();
            assertThat(found(index, "type:letter")).containsExactly("a");
            assertThat(found(index, "type:11502-2")).containsExactly("b");
            assertThat(found(index, "title:\"knee pain\"")).containsExactly("a");
            assertThat(found(index, "stage:filed")).hasSize(2);
            assertThat(found(index, "date:2024")).containsExactly("a");
            assertThat(found(index, "date:2024-04..")).containsExactlyInAnyOrder("b", "c");
            assertThat(found(index, "date:2024-03-05..2025-01")).containsExactlyInAnyOrder("a", "b");
            assertThat(found(index, "dob:1950")).hasSize(2);
            assertThat(found(index, "channel:upload")).hasSize(3);
            assertThat(found(index, "muller")).as("a bare word may be a name").hasSize(2);
            assertThat(found(index, "smith hemoglobin")).isEmpty();

            SearchPage all = search(index, "");
            assertThat(all.total()).isEqualTo(3);
            assertThat(all.facets().get(Facet.KIND))
                    .containsExactly(new FacetCount("SCAN", "SCAN", 2), new FacetCount("FAX", "FAX", 1));
            assertThat(all.facets().get(Facet.TYPE))
                    .containsExactlyInAnyOrder(
                            new FacetCount("57133-1", "Referral letter", 1),
                            new FacetCount("11502-2", "Laboratory report", 1));
            assertThat(all.facets().get(Facet.YEAR))
                    .extracting(FacetCount::value)
                    .containsExactly("2025", "2024");
            assertThat(all.facets().get(Facet.AUTHOR)).hasSize(2);
            assertThat(all.facets().get(Facet.STAGE))
                    .containsExactly(new FacetCount("FILED", "FILED", 2), new FacetCount("READ", "READ", 1));
            SearchFilter filter = new SearchFilter(
                    Set.of(new PatientId("p1")),
                    Set.of(DocumentKind.FAX, DocumentKind.SCAN),
                    Set.of(Stage.FILED),
                    Set.of("57133-1"),
                    Set.of("Dr. Ann Smith"),
                    Set.of(),
                    Optional.of(LocalDate.of(2024, 3, 5)),
                    Optional.of(LocalDate.of(2024, 3, 5)));
            SearchPage one = index.search(new SearchRequest(
                    Office.CLERK, Office.query(""), filter, SearchSort.NEWEST, Optional.empty(), 10, false));
            assertThat(Office.ids(one)).containsExactly("a");
            assertThat(one.facets()).isEmpty();
            Hit hit = one.hits().getFirst();
            assertThat(hit.title()).isEqualTo("Knee pain");
            assertThat(hit.author()).isEqualTo("Dr. Ann Smith");
            assertThat(hit.patient()).isEqualTo(jane);
            assertThat(hit.date()).contains(LocalDate.of(2024, 3, 5));
        }
    }

    @Test
    void exactWordsComeBeforeOtherFormsAndSpellings() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    office.scan("a", "The patient walks to the clinic every day."),
                    office.scan("b", "The patient walked to the clinic every day."),
                    office.scan("c", "The patient wa1ks to the clinic every day."));
            assertThat(found(index, "walked")).containsExactly("b", "a");
            assertThat(found(index, "\"walked to\"")).containsExactly("b");
            assertThat(found(index, "walks~")).startsWith("a").contains("c");
        }
    }

    @Test
    void followingPagesNeitherSkipNorRepeat() {
        try (var index = office.open(folder)) {
            IndexedDocument[] many = IntStream.range(0, 57)
                    .mapToObj(i -> office.scan("d" + i, "cough ".repeat(i % 5 + 1)))
                    .toArray(IndexedDocument[]::new);
            put(index, 1, many);
            for (SearchSort sort : SearchSort.values()) {
                List<String> seen = new ArrayList<>();
                Optional<String> cursor = Optional.empty();
                do {
                    SearchPage page = index.search(new SearchRequest(
                            Office.CLERK, Office.query("cough"), SearchFilter.NONE, sort, cursor, 10, false));
                    assertThat(page.total()).isEqualTo(57);
                    seen.addAll(Office.ids(page));
                    cursor = page.next();
                } while (cursor.isPresent());
                assertThat(seen).hasSize(57).doesNotHaveDuplicates();
            }
            String foreign = new Cursor(SearchSort.NEWEST, 1, 2).written();
            assertThatThrownBy(() -> index.search(new SearchRequest(
                            Office.CLERK,
                            Office.query("cough"),
                            SearchFilter.NONE,
                            SearchSort.RELEVANCE,
                            Optional.of(foreign),
                            10,
                            false)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void newestComesFirstByDateOfServiceOrElseDayOfArrival() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    Office.with(office.scan("old", "x1"), DocumentKind.SCAN, LAB, LocalDate.of(2020, 1, 1), ""),
                    office.scan("arrived", "x1"),
                    Office.with(office.scan("late", "x1"), DocumentKind.SCAN, LAB, LocalDate.of(2026, 1, 1), ""));
            SearchPage page = index.search(new SearchRequest(
                    Office.CLERK,
                    Office.query("x1"),
                    SearchFilter.NONE,
                    SearchSort.NEWEST,
                    Optional.empty(),
                    10,
                    false));
            assertThat(Office.ids(page)).containsExactly("late", "arrived", "old");
        }
    }

    @Test
    void drawsHitsOnThePageAlsoOverTheEndOfALine() {
        List<Word> words = List.of(
                word("History", 0, 0, 70, 0),
                word("of", 80, 0, 20, 0),
                word("myocardial", 110, 0, 100, 0),
                word("infarc-", 0, 30, 70, 1),
                word("tion", 0, 60, 40, 2),
                word("1998.", 50, 60, 50, 2));
        String text = "History of myocardial\ninfarc-\ntion 1998.";
        try (var index = office.open(folder)) {
            IndexedDocument document = office.scan("a", text);
            office.text("a", 1, new PageText.Printed(text, words, 1700, 2200));
            put(index, 1, document);
            Hit hit = search(index, "\"myocardial infarction\"").hits().getFirst();
            assertThat(hit.places())
                    .isEqualTo(new Places.OnPage(
                            1700,
                            2200,
                            List.of(new Box(110, 0, 100, 20), new Box(0, 30, 70, 20), new Box(0, 60, 40, 20))));
            assertThat(hit.snippet())
                    .containsExactly(
                            new Fragment("History of ", false),
                            new Fragment("myocardial infarc- tion", true),
                            new Fragment(" 1998.", false));
            assertThat(search(index, "history 1998").hits().getFirst().places())
                    .isEqualTo(new Places.OnPage(1700, 2200, List.of(new Box(0, 0, 70, 20), new Box(50, 60, 50, 20))));
        }
    }

    @Test
    void tellsWhenInARecordingTheHitWasSaid() {
        List<SpokenWord> words = List.of(
                spoken("aspirin", 0.5),
                spoken("ten", 1),
                spoken("milligrams", 1.5),
                spoken("daily", 2),
                spoken("period", 2.5),
                spoken("warfarin", 3));
        String text = "Aspirin 10 mg daily. Warfarin stopped.";
        try (var index = office.open(folder)) {
            IndexedDocument document = office.scan("a", text);
            office.text("a", 1, new PageText.Heard(text, words, 4000));
            put(index, 1, document);
            assertThat(search(index, "warfarin").hits().getFirst().places())
                    .isEqualTo(new Places.InRecording(4000, List.of(new TimeSpan(3, 3.4))));
            assertThat(search(index, "\"10 mg\"").hits().getFirst().places())
                    .isEqualTo(new Places.InRecording(4000, List.of(new TimeSpan(1, 1.9))));
        }
    }

    @Test
    void tellsTheHitsOfEveryPageOfADocument() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    office.scan("a", "aspirin", "nothing here", "warfarin and aspirin"),
                    office.scan("b", "aspirin"));
            assertThat(index.hits(Office.CLERK, new DocumentId("a"), Office.query("aspirin warfarin -cough")))
                    .extracting(PageHits::page)
                    .containsExactly(1, 3);
        }
    }

    @Test
    void aTitleIsFoundThoughThePageHasNoText() {
        try (var index = office.open(folder)) {
            put(index, 1, office.document("a", "Insurance card", Optional.empty(), ""));
            Hit hit = search(index, "insurance").hits().getFirst();
            assertThat(hit.snippet()).isEmpty();
            assertThat(hit.places()).isEqualTo(new Places.InText());
        }
    }

    @Test
    void goesBackToTheLastCommitAfterAnUncleanEndAndForwardAgainByReplay() {
        var index = office.open(folder);
        put(index, 1, office.scan("a", "first"));
        index.commit();
        put(index, 2, office.scan("b", "second"));
        assertThat(index.status().lastCommitted()).isEqualTo(1);
        Path copy = folder.resolveSibling(folder.getFileName() + "-after-crash");
        copyCommitted(folder, copy);
        index.close();

        try (var reopened = office.open(copy)) {
            assertThat(reopened.opening()).isEqualTo(new Opening.Continued(1));
            assertThat(found(reopened, "")).containsExactly("a");
            put(reopened, 2, office.scan("a", "first"), office.scan("b", "second"));
            assertThat(found(reopened, "")).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void closingKeepsEverything() {
        try (var index = office.open(folder)) {
            assertThat(index.opening()).isEqualTo(new Opening.Created());
            put(index, 7, office.scan("a", "kept"));
        }
        try (var index = office.open(folder)) {
            assertThat(index.opening()).isEqualTo(new Opening.Continued(7));
            assertThat(found(index, "kept")).containsExactly("a");
        }
    }

    @Test
    void aDamagedIndexIsSetAsideAndTheStartGoesOn() throws Exception {
        try (var index = office.open(folder)) {
            put(index, 7, office.scan("a", "kept"));
        }
        try (Stream<Path> files = Files.list(folder.resolve("generation-000001"))) {
            Path data = files.filter(file -> file.toString().endsWith(".cfs"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(data);
            bytes[bytes.length / 2] ^= 1;
            Files.write(data, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        }
        try (var index = office.open(folder)) {
            assertThat(index.opening()).isInstanceOfSatisfying(Opening.SetAside.class, aside -> {
                assertThat(aside.folder()).isDirectory();
                assertThat(aside.reason()).isNotBlank();
            });
            assertThat(index.lastApplied()).isZero();
            put(index, 7, office.scan("a", "kept"));
        }
        try (var index = office.open(folder)) {
            assertThat(index.opening()).isEqualTo(new Opening.Continued(7));
        }
    }

    @Test
    void anEmptyOrCutOffIndexFileDoesNotStopTheStart() throws Exception {
        try (var index = office.open(folder)) {
            put(index, 7, office.scan("a", "kept"));
        }
        try (Stream<Path> files = Files.list(folder.resolve("generation-000001"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.write(file, new byte[0]);
            }
        }
        try (var index = office.open(folder)) {
            assertThat(index.opening()).isInstanceOf(Opening.SetAside.class);
        }
        Files.writeString(folder.resolve("current"), "gibberish");
        try (var index = office.open(folder)) {
            assertThat(index.opening()).isInstanceOf(Opening.Created.class);
        }
    }

    @Test
    void isOpenOnlyOnce() {
        try (var index = office.open(folder)) {
            assertThatThrownBy(() -> office.open(folder)).isInstanceOf(IndexInUseException.class);
            assertThat(index.lastApplied()).isZero();
        }
    }

    @Test
    void searchesShowUpdatesBySoonThemselves() {
        AtomicReference<Instant> now = new AtomicReference<>(Office.MORNING);
        try (var index = LuceneSearchIndex.open(folder, office, now::get, ZoneOffset.UTC)) {
            index.apply(1, List.of(new IndexUpdate.Put(office.scan("a", "fresh"))));
            now.set(Office.MORNING.plusMillis(500));
            assertThat(found(index, "fresh")).containsExactly("a");
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noSearchWaitsForWhatIsBeingWritten() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Office.MORNING);
        StoppingDisk disk = new StoppingDisk();
        try (var index = open(disk, office, now::get)) {
            put(index, 1, office.scan("a", "here"));
            index.apply(2, List.of(new IndexUpdate.Put(office.scan("b", "here"))));
            disk.stopped = true;
            Thread writer = Thread.startVirtualThread(index::refresh);
            disk.reached.await();
            now.set(Office.MORNING.plusSeconds(10));

            assertThat(found(index, "here")).containsExactly("a");

            disk.goOn.countDown();
            writer.join();
            assertThat(found(index, "here")).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noSearchWaitsForTheFilesToBeDeletedThatItReadLast() throws Exception {
        AtomicReference<Optional<LuceneSearchIndex>> opened = new AtomicReference<>(Optional.empty());
        StoppingDisk disk = new StoppingDisk();
        DocumentId a = new DocumentId("a");
        PageTexts purgingOnce = (document, page) -> {
            opened.getAndSet(Optional.empty()).ifPresent(index -> {
                index.apply(2, List.of(new IndexUpdate.Remove(a)));
                index.purge(Set.of(a));
                disk.stopped = true;
            });
            return office.find(document, page);
        };
        List<String> before;
        try (var index = open(disk, purgingOnce, () -> Office.MORNING)) {
            put(index, 1, office.scan("a", "here"));
            before = List.of(disk.listAll());
            opened.set(Optional.of(index));

            assertThat(found(index, "here")).containsExactly("a");

            assertThat(disk.listAll()).as("of files that are being read").contains(before.getFirst());
            disk.reached.await();
            disk.goOn.countDown();
        }
        assertThat(disk.listAll()).doesNotContain(before.getFirst());
    }

    private LuceneSearchIndex open(Directory disk, PageTexts texts, InstantSource clock) {
        Thesaurus shipped = Thesaurus.shipped();
        return LuceneSearchIndex.open(folder, texts, clock, ZoneOffset.UTC, () -> shipped, Optional.empty(), _ -> disk);
    }

    /** In memory; once it is stopped, files are written and deleted only when they may. */
    private static final class StoppingDisk extends FilterDirectory {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean stopped;

        StoppingDisk() {
            super(new ByteBuffersDirectory());
        }

        private void pass() throws IOException {
            if (stopped) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException("interrupted", e);
                }
            }
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            pass();
            return super.createOutput(name, context);
        }

        @Override
        public void deleteFile(String name) throws IOException {
            pass();
            super.deleteFile(name);
        }

        @Override
        public void close() {
            // So that what is left on it can be looked at.
        }
    }

    @Test
    void verifyingNamesWhatDiffers() {
        try (var index = office.open(folder)) {
            put(index, 1, office.scan("a", "1", "2"), office.scan("b", "1"), office.scan("c", "1"));
            var expected = List.of(
                    new DocumentVersion(new DocumentId("a"), 1),
                    new DocumentVersion(new DocumentId("b"), 2),
                    new DocumentVersion(new DocumentId("d"), 1));
            assertThat(index.verify(expected.iterator()))
                    .isEqualTo(new IndexVerdict(
                            Optional.empty(),
                            3,
                            List.of(new DocumentId("d")),
                            List.of(new DocumentId("b")),
                            List.of(new DocumentId("c"))));
            assertThat(index.verify(Stream.of("a", "b", "c")
                                    .map(id -> new DocumentVersion(new DocumentId(id), 1))
                                    .iterator())
                            .agrees())
                    .isTrue();
        }
    }

    private static Word word(String text, int x, int y, int width, int line) {
        return new Word(text, new Box(x, y, width, 20), 1, line);
    }

    private static SpokenWord spoken(String word, double start) {
        return new SpokenWord(word, start, start + 0.4, 1);
    }

    /** What a crash leaves at worst: the files of the last commit. */
    private static void copyCommitted(Path from, Path to) {
        try (var walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
