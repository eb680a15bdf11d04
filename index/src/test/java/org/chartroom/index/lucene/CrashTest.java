package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.chartroom.index.DocumentVersion;
import org.chartroom.index.IndexUnavailableException;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.synonyms.Thesaurus;
import org.chartroom.models.record.DocumentId;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power cuts, which lose or spoil everything not synced, and full disks, on the directories Lucene tests itself with. */
class CrashTest {
    @TempDir
    Path folder;

    /** Outlives the generations opened on it. */
    private static final class Disk extends FilterDirectory {
        Disk(Directory in) {
            super(in);
        }

        /** A lock of the process that was cut off holds nobody up, as with a real one. */
        @Override
        public Lock obtainLock(String name) throws IOException {
            return NoLockFactory.INSTANCE.obtainLock(in, name);
        }

        @Override
        public void close() {
            // The disk stays when a generation on it is closed.
        }
    }

    @RepeatedTest(10)
    void afterAPowerCutDocumentsAndPositionAreThoseOfTheLastCommit(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        Office office = new Office();
        MockDirectoryWrapper mock = new MockDirectoryWrapper(random, new ByteBuffersDirectory());
        mock.setCheckIndexOnClose(false);
        mock.setThrottling(MockDirectoryWrapper.Throttling.NEVER);
        NoteAnalyzer analyzer = new NoteAnalyzer();
        PageDocuments documents = new PageDocuments(ZoneOffset.UTC);
        Map<String, Integer> committed = new TreeMap<>();
        Map<String, Integer> now = new TreeMap<>();
        long sequence = 0;
        for (int crash = 0; crash < 4; crash++) {
            Generation generation = Generation.open(
                    new Disk(mock),
                    analyzer,
                    documents,
                    16,
                    Runnable::run,
                    new Traffic(),
                    new SegmentWarmer(new FacetValues()));
            long expectedSequence = sequence;
            assertThat(generation.lastApplied()).isEqualTo(expectedSequence);
            assertThat(contents(generation, committed)).isTrue();
            now.clear();
            now.putAll(committed);
            long running = sequence;
            for (int step = 0; step < 12; step++) {
                running++;
                generation.apply(running, updates(random, office, now));
                if (random.nextInt(3) == 0) {
                    generation.refresh();
                }
                if (random.nextInt(4) == 0) {
                    generation.commit();
                    committed.clear();
                    committed.putAll(now);
                    sequence = running;
                }
            }
            mock.crash();
            try {
                generation.close();
            } catch (IOException | RuntimeException cutOff) {
                assertThat(cutOff).hasMessageContaining("crash");
            }
            mock.clearCrash();
        }
        assertThat(sequence).isPositive();
    }

    @Test
    void aFullDiskIsToldAndWhatWasCommittedStaysFindable() throws IOException {
        Office office = new Office();
        MockDirectoryWrapper mock = new MockDirectoryWrapper(new Random(1), new ByteBuffersDirectory());
        mock.setCheckIndexOnClose(false);
        try (LuceneSearchIndex index = LuceneSearchIndex.open(
                folder,
                office,
                Office.CLOCK,
                ZoneOffset.UTC,
                Thesaurus::shipped,
                Optional.empty(),
                path -> new Disk(mock))) {
            Office.put(index, 1, office.scan("a", "kept"));
            index.commit();
            mock.setMaxSizeInBytes(mock.sizeInBytes() + 500);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 50; i++) {
                            Office.put(index, 2, office.scan("b" + i, "much more text " + "x y z ".repeat(500) + i));
                            index.commit();
                        }
                    })
                    .isInstanceOf(IndexUnavailableException.class)
                    .hasMessageContaining("The records are safe");
            assertThat(index.lastApplied()).isBetween(1L, 2L);
            assertThat(Office.found(index, "kept")).containsExactly("a");

            mock.setMaxSizeInBytes(0);
            Office.put(index, 3, office.scan("c", "after"));
            index.commit();
            assertThat(Office.found(index, "after")).containsExactly("c");
            assertThat(Office.found(index, "kept")).containsExactly("a");
        }
    }

    private static List<IndexUpdate> updates(Random random, Office office, Map<String, Integer> now) {
        List<IndexUpdate> updates = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = "d" + random.nextInt(15);
            if (random.nextInt(4) == 0) {
                now.remove(id);
                updates.add(new IndexUpdate.Remove(new DocumentId(id)));
            } else {
                IndexedDocument document = office.scan(id, "page one", "page two");
                now.put(id, document.version());
                updates.add(new IndexUpdate.Put(document));
            }
        }
        return updates;
    }

    private static boolean contents(Generation generation, Map<String, Integer> expected) throws IOException {
        IndexSearcher searcher = generation.searchers().acquire();
        try {
            return Verification.of(
                            searcher,
                            expected.entrySet().stream()
                                    .map(entry -> new DocumentVersion(new DocumentId(entry.getKey()), entry.getValue()))
                                    .iterator())
                    .agrees();
        } finally {
            generation.searchers().release(searcher);
        }
    }
}
