package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartroom.index.lucene.Office.put;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chartroom.index.Hit;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.MeaningModel;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.SearchPage;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.index.synonyms.Thesaurus;
import org.chartroom.models.record.DocumentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found for what it means, beside what has the words. */
class MeaningTest {
    @TempDir
    Path folder;

    private final Office office = new Office();
    private final Map<DocumentId, IndexedDocument> records = new HashMap<>();

    /** Knows two things: hearts and bones. */
    private static final class TwoThings implements MeaningModel {
        @Override
        public String name() {
            return "two-things";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public float[] place(String text) {
            boolean heart = text.contains("coronary") || text.contains("heart");
            boolean bone = text.contains("fracture") || text.contains("bone");
            float both = (float) Math.sqrt(0.5);
            return heart == bone ? new float[] {both, both} : heart ? new float[] {1, 0} : new float[] {0, 1};
        }
    }

    private LuceneSearchIndex open() {
        Thesaurus none = Thesaurus.empty();
        return LuceneSearchIndex.open(
                folder, office, Office.CLOCK, ZoneOffset.UTC, () -> none, Optional.of(new TwoThings()));
    }

    private IndexedDocument kept(String id, String... pages) {
        IndexedDocument document = office.scan(id, pages);
        records.put(document.id(), document);
        return document;
    }

    private int deepen(SearchIndex index) {
        int done = index.deepen(100, id -> Optional.ofNullable(records.get(id)));
        index.refresh();
        return done;
    }

    private static SearchPage meant(SearchIndex index, String typed) {
        return index.search(Office.meant(Office.CLERK, typed));
    }

    @Test
    void documentsThatMeanItAreListedBesideThoseThatSayItAndAreNotCountedWithThem() {
        try (var index = open()) {
            put(index, 1, kept("says", "heart"), kept("means", "cover sheet", "coronary"), kept("other", "fracture"));
            assertThat(deepen(index)).isEqualTo(3);
            assertThat(deepen(index)).isZero();
            SearchPage page = meant(index, "heart");
            assertThat(Office.ids(page)).containsExactly("says", "means");
            assertThat(page.total()).isEqualTo(1);
            assertThat(page.meant()).isEqualTo(1);
            Hit means = page.hits().getLast();
            assertThat(means.meant()).isTrue();
            assertThat(means.page()).isEqualTo(2);
            assertThat(means.lacks()).containsExactly("heart");
            assertThat(Office.found(index, "heart")).containsExactly("says");
        }
    }

    @Test
    void whatHasTheWordsIsNeverPushedFurtherThanTwiceItsPlace() {
        List<String> words = IntStream.range(0, 10).mapToObj(i -> "w" + i).toList();
        List<String> meaning = new ArrayList<>(words.reversed());
        IntStream.range(0, 90).forEach(i -> meaning.add(i % 9, "m" + i));
        List<String> fused = Fusion.of(words, meaning);
        assertThat(fused).hasSize(100).doesNotHaveDuplicates();
        for (int rank = 1; rank <= words.size(); rank++) {
            assertThat(fused.indexOf(words.get(rank - 1)) + 1).isLessThanOrEqualTo(2 * rank);
        }
    }

    @Test
    void operatorsNegationsFiltersAndOrderByDateAreMeantStrictly() {
        try (var index = open()) {
            put(index, 1, kept("says", "heart"), kept("means", "coronary bypass"), kept("title", "coronary"));
            deepen(index);
            assertThat(Office.ids(meant(index, "heart -bypass"))).containsExactly("says", "title");
            assertThat(Office.ids(meant(index, "heart title:title"))).containsExactly("title");
            assertThat(Office.ids(meant(index, "\"heart\""))).containsExactly("says");
            assertThat(Office.ids(meant(index, "heart OR lung"))).containsExactly("says");
            SearchRequest newest = new SearchRequest(
                    Office.CLERK,
                    Office.query("heart"),
                    SearchFilter.NONE,
                    SearchSort.NEWEST,
                    Optional.empty(),
                    10,
                    false,
                    true);
            assertThat(Office.ids(index.search(newest))).containsExactly("says");
        }
    }

    @Test
    void followingPagesNeitherSkipNorRepeat() {
        try (var index = open()) {
            List<IndexUpdate> updates = new ArrayList<>();
            for (int i = 0; i < 140; i++) {
                updates.add(new IndexUpdate.Put(kept("says" + i, "heart ".repeat(i % 7 + 1) + "x".repeat(i % 11))));
                updates.add(new IndexUpdate.Put(kept("means" + i, "coronary")));
            }
            index.apply(1, updates);
            index.refresh();
            while (deepen(index) > 0) {
                index.refresh();
            }
            List<String> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                SearchPage page = index.search(new SearchRequest(
                        Office.CLERK,
                        Office.query("heart"),
                        SearchFilter.NONE,
                        SearchSort.RELEVANCE,
                        cursor,
                        30,
                        false,
                        true));
                assertThat(page.total()).isEqualTo(140);
                seen.addAll(Office.ids(page));
                cursor = page.next();
            } while (cursor.isPresent());
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(seen.stream().filter(id -> id.startsWith("says"))).hasSize(140);
        }
    }

    @Test
    void aDocumentThatChangesIsReadAgainAndOneThatGoesIsGone() {
        try (var index = open()) {
            put(index, 1, kept("a", "coronary"), kept("b", "coronary"));
            deepen(index);
            put(index, 2, kept("a", "fracture"));
            index.apply(3, List.of(new IndexUpdate.Remove(new DocumentId("b"))));
            index.refresh();
            assertThat(Office.ids(meant(index, "heart"))).isEmpty();
            assertThat(deepen(index)).isEqualTo(1);
            assertThat(Office.ids(meant(index, "heart"))).isEmpty();
            assertThat(Office.ids(meant(index, "bone"))).containsExactly("a");
        }
    }

    @Test
    void anIndexWrittenWithoutAModelLearnsLater() {
        try (var without = office.open(folder)) {
            put(without, 1, kept("a", "coronary"));
            assertThat(without.deepen(9, id -> Optional.empty())).isZero();
        }
        try (var index = open()) {
            assertThat(Office.ids(meant(index, "heart"))).isEmpty();
            deepen(index);
            assertThat(Office.ids(meant(index, "heart"))).containsExactly("a");
        }
    }
}
