package org.chartroom.index.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;

/**
 * Lucene's own files, with graphs of nearest neighbours over vectors rounded to a byte a number. Files say by themselves how
 * they are read, so that those written without it are read as before.
 */
final class RoundedPlaces extends Lucene104Codec {
    private final KnnVectorsFormat rounded = new Lucene104HnswScalarQuantizedVectorsFormat();

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return rounded;
    }
}
