package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity.SimScorer;
import org.jspecify.annotations.Nullable;

/**
 * What words in a row at most add to a page's score, told from how often each of them is there and how long the page is. Most pages have
 * them once or twice: whether they stand beside each other need not be looked for where it would not matter. For one thread.
 */
final class RowMost {
    private final Words words;
    private final LeafReaderContext segment;
    private final boolean twoApart;
    /** What may stand at each place of the row; none before a page is asked about. */
    private final List<List<PostingsEnum>> places = new ArrayList<>();

    private @Nullable NumericDocValues lengths;

    /**
     * What may stand at a place.
     *
     * @param states where it is in each segment
     */
    record Word(Term term, TermStates states) {}

    /**
     * A row of words, for all segments.
     *
     * @param row what may stand at each place of it
     * @param slop how many words may stand between them
     * @param scorer as Lucene scores it
     */
    record Words(String field, List<List<Word>> row, int slop, SimScorer scorer) {
        Words {
            row = List.copyOf(row);
        }

        private boolean areTwoApart() {
            return slop > 0 && row.size() == 2 && !hasOneTwice();
        }

        private boolean hasOneTwice() {
            List<Term> all = row.stream().flatMap(List::stream).map(Word::term).toList();
            return new HashSet<>(all).size() < all.size();
        }
    }

    /** Empty for anything but Lucene's phrases. */
    static Optional<Words> of(Query query, IndexSearcher searcher, WordQuery.Terms terms, float boost)
            throws IOException {
        return switch (query) {
            case PhraseQuery phrase ->
                words(
                        phrase.getField(),
                        Arrays.stream(phrase.getTerms()).map(List::of).toList(),
                        phrase.getSlop(),
                        searcher,
                        terms,
                        boost);
            case MultiPhraseQuery phrase -> {
                List<List<Term>> row =
                        Arrays.stream(phrase.getTermArrays()).map(List::of).toList();
                yield words(row.getFirst().getFirst().field(), row, phrase.getSlop(), searcher, terms, boost);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Words> words(
            String field, List<List<Term>> row, int slop, IndexSearcher searcher, WordQuery.Terms terms, float boost)
            throws IOException {
        List<TermStatistics> statistics = new ArrayList<>();
        List<List<Word>> words = new ArrayList<>();
        for (List<Term> place : row) {
            List<Word> there = new ArrayList<>();
            for (Term term : place) {
                TermStates states = terms.of(term);
                there.add(new Word(term, states));
                if (states.docFreq() > 0) {
                    statistics.add(searcher.termStatistics(term, states.docFreq(), states.totalTermFreq()));
                }
            }
            words.add(there);
        }
        if (statistics.isEmpty()) {
            return Optional.empty();
        }
        SimScorer scorer = searcher.getSimilarity()
                .scorer(boost, searcher.collectionStatistics(field), statistics.toArray(TermStatistics[]::new));
        return Optional.of(new Words(field, words, slop, scorer));
    }

    RowMost(Words words, LeafReaderContext segment) {
        this.words = words;
        this.segment = segment;
        this.twoApart = words.areTwoApart();
    }

    private void open() throws IOException {
        lengths = segment.reader().getNormValues(words.field());
        for (List<Word> place : words.row()) {
            List<PostingsEnum> there = new ArrayList<>();
            for (Word word : place) {
                TermsEnum at = WordQuery.at(word.term(), word.states(), segment);
                if (at != null) {
                    there.add(at.postings(null, PostingsEnum.FREQS));
                }
            }
            places.add(there);
        }
    }

    /** For pages in rising order. */
    float of(int page) throws IOException {
        if (places.isEmpty()) {
            open();
        }
        long least = Long.MAX_VALUE;
        long all = 0;
        for (List<PostingsEnum> place : places) {
            long times = 0;
            for (PostingsEnum word : place) {
                times += times(word, page);
            }
            least = Math.min(least, times);
            all += times;
        }
        if (least == 0) {
            return 0;
        }
        return words.scorer().score(mostTimes(least, all), length(page));
    }

    /** As the similarity wrote it; as short as can be where none was written. */
    private long length(int page) throws IOException {
        return lengths != null && lengths.advanceExact(page) ? lengths.longValue() : 1;
    }

    /**
     * How often Lucene finds the row at most: each word may begin one. Of two different words that may stand apart each begins rows in turns
     * with the other: the first no more often than the other is there to end them, and so the second, whose rows are in the wrong
     * order and count half at most.
     *
     * @param least how often the word is there that is there least, 1 or more
     * @param all how often all of them are
     */
    private float mostTimes(long least, long all) {
        return twoApart ? least + Math.min(least, all - 1 - least) / 2f : all;
    }

    private static int times(PostingsEnum word, int page) throws IOException {
        int at = word.docID() < page ? word.advance(page) : word.docID();
        return at == page ? word.freq() : 0;
    }
}
