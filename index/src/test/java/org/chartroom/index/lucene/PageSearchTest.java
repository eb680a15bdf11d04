package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.chartroom.index.SearchSort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Pages looked at by windows are the same, and score the same, as when Lucene goes from page to page. */
@TestInstance(Lifecycle.PER_CLASS)
class PageSearchTest {
    /** Enough for several windows and shares of a segment. */
    private static final int PAGES = 290_000;

    /** From one on every page to one on hardly any. */
    private static final List<String> WORDS =
            IntStream.range(0, 24).mapToObj(i -> "w" + (char) ('a' + i)).toList();

    private final Directory directory = new ByteBuffersDirectory();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private IndexSearcher searcher = none();

    private static IndexSearcher none() {
        try {
            Directory empty = new ByteBuffersDirectory();
            new IndexWriter(empty, new IndexWriterConfig()).close();
            return new IndexSearcher(DirectoryReader.open(empty));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeAll
    void fill() throws IOException {
        Random random = new Random(7);
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
        config.setMergePolicy(NoMergePolicy.INSTANCE);
        config.setRAMBufferSizeMB(512);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            int id = 0;
            int page = 0;
            while (page < PAGES) {
                List<Document> pages = new ArrayList<>();
                int size = random.nextInt(20) == 0 ? 1 + random.nextInt(40) : 1;
                for (int i = 0; i < size; i++) {
                    pages.add(page(random, id, i));
                }
                writer.addDocuments(pages);
                page += size;
                id++;
                // One large segment and some small ones.
                if (page > PAGES * 9 / 10 && id % 5_000 == 0) {
                    writer.flush();
                }
            }
            for (int i = 0; i < id; i += 7) {
                writer.deleteDocuments(new Term("id", Integer.toString(i)));
            }
            writer.commit();
        }
        searcher = new IndexSearcher(DirectoryReader.open(directory), workers);
    }

    @AfterAll
    void close() throws IOException {
        searcher.getIndexReader().close();
        workers.shutdown();
    }

    private static Document page(Random random, int id, int ordinal) {
        Document page = new Document();
        page.add(new StringField("id", Integer.toString(id), Field.Store.NO));
        page.add(new NumericDocValuesField(Fields.ORDINAL, ordinal));
        page.add(new LongField("number", id % 1_000, Field.Store.NO));
        page.add(new TextField("text", words(random, 8), Field.Store.NO));
        page.add(new TextField("title", words(random, 2), Field.Store.NO));
        return page;
    }

    /** The later a word stands in the list, the rarer it is. */
    private static String words(Random random, int most) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(_ -> WORDS.get((int) (Math.pow(random.nextDouble(), 4) * WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static Query leaf(Random random) {
        Term term = new Term(random.nextInt(4) == 0 ? "title" : "text", word(random));
        return switch (random.nextInt(11)) {
            case 0 -> new PhraseQuery(random.nextInt(3), "text", word(random), word(random));
            case 1 -> new PrefixQuery(new Term("text", "w"));
            case 2 ->
                new SynonymQuery.Builder("text")
                        .addTerm(new Term("text", word(random)))
                        .addTerm(new Term("text", word(random)))
                        .build();
            case 3 -> LongField.newRangeQuery("number", random.nextInt(500), 500 + random.nextInt(500));
            case 4 -> new TermInSetQuery("text", List.of(new BytesRef(word(random)), new BytesRef(word(random))));
            case 5 -> new FuzzyQuery(new Term("text", "w"), 1, 0, 4, true);
            case 6 -> random.nextBoolean() ? new MatchAllDocsQuery() : new MatchNoDocsQuery();
            case 7 -> new TermQuery(term);
            default ->
                new WordQuery(
                        List.of(new WordQuery.InField("text", 1), new WordQuery.InField("title", 2)),
                        List.of(new WordQuery.Form(word(random), 1), new WordQuery.Form(word(random), 1)),
                        List.of(new WordQuery.Form(word(random), 0.25f)),
                        0.1f,
                        random.nextInt(3) == 0 ? QueryCompiler.TIER : 0);
        };
    }

    private static Query query(Random random, int depth) {
        if (depth == 0) {
            return leaf(random);
        }
        return switch (random.nextInt(6)) {
            case 0 -> new BoostQuery(query(random, depth - 1), 0.5f);
            case 1 -> new ConstantScoreQuery(query(random, depth - 1));
            case 2 ->
                new DisjunctionMaxQuery(
                        List.of(query(random, depth - 1), query(random, depth - 1)), random.nextInt(2) * 0.1f);
            case 3 -> leaf(random);
            default -> bool(random, depth);
        };
    }

    private static Query bool(Random random, int depth) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        int optional = 0;
        for (int i = 0; i <= random.nextInt(4); i++) {
            Occur occur = Occur.values()[random.nextInt(4)];
            all.add(query(random, depth - 1), occur);
            optional += occur == Occur.SHOULD ? 1 : 0;
        }
        if (optional > 0 && random.nextInt(3) == 0) {
            all.setMinimumNumberShouldMatch(1 + random.nextInt(optional));
        }
        return all.build();
    }

    /** Every page that is found, with its score. */
    private Map<Integer, Float> byWindows(QueryCompiler.Ranked ranked) throws IOException {
        Map<Integer, Float> found = new ConcurrentHashMap<>();
        new PageSearch(searcher, ranked, Bar.none()).into(segment -> new Gathering(segment, found));
        return found;
    }

    private record Gathering(LeafReaderContext segment, Map<Integer, Float> found) implements PageSearch.Share {
        @Override
        public void see(PageSearch.Window window) throws IOException {
            Places worth = window.worth();
            assertThat(worth.count())
                    .as("nothing is left out where all is asked for")
                    .isEqualTo(window.pages().cardinality());
            for (int i = 0; i < worth.count(); i++) {
                assertThat(window.pages().get(worth.at(i))).isTrue();
                assertThat(found.put(segment.docBase + window.from() + worth.at(i), window.score(i)))
                        .as("each page once")
                        .isNull();
            }
        }

        @Override
        public void finish() {}
    }

    private Map<Integer, Float> byLucene(Query query) throws IOException {
        Map<Integer, Float> found = new HashMap<>();
        for (ScoreDoc each : searcher.search(query, PAGES + 10_000).scoreDocs) {
            found.put(each.doc, each.score);
        }
        return found;
    }

    private static void assertSame(Map<Integer, Float> found, Map<Integer, Float> expected, Query query) {
        assertThat(found.keySet()).as("%s", query).isEqualTo(expected.keySet());
        expected.forEach((page, score) -> assertThat(found.get(page))
                .as("%s on page %d", query, page)
                .isCloseTo(score, within(Math.max(1e-4f, score * 1e-5f))));
    }

    @Test
    void anyQueryFindsTheSamePagesWithTheSameScoresAsByLucene() throws IOException {
        int some = 0;
        for (int seed = 0; seed < 60; seed++) {
            Query query = query(new Random(seed), 3);
            Map<Integer, Float> expected = byLucene(query);
            some += expected.size() > 100 ? 1 : 0;
            assertSame(byWindows(QueryCompiler.Ranked.plain(query)), expected, query);
        }
        assertThat(some).as("how many find much").isGreaterThan(20);
    }

    @Test
    void aStricterQueryLiftsAPageByAGradeAndAnExtraAddsToIt() throws IOException {
        for (int seed = 100; seed < 115; seed++) {
            Random random = new Random(seed);
            Query matches = query(random, 1);
            Query strict = query(random, 1);
            Query strictest = new BooleanQuery.Builder()
                    .add(strict, Occur.MUST)
                    .add(query(random, 1), Occur.MUST)
                    .build();
            Query extra = leaf(random);
            Map<Integer, Float> expected = byLucene(matches);
            Map<Integer, Float> stricts = byLucene(strict);
            Map<Integer, Float> strictests = byLucene(strictest);
            Map<Integer, Float> extras = byLucene(extra);
            expected.replaceAll((page, score) -> score
                    + extras.getOrDefault(page, 0f)
                    + QueryCompiler.TIER * (strictests.containsKey(page) ? 2 : stricts.containsKey(page) ? 1 : 0));
            assertSame(
                    byWindows(new QueryCompiler.Ranked(matches, List.of(strictest, strict), List.of(extra), true)),
                    expected,
                    matches);
        }
    }

    @Test
    void thoseShownAreTheBestThoughWhatAddsToOthersIsNotLookedAt() throws IOException {
        for (int seed = 300; seed < 330; seed++) {
            Random random = new Random(seed);
            Query matches = leaf(random);
            List<Query> extras = List.of(
                    new PhraseQuery(3, "text", word(random), word(random)),
                    new BoostQuery(new PhraseQuery(1, "text", word(random), word(random)), 0.5f));
            QueryCompiler.Ranked ranked =
                    new QueryCompiler.Ranked(matches, List.of(query(random, 1)), extras, random.nextBoolean());
            Map<Integer, Float> best = new HashMap<>();
            byWindows(ranked).forEach((page, score) -> best.merge(document(page), score, Math::max));
            List<Float> expected = best.values().stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(20)
                    .toList();

            DocumentCollector collector =
                    new DocumentCollector(new Bar(SearchSort.RELEVANCE, new Recency(0)), Optional.empty(), 20, null);
            collector.search(searcher, ranked);

            assertThat(collector.found().stream().map(DocumentCollector.Found::score))
                    .as("%s with %s", matches, extras)
                    .isEqualTo(expected);
        }
    }

    @Test
    void documentsAreCountedOnceHoweverManyPagesTheyHaveAndWhereverAWindowEnds() throws IOException {
        for (int seed = 200; seed < 230; seed++) {
            Query query = query(new Random(seed), 2);
            DocumentCollector collector = new DocumentCollector(Bar.none(), Optional.empty(), 1, null);
            collector.search(searcher, QueryCompiler.Ranked.plain(query));
            long expected = byLucene(query).keySet().stream()
                    .map(this::document)
                    .distinct()
                    .count();
            assertThat(collector.total()).as("%s", query).isEqualTo(expected);
            assertThat(collector.complete()).isEqualTo(expected);
        }
    }

    private int document(int page) {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            if (page < leaf.docBase + leaf.reader().maxDoc()) {
                try {
                    return leaf.docBase + Heads.of(leaf.reader()).of(page - leaf.docBase);
                } catch (IOException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
        throw new IllegalArgumentException("no such page");
    }
}
