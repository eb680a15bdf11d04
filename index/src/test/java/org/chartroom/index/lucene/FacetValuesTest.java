package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;
import org.junit.jupiter.api.Test;

class FacetValuesTest {
    private final FacetValues values = new FacetValues();

    @Test
    void aValueCountsTogetherInAllSegmentsAndIsCalledAsMostOfItsDocumentsAre() throws Exception {
        List<FacetCount> counts = counted(
                List.of(called("p1", "Ann Lee"), called("p2", "Bo Ray"), called("p1", "Ann Roe")),
                List.of(called("p3", "Cy Fox"), called("p1", "Ann Roe")),
                List.of(called("p2", "Bo Ray")));

        assertThat(counts)
                .containsExactly(
                        new FacetCount("p1", "Ann Roe", 3),
                        new FacetCount("p2", "Bo Ray", 2),
                        new FacetCount("p3", "Cy Fox", 1));
    }

    @Test
    void aSegmentThatComesLaterAddsToWhatIsKnownAndCountsNothingBefore() throws Exception {
        counted(List.of(called("p1", "Ann Lee"), called("p2", "Bo Ray")));

        assertThat(counted(List.of(called("p3", "Cy Fox"), called("p2", "Bo Ray"), called("p2", "Bo Ray"))))
                .containsExactly(new FacetCount("p2", "Bo Ray", 2), new FacetCount("p3", "Cy Fox", 1));
    }

    private static String called(String value, String label) {
        return value + PageDocuments.LABEL + label;
    }

    @SafeVarargs
    private List<FacetCount> counted(List<String>... segments) throws Exception {
        try (Directory directory = new ByteBuffersDirectory();
                IndexWriter writer =
                        new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            for (List<String> segment : segments) {
                for (String counted : segment) {
                    Document page = new Document();
                    page.add(new SortedDocValuesField(Fields.facet(Facet.PATIENT), new BytesRef(counted)));
                    writer.addDocument(page);
                }
                writer.commit();
            }
            FacetCounter counter = new FacetCounter(values, Set.of(Facet.PATIENT));
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                for (LeafReaderContext leaf : reader.leaves()) {
                    FacetCounter.Segment segment = counter.segment(leaf.reader());
                    for (int page = 0; page < leaf.reader().maxDoc(); page++) {
                        segment.count(page);
                    }
                    segment.finish();
                }
            }
            Map<Facet, List<FacetCount>> counts = counter.counts();
            assertThat(counts).containsOnlyKeys(Facet.PATIENT);
            return counts.getOrDefault(Facet.PATIENT, List.of());
        }
    }
}
