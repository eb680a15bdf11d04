package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.SmallFloat;

/**
 * How long pages are, as a similarity wants it: the lengths of the fields of a shelf, each times its weight, summed once for
 * each segment, a byte a page.
 */
final class PageLengths {
    private static final OfSegments<List<WordQuery.InField>, byte[]> KNOWN = new OfSegments<>(PageLengths::summed);

    private PageLengths() {}

    /** By Lucene's number of the page in the segment; not to be changed. */
    static byte[] of(LeafReader segment, List<WordQuery.InField> fields) throws IOException {
        return KNOWN.of(segment, fields);
    }

    private static byte[] summed(LeafReader segment, List<WordQuery.InField> fields) throws IOException {
        float[] sums = new float[segment.maxDoc()];
        for (WordQuery.InField field : fields) {
            NumericDocValues norms = segment.getNormValues(field.name());
            if (norms != null) {
                for (int page = norms.nextDoc(); page != DocIdSetIterator.NO_MORE_DOCS; page = norms.nextDoc()) {
                    sums[page] += field.weight() * SmallFloat.byte4ToInt((byte) norms.longValue());
                }
            }
        }
        byte[] lengths = new byte[sums.length];
        for (int page = 0; page < sums.length; page++) {
            lengths[page] = SmallFloat.intToByte4(Math.round(sums[page]));
        }
        return lengths;
    }
}
