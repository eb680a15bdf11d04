package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
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
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a text matches. The text is cut again, as far as it has words that begin like those asked for. Where any of several words is
 * asked for, they are the places; what else could match goes into an index of one page in memory, and Lucene tells the places: so a phrase
 * or a spelling is marked exactly where it was found.
 */
final class Highlighter {
    /** Fewer characters than this are marked sooner than another thread has begun. */
    private static final int SHORT = 4_000;

    /** Parts of the work, so that a thread that comes late still finds something to do. */
    private static final int TASKS = 4;

    private final NoteAnalyzer analyzer;

    Highlighter(NoteAnalyzer analyzer) {
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

    /** Whether each place of a term is one of the query. */
    private static boolean isWord(Query query) {
        return query instanceof TermQuery
                || query instanceof SynonymQuery
                || query instanceof WordQuery
                || query instanceof PrefixQuery
                || query instanceof MatchNoDocsQuery;
    }

    /** The queries that it is met by any of; itself where it is another kind. */
    private static Stream<Query> any(Query query) {
        return switch (query) {
            case BoostQuery boosted -> any(boosted.getQuery());
            case ConstantScoreQuery constant -> any(constant.getQuery());
            case DisjunctionMaxQuery best -> best.getDisjuncts().stream().flatMap(Highlighter::any);
            case BooleanQuery any
            when any.getMinimumNumberShouldMatch() <= 1
                    && any.clauses().stream().allMatch(part -> part.occur() == Occur.SHOULD) ->
                any.clauses().stream().flatMap(part -> any(part.query()));
            default -> Stream.of(query);
        };
    }

    /** The terms that queries name. */
    private static final class Named extends QueryVisitor {
        private final CharArraySet terms = new CharArraySet(16, false);
        private final List<ByteRunAutomaton> patterns = new ArrayList<>();

        Named(List<Query> queries) {
            queries.forEach(query -> query.visit(this));
        }

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

        boolean isEmpty() {
            return terms.isEmpty() && patterns.isEmpty();
        }

        List<String> terms() {
            return terms.stream().map(term -> new String((char[]) term)).toList();
        }

        boolean has(CharTermAttribute term, TermToBytesRefAttribute bytes) {
            if (terms.contains(term.buffer(), 0, term.length())) {
                return true;
            }
            if (patterns.isEmpty()) {
                return false;
            }
            BytesRef written = bytes.getBytesRef();
            return patterns.stream().anyMatch(pattern -> pattern.run(written.bytes, written.offset, written.length));
        }
    }

    /** For many texts with the same query; for one thread. */
    final class Marking {
        /** Wherever one of these stands is a place. */
        private final Named words;

        /** Has places where its terms stand beside each other, or are spelt, in some way. */
        private final Query others;

        private final Named partsOfOthers;
        private final NoteTokenizer cutting;
        private final TokenStream terms;
        private final CharTermAttribute term;
        private final OffsetAttribute offset;
        private final PositionIncrementAttribute increment;
        private final TermToBytesRefAttribute bytes;
        private @Nullable MemoryIndex page;

        private Marking(Query places) {
            Map<Boolean, List<Query>> any = any(places).collect(Collectors.partitioningBy(Highlighter::isWord));
            List<Query> inSomeWay = any.getOrDefault(false, List.of());
            this.words = new Named(any.getOrDefault(true, List.of()));
            this.others = new DisjunctionMaxQuery(inSomeWay, 0);
            this.partsOfOthers = new Named(inSomeWay);
            Named all = new Named(List.of(places));
            this.cutting = new NoteTokenizer(Beginnings.of(all.terms(), all.patterns));
            this.terms = analyzer.withoutRows(cutting);
            this.term = terms.getAttribute(CharTermAttribute.class);
            this.offset = terms.getAttribute(OffsetAttribute.class);
            this.increment = terms.getAttribute(PositionIncrementAttribute.class);
            this.bytes = terms.getAttribute(TermToBytesRefAttribute.class);
        }

        /** The places, in order, not overlapping; empty when there are none. */
        List<Span> spans(String text) {
            if (words.isEmpty() && partsOfOthers.isEmpty()) {
                return List.of();
            }
            List<Span> spans = new ArrayList<>();
            try {
                List<Standing> standing = cut(text, spans);
                if (!standing.isEmpty()) {
                    addMatches(standing, spans);
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException("reading from memory failed", impossible);
            }
            return Span.merged(spans);
        }

        /**
         * @param spans to which those of words are added
         * @return the parts of others
         */
        private List<Standing> cut(String text, List<Span> spans) throws IOException {
            List<Standing> standing = new ArrayList<>();
            cutting.setReader(new StringReader(text));
            try (terms) {
                terms.reset();
                int position = -1;
                while (terms.incrementToken()) {
                    position += increment.getPositionIncrement();
                    if (words.has(term, bytes)) {
                        spans.add(new Span(offset.startOffset(), offset.endOffset()));
                    }
                    if (partsOfOthers.has(term, bytes)) {
                        standing.add(new Standing(term.toString(), position, offset.startOffset(), offset.endOffset()));
                    }
                }
                terms.end();
            }
            return standing;
        }

        private void addMatches(List<Standing> standing, List<Span> spans) throws IOException {
            MemoryIndex index = page;
            if (index == null) {
                index = new MemoryIndex(true);
                page = index;
            }
            index.reset();
            index.addField(Fields.TEXT, new Kept(standing));
            IndexSearcher searcher = index.createSearcher();
            LeafReaderContext leaf = searcher.getIndexReader().leaves().getFirst();
            Matches matches = searcher.createWeight(searcher.rewrite(others), ScoreMode.COMPLETE_NO_SCORES, 1)
                    .matches(leaf, 0);
            MatchesIterator hits = matches == null ? null : matches.getMatches(Fields.TEXT);
            while (hits != null && hits.next()) {
                spans.add(new Span(hits.startOffset(), hits.endOffset()));
            }
        }
    }

    /**
     * A term in a text.
     *
     * @param position counted in words from 0
     * @param start of its characters
     * @param end of its characters, exclusive
     */
    private record Standing(String term, int position, int start, int end) {}

    /** Terms that were kept of a text. */
    private static final class Kept extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private final Iterator<Standing> left;
        private int position = -1;

        Kept(List<Standing> standing) {
            this.left = standing.iterator();
        }

        @Override
        public boolean incrementToken() {
            if (!left.hasNext()) {
                return false;
            }
            Standing next = left.next();
            clearAttributes();
            term.append(next.term());
            offset.setOffset(next.start(), next.end());
            increment.setPositionIncrement(next.position() - position);
            position = next.position();
            return true;
        }
    }
}
