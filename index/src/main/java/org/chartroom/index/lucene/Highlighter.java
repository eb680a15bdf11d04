package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/**
 * Finds where a text matches. The text is cut again, what could match goes into an index of one page in memory, and Lucene tells
 * the places: so a phrase, a beginning or a spelling is marked exactly where it was found.
 */
final class Highlighter {
    private final Analyzer analyzer;

    Highlighter(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** @param places made by {@link QueryCompiler#places} */
    Marking marking(Query places) {
        return new Marking(places);
    }

    /** For many texts with the same query; for one thread. */
    final class Marking {
        private final Query places;
        private final Set<String> terms = new HashSet<>();
        private final List<ByteRunAutomaton> patterns = new ArrayList<>();

        private Marking(Query places) {
            this.places = places;
            places.visit(new QueryVisitor() {
                @Override
                public void consumeTerms(Query query, Term... wanted) {
                    for (Term term : wanted) {
                        terms.add(term.text());
                    }
                }

                @Override
                public void consumeTermsMatching(Query query, String field, Supplier<ByteRunAutomaton> pattern) {
                    patterns.add(pattern.get());
                }
            });
        }

        /** The places, in order, not overlapping; empty when there are none. */
        List<Span> spans(String text) {
            List<Span> spans = new ArrayList<>();
            try {
                MemoryIndex page = new MemoryIndex(true);
                page.addField(Fields.TEXT, new Wanted(analyzer.tokenStream(Fields.TEXT, text)));
                IndexSearcher searcher = page.createSearcher();
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

        /** Lets through what the query names; what it leaves out still counts as a position. */
        private final class Wanted extends FilteringTokenFilter {
            private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
            private final TermToBytesRefAttribute bytes = addAttribute(TermToBytesRefAttribute.class);

            Wanted(TokenStream words) {
                super(words);
            }

            @Override
            protected boolean accept() {
                if (terms.contains(term.toString())) {
                    return true;
                }
                if (patterns.isEmpty()) {
                    return false;
                }
                BytesRef written = bytes.getBytesRef();
                return patterns.stream()
                        .anyMatch(pattern -> pattern.run(written.bytes, written.offset, written.length));
            }
        }
    }
}
