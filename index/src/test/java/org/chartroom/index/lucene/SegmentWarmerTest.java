package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.chartroom.index.Facet;
import org.chartroom.index.IndexUpdate;
import org.chartroom.models.record.DocumentId;
import org.junit.jupiter.api.Test;

/** The first search that sees a merged segment finds all worked out that it needs. */
class SegmentWarmerTest {
    private static final int DOCUMENTS = 200;

    private final FacetValues facetValues = new FacetValues();
    private final Office office = new Office();
    private final Set<IndexReader.CacheKey> warmed = ConcurrentHashMap.newKeySet();

    /** Of what is in a segment tells nothing any more but what was worked out of it before. */
    private static final class Closed extends FilterLeafReader {
        Closed(LeafReader in) {
            super(in);
        }

        @Override
        public NumericDocValues getNumericDocValues(String field) {
            throw new IllegalStateException("read again: " + field);
        }

        @Override
        public NumericDocValues getNormValues(String field) {
            throw new IllegalStateException("read again: lengths of " + field);
        }

        @Override
        public SortedDocValues getSortedDocValues(String field) {
            throw new IllegalStateException("read again: " + field);
        }

        @Override
        public CacheHelper getCoreCacheHelper() {
            return in.getCoreCacheHelper();
        }

        @Override
        public CacheHelper getReaderCacheHelper() {
            return in.getReaderCacheHelper();
        }
    }

    private void warm(LeafReader segment) throws IOException {
        new SegmentWarmer(facetValues).warm(segment);
        warmed.add(segment.getCoreCacheHelper().getKey());
    }

    @Test
    void nothingIsReadAgainOfASegmentThatWasMerged() throws IOException {
        try (Generation generation = Generation.open(
                new ByteBuffersDirectory(),
                new NoteAnalyzer(),
                new PageDocuments(ZoneOffset.UTC),
                16,
                Runnable::run,
                new Traffic(),
                this::warm)) {
            for (int number = 1; number <= DOCUMENTS; number++) {
                generation.apply(number, List.of(new IndexUpdate.Put(office.scan("d" + number, "one page", "two"))));
                generation.refresh();
            }
            generation.apply(DOCUMENTS + 1, List.of(new IndexUpdate.Remove(new DocumentId("d1"))));
            generation.purge();
            IndexSearcher searcher = generation.searchers().acquire();
            try {
                int known = 0;
                for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                    IndexReader.CacheKey key =
                            leaf.reader().getCoreCacheHelper().getKey();
                    if (warmed.contains(key)) {
                        known += leaf.reader().numDocs();
                        assertAllIsKnown(new Closed(leaf.reader()));
                    }
                }
                assertThat(known).as("pages of merged segments").isGreaterThan(DOCUMENTS);
            } finally {
                generation.searchers().release(searcher);
            }
        }
    }

    private void assertAllIsKnown(LeafReader segment) throws IOException {
        assertThat(Heads.of(segment).of(0)).isZero();
        assertThat(Dates.of(segment).latest(0)).isPositive();
        for (Shelf shelf : Shelf.of(segment)) {
            assertThat(PageLengths.of(segment, QueryCompiler.wordFields(shelf::field)))
                    .hasSize(segment.maxDoc());
        }
        for (Facet facet : Facet.values()) {
            assertThat(facetValues.of(segment, facet)).isNotNull();
        }
        assertThatThrownBy(() -> PageLengths.of(segment, List.of(new WordQuery.InField("another", 1))))
                .as("what was not worked out would be read")
                .isInstanceOf(IllegalStateException.class);
    }
}
