package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartroom.index.lucene.Office.found;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.chartroom.index.IndexRebuild;
import org.chartroom.index.Opening;
import org.chartroom.models.record.DocumentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
    @TempDir
    Path folder;

    private final Office office = new Office();

    @Test
    void theFreshIndexTakesThePlaceOfTheLiveOneAndTheLogIsReplayedFromThere() throws IOException {
        try (var index = office.open(folder)) {
            Office.put(index, 10, office.scan("a", "old words"), office.scan("gone", "old words"));
            try (IndexRebuild rebuild = index.rebuild(10)) {
                assertThat(rebuild.resumeAfter()).isEmpty();
                rebuild.add(List.of(office.scan("a", "new words")), new DocumentId("a"));
                Office.put(index, 11, office.scan("b", "came meanwhile"));
                assertThat(found(index, "old")).containsExactlyInAnyOrder("a", "gone");
                rebuild.swap();
            }
            assertThat(found(index, "old")).isEmpty();
            assertThat(found(index, "new")).containsExactly("a");
            assertThat(index.lastApplied()).isEqualTo(10);
            Office.put(index, 11, office.scan("b", "came meanwhile"));
            assertThat(found(index, "meanwhile")).containsExactly("b");
        }
        assertThat(generations()).containsExactly("generation-000002");
        try (var index = office.open(folder)) {
            assertThat(index.opening()).isEqualTo(new Opening.Continued(11));
            assertThat(found(index, "")).hasSize(2);
        }
    }

    @Test
    void aRebuildThatWasStoppedGoesOnWhereItWas() throws IOException {
        try (var index = office.open(folder)) {
            Office.put(index, 10, office.scan("a", "live"));
            try (IndexRebuild rebuild = index.rebuild(10)) {
                rebuild.add(List.of(office.scan("a", "fresh")), new DocumentId("a"));
                assertThatThrownBy(() -> index.rebuild(10)).isInstanceOf(IllegalStateException.class);
            }
        }
        try (var index = office.open(folder)) {
            assertThat(found(index, "live")).containsExactly("a");
            Office.put(index, 12, office.scan("a", "live"));
            try (IndexRebuild rebuild = index.rebuild(12)) {
                assertThat(rebuild.resumeAfter()).contains(new DocumentId("a"));
                rebuild.add(List.of(office.scan("b", "fresh")), new DocumentId("b"));
                rebuild.swap();
            }
            assertThat(found(index, "fresh")).containsExactlyInAnyOrder("a", "b");
            assertThat(index.lastApplied()).as("where the first one began").isEqualTo(10);
        }
        assertThat(generations()).hasSize(1);
    }

    @Test
    void aRebuildThatWasKilledLosesOnlyWhatWasNotCommitted() throws IOException {
        Path after = folder.resolveSibling(folder.getFileName() + "-killed");
        try (var index = office.open(folder)) {
            Office.put(index, 10, office.scan("a", "live"));
            index.commit();
            try (IndexRebuild rebuild = index.rebuild(10)) {
                for (int batch = 0; batch < 13; batch++) {
                    var documents = new ArrayList<org.chartroom.index.IndexedDocument>();
                    for (int i = 0; i < 500; i++) {
                        documents.add(office.scan("d%05d".formatted(batch * 500 + i), "fresh"));
                    }
                    rebuild.add(documents, documents.getLast().id());
                }
                copy(folder, after);
            }
        }
        try (var index = office.open(after)) {
            try (IndexRebuild rebuild = index.rebuild(10)) {
                DocumentId reached = rebuild.resumeAfter().orElseThrow();
                assertThat(reached).isEqualTo(new DocumentId("d04999"));
                for (int i = 5000; i < 6500; i++) {
                    rebuild.add(
                            List.of(office.scan("d%05d".formatted(i), "fresh")), new DocumentId("d%05d".formatted(i)));
                }
                rebuild.swap();
            }
            assertThat(Office.search(index, "fresh").total()).isEqualTo(6500);
        }
    }

    @Test
    void searchesGoOnWhileIndexesAreSwapped() throws Exception {
        try (var index = office.open(folder)) {
            Office.put(index, 1, office.scan("a", "steady"), office.scan("b", "steady"));
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger searches = new AtomicInteger();
            try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    running.add(readers.submit(() -> {
                        while (!done.get()) {
                            assertThat(Office.search(index, "steady").total()).isEqualTo(2);
                            searches.incrementAndGet();
                        }
                    }));
                }
                for (int swap = 0; swap < 8; swap++) {
                    try (IndexRebuild rebuild = index.rebuild(1)) {
                        rebuild.add(
                                List.of(office.scan("a", "steady"), office.scan("b", "steady")), new DocumentId("b"));
                        rebuild.swap();
                    }
                }
                done.set(true);
                for (Future<?> reader : running) {
                    reader.get();
                }
            }
            assertThat(searches.get()).isPositive();
        }
        assertThat(generations()).hasSize(1);
    }

    private List<String> generations() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith("generation"))
                    .toList();
        }
    }

    /** What a kill leaves: the files as they are. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
