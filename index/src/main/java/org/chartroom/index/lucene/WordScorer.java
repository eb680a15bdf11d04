package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.similarities.Similarity.SimScorer;

/** The pages of a segment that have a word in any form in any field, one by one. */
final class WordScorer extends Scorer {
    private final WordQuery word;
    private final PostingsEnum[] postings;
    /** Where each of them is; kept here, for asking them takes longer. */
    private final int[] at;

    private final int[] formOf;
    private final float[] weightOf;
    private final SimScorer[] scorers;
    private final byte[] lengths;
    private final float[] counts;
    private final DocIdSetIterator pages;

    /**
     * @param scorers of each form
     * @param lengths of the segment's pages
     */
    WordScorer(WordQuery word, List<WordQuery.Standing> standing, SimScorer[] scorers, byte[] lengths)
            throws IOException {
        this.word = word;
        int size = standing.size();
        postings = new PostingsEnum[size];
        at = new int[size];
        formOf = new int[size];
        weightOf = new float[size];
        for (int i = 0; i < size; i++) {
            postings[i] = standing.get(i).pages(PostingsEnum.FREQS);
            at[i] = -1;
            formOf[i] = standing.get(i).form();
            weightOf[i] = standing.get(i).weight();
        }
        this.scorers = scorers;
        this.lengths = lengths;
        this.counts = new float[scorers.length];
        this.pages = new Union(WordQuery.cost(standing));
    }

    /** What no page scores more than. */
    static float most(WordQuery word, SimScorer[] scorers) {
        float[] counts = new float[scorers.length];
        for (int form = 0; form < scorers.length; form++) {
            counts[form] = scorers[form].score(Float.MAX_VALUE, 1);
        }
        return word.together(counts);
    }

    @Override
    public int docID() {
        return pages.docID();
    }

    @Override
    public DocIdSetIterator iterator() {
        return pages;
    }

    @Override
    public float getMaxScore(int upTo) {
        return most(word, scorers);
    }

    @Override
    public float score() throws IOException {
        int page = docID();
        Arrays.fill(counts, 0);
        for (int i = 0; i < at.length; i++) {
            if (at[i] == page) {
                counts[formOf[i]] += postings[i].freq() * weightOf[i];
            }
        }
        long length = lengths[page];
        for (int form = 0; form < counts.length; form++) {
            if (counts[form] > 0) {
                counts[form] = scorers[form].score(counts[form], length);
            }
        }
        return word.together(counts);
    }

    /** The pages that have any form in any field. */
    private final class Union extends DocIdSetIterator {
        private final long cost;
        private int page = -1;

        Union(long cost) {
            this.cost = cost;
        }

        @Override
        public int docID() {
            return page;
        }

        @Override
        public int nextDoc() throws IOException {
            return advance(page + 1);
        }

        @Override
        public int advance(int target) throws IOException {
            int next = NO_MORE_DOCS;
            for (int i = 0; i < at.length; i++) {
                if (at[i] < target) {
                    at[i] = postings[i].advance(target);
                }
                next = Math.min(next, at[i]);
            }
            page = next;
            return next;
        }

        @Override
        public long cost() {
            return cost;
        }
    }
}
