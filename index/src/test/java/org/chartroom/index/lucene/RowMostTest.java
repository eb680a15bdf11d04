package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is told of a page without its positions is never less than what Lucene finds in them. */
@TestInstance(Lifecycle.PER_CLASS)
class RowMostTest {
    private static final int PAGES = 5_000;
    private static final List<String> WORDS = List.of("a", "b", "c", "d");

    private final Directory directory = new ByteBuffersDirectory();
    private final IndexSearcher searcher = searcherOf(directory, texts(new Random(11)));

    /** Cuts at spaces; words with a bar between them stand at the same place, as spellings of a word do. */
    private static final class Stacking extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new WhitespaceTokenizer();
            return new TokenStreamComponents(words, new TokenFilter(words) {
                private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
                private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
                private String second = "";

                @Override
                public boolean incrementToken() throws IOException {
                    if (!second.isEmpty()) {
                        term.setEmpty().append(second);
                        step.setPositionIncrement(0);
                        second = "";
                        return true;
                    }
                    if (!input.incrementToken()) {
                        return false;
                    }
                    int bar = term.toString().indexOf('|');
                    if (bar >= 0) {
                        second = term.toString().substring(bar + 1);
                        term.setLength(bar);
                    }
                    return true;
                }
            });
        }
    }

    private static IndexSearcher searcherOf(Directory directory, List<String> texts) {
        try {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new Stacking()))) {
                for (int i = 0; i < texts.size(); i++) {
                    Document page = new Document();
                    page.add(new TextField("text", texts.get(i), Field.Store.NO));
                    writer.addDocument(page);
                    if (i % 2_000 == 1_999) {
                        writer.flush();
                    }
                }
            }
            return new IndexSearcher(DirectoryReader.open(directory));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> texts(Random random) {
        return IntStream.range(0, PAGES)
                .mapToObj(_ -> IntStream.rangeClosed(0, random.nextInt(14))
                        .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size()))
                                + (random.nextInt(4) == 0 ? "|" + WORDS.get(random.nextInt(WORDS.size())) : ""))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @AfterAll
    void close() throws IOException {
        searcher.getIndexReader().close();
    }

    private static Map<Integer, Float> most(IndexSearcher searcher, Query query) throws IOException {
        RowMost.Words words = RowMost.of(query, searcher, term -> TermStates.build(searcher, term, true), 1)
                .orElseThrow();
        Map<Integer, Float> most = new HashMap<>();
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            RowMost row = new RowMost(words, segment);
            for (int page = 0; page < segment.reader().maxDoc(); page++) {
                most.put(segment.docBase + page, row.of(page));
            }
        }
        return most;
    }

    private static Map<Integer, Float> scores(IndexSearcher searcher, Query query) throws IOException {
        Map<Integer, Float> scores = new HashMap<>();
        for (ScoreDoc each : searcher.search(query, PAGES).scoreDocs) {
            scores.put(each.doc, each.score);
        }
        return scores;
    }

    private static Term term(Random random) {
        return new Term("text", WORDS.get(random.nextInt(WORDS.size())));
    }

    private static Query row(Random random) {
        int slop = random.nextInt(6);
        int size = 2 + random.nextInt(2);
        if (random.nextBoolean()) {
            PhraseQuery.Builder row = new PhraseQuery.Builder().setSlop(slop);
            for (int i = 0; i < size; i++) {
                row.add(term(random));
            }
            return row.build();
        }
        MultiPhraseQuery.Builder row = new MultiPhraseQuery.Builder().setSlop(slop);
        for (int i = 0; i < size; i++) {
            row.add(new Term[] {term(random), term(random)});
        }
        return row.build();
    }

    @Test
    void noPageScoresMoreThanItIsSaidToAtMost() throws IOException {
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            Query query = row(new Random(seed));
            Map<Integer, Float> most = most(searcher, query);
            Map<Integer, Float> scores = scores(searcher, query);
            found += scores.size();
            scores.forEach((page, score) ->
                    assertThat(score).as("%s on page %d", query, page).isLessThanOrEqualTo(most.get(page)));
        }
        assertThat(found).as("how many pages the rows are on").isGreaterThan(100_000);
    }

    @Test
    void aPageThatHasEachWordOnceBesideEachOtherScoresJustThat() throws IOException {
        try (Directory few = new ByteBuffersDirectory()) {
            IndexSearcher ofFew = searcherOf(few, List.of("a b", "c a b", "a c", "b b c"));
            Query query = new PhraseQuery(3, "text", "a", "b");

            assertThat(most(ofFew, query))
                    .containsAllEntriesOf(scores(ofFew, query))
                    .containsEntry(2, 0f)
                    .containsEntry(3, 0f);
            ofFew.getIndexReader().close();
        }
    }

    @Test
    void anythingElseThanARowIsNotToldOf() throws IOException {
        Query word = new TermQuery(new Term("text", "a"));

        assertThat(RowMost.of(word, searcher, term -> TermStates.build(searcher, term, true), 1))
                .isEmpty();
        assertThat(RowMost.of(
                        new PhraseQuery("text", "nobody", "nothing"),
                        searcher,
                        term -> TermStates.build(searcher, term, true),
                        1))
                .as("of words that are nowhere")
                .isEmpty();
    }
}
