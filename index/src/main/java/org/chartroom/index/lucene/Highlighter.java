package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/**
 * Finds where a text matches. The text is cut again. Where any of several words is asked for, they are the places; otherwise what
 * could match goes into an index of one page in memory, and Lucene tells the places: so a phrase or a spelling is marked exactly
 * where it was found.
 */
final class Highlighter {
    /** Fewer characters than this are marked sooner than another thread has begun. */
    private static final int SHORT = 4_000;

    /** Parts of the work, so that a thread that comes late still finds something to do. */
    private static final int TASKS = 4;

    private final Analyzer analyzer;

    Highlighter(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** @param places made by {@link QueryCompiler#places} */
    Marking marking(Query places) {
        return new Marking(places);
    }

    /**
     * The places in many texts, side by side.
     *
     * @param places made by {@link QueryCompiler#places}
     * @return those of each text, in order, not overlapping
     */
    List<List<Span>> spans(Query places, List<String> texts, TaskExecutor workers) throws IOException {
        int length = texts.stream().mapToInt(String::length).sum();
        if (length < SHORT) {
            return texts.stream().map(marking(places)::spans).toList();
        }
        int each = (texts.size() + TASKS - 1) / TASKS;
        List<Callable<List<List<Span>>>> tasks = new ArrayList<>(TASKS);
        for (int from = 0; from < texts.size(); from += each) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + each));
            tasks.add(() -> some.stream().map(marking(places)::spans).toList());
        }
        return workers.invokeAll(tasks).stream().flatMap(List::stream).toList();
    }

    /** Whether it asks for any of some words, so that each of them is a place. */
    private static boolean isAnyOfWords(Query query) {
        return switch (query) {
            case TermQuery _, WordQuery _, PrefixQuery _, MatchNoDocsQuery _ -> true;
            case BoostQuery boosted -> isAnyOfWords(boosted.getQuery());
            case ConstantScoreQuery constant -> isAnyOfWords(constant.getQuery());
            case DisjunctionMaxQuery any -> any.getDisjuncts().stream().allMatch(Highlighter::isAnyOfWords);
            case BooleanQuery any ->
                any.getMinimumNumberShouldMatch() <= 1
                        && any.clauses().stream()
                                .allMatch(part -> part.occur() == Occur.SHOULD && isAnyOfWords(part.query()));
            default -> false;
        };
    }

    /** For many texts with the same query; for one thread. */
    final class Marking {
        private final Query places;
        private final boolean anyOfWords;
        private final MemoryIndex page = new MemoryIndex(true);
        private final CharArraySet terms = new CharArraySet(16, false);
        private final List<ByteRunAutomaton> patterns = new ArrayList<>();

        private Marking(Query places) {
            this.places = places;
            this.anyOfWords = isAnyOfWords(places);
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
            if (terms.isEmpty() && patterns.isEmpty()) {
                return List.of();
            }
            List<Span> spans = new ArrayList<>();
            try (Wanted wanted = new Wanted(analyzer.tokenStream(Fields.TEXT, text))) {
                if (anyOfWords) {
                    addWords(wanted, spans);
                } else {
                    addMatches(wanted, spans);
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException("reading from memory failed", impossible);
            }
            return Span.merged(spans);
        }

        private void addWords(Wanted wanted, List<Span> spans) throws IOException {
            wanted.reset();
            while (wanted.incrementToken()) {
                spans.add(new Span(wanted.offset.startOffset(), wanted.offset.endOffset()));
            }
            wanted.end();
        }

        private void addMatches(Wanted wanted, List<Span> spans) throws IOException {
            page.reset();
            page.addField(Fields.TEXT, wanted);
            IndexSearcher searcher = page.createSearcher();
            LeafReaderContext leaf = searcher.getIndexReader().leaves().getFirst();
            Matches matches = searcher.createWeight(searcher.rewrite(places), ScoreMode.COMPLETE_NO_SCORES, 1)
                    .matches(leaf, 0);
            MatchesIterator hits = matches == null ? null : matches.getMatches(Fields.TEXT);
            while (hits != null && hits.next()) {
                spans.add(new Span(hits.startOffset(), hits.endOffset()));
            }
        }

        /** Lets through what the query names; what it leaves out still counts as a position. */
        private final class Wanted extends FilteringTokenFilter {
            private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
            private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
            private final TermToBytesRefAttribute bytes = addAttribute(TermToBytesRefAttribute.class);

            Wanted(TokenStream words) {
                super(words);
            }

            @Override
            protected boolean accept() {
                if (terms.contains(term.buffer(), 0, term.length())) {
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
