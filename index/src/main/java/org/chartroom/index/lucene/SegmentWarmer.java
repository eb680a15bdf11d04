package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.chartroom.index.Facet;

/**
 * Works out what searches need of a merged segment before any of them sees it: with many pages that takes longer than a search, and the
 * next ones would otherwise spend it, each for itself.
 */
final class SegmentWarmer implements IndexWriter.IndexReaderWarmer {
    private final FacetValues facetValues;

    SegmentWarmer(FacetValues facetValues) {
        this.facetValues = facetValues;
    }

    @Override
    public void warm(LeafReader segment) throws IOException {
        Heads.of(segment);
        Dates.of(segment);
        for (Shelf shelf : Shelf.of(segment)) {
            PageLengths.of(segment, QueryCompiler.wordFields(shelf::field));
        }
        for (Facet facet : Facet.values()) {
            facetValues.of(segment, facet);
        }
    }
}
