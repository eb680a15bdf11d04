package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;

/**
 * Finds where a text matches. The text is analysed again, as an index of one page in memory, and Lucene tells the places:
 * so a phrase, a beginning or a spelling is marked exactly where it was found.
 */
final class Highlighter {
    private final Analyzer analyzer;

    Highlighter(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /**
     * The places, in order, not overlapping; empty when there are none.
     *
     * @param places made by {@link QueryCompiler#places}
     */
    List<Span> spans(Query places, String text) {
        MemoryIndex page = new MemoryIndex(true);
        page.addField(Fields.TEXT, text, analyzer);
        IndexSearcher searcher = page.createSearcher();
        List<Span> spans = new ArrayList<>();
        try {
            LeafReaderContext leaf = searcher.getIndexReader().leaves().getFirst();
            Matches matches = searcher.createWeight(searcher.rewrite(places), ScoreMode.COMPLETE_NO_SCORES, 1)
                    .matches(leaf, 0);
            MatchesIterator hits = matches == null ? null : matches.getMatches(Fields.TEXT);
            while (hits != null && hits.next()) {
                spans.add(new Span(hits.startOffset(), hits.endOffset()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
        return Span.merged(spans);
    }
}
