package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.similarities.Similarity.SimScorer;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a segment that have a word in any form in any field. Where many pages of a window are asked about, how often they have it is
 * read of all of them at once; where few are, one by one.
 */
final class WordPart extends PagePart {
    /** Of fewer pages each is looked for by itself. */
    private static final int FEW = WINDOW / 64;

    private final WordQuery word;
    private final List<WordQuery.Standing> standing;
    private final SimScorer[] scorers;
    private final byte[] lengths;
    private final long cost;
    private final FixedBitSet any = new FixedBitSet(WINDOW);
    private final DocAndFloatFeatureBuffer read = new DocAndFloatFeatureBuffer();
    private final PostingsEnum[] matching;
    private PostingsEnum[] counting = new PostingsEnum[0];
    /** By form, then by the page's place in the window; nothing of a form that was not met. */
    private final float[][] counts;

    private final float[] ofForms;
    private @Nullable WordScorer singles;
    /** The page that {@link #singles} was asked about last. */
    private int asked;

    private @Nullable WordScorer scoring;

    /**
     * @param scorers of each form
     * @param lengths of the segment's pages
     */
    WordPart(WordQuery word, List<WordQuery.Standing> standing, SimScorer[] scorers, byte[] lengths)
            throws IOException {
        this.word = word;
        this.standing = standing;
        this.scorers = scorers;
        this.lengths = lengths;
        this.cost = WordQuery.cost(standing);
        this.counts = new float[scorers.length][0];
        this.ofForms = new float[scorers.length];
        this.matching = postings(PostingsEnum.NONE);
    }

    private PostingsEnum[] postings(int flags) throws IOException {
        PostingsEnum[] postings = new PostingsEnum[standing.size()];
        for (int i = 0; i < postings.length; i++) {
            postings[i] = standing.get(i).pages(flags);
        }
        return postings;
    }

    @Override
    int atOrAfter(int page) throws IOException {
        int first = DocIdSetIterator.NO_MORE_DOCS;
        for (PostingsEnum postings : matching) {
            first = Math.min(first, postings.docID() < page ? postings.advance(page) : postings.docID());
        }
        return first;
    }

    @Override
    void narrow(int from, int to, FixedBitSet pages) throws IOException {
        if (pages.cardinality() <= FEW) {
            narrowOneByOne(from, to, pages);
            return;
        }
        any.clear();
        for (PostingsEnum postings : matching) {
            if (postings.docID() < from) {
                postings.advance(from);
            }
            if (postings.docID() < to) {
                postings.intoBitSet(to, any, from);
            }
        }
        pages.and(any);
    }

    private void narrowOneByOne(int from, int to, FixedBitSet pages) throws IOException {
        int size = to - from;
        int at = pages.nextSetBit(0, size);
        while (at < size) {
            int page = from + at;
            boolean found = false;
            for (int i = 0; !found && i < matching.length; i++) {
                int there = matching[i].docID();
                found = page == (there < page ? matching[i].advance(page) : there);
            }
            if (!found) {
                pages.clear(at);
            }
            at = next(pages, at, size);
        }
    }

    @Override
    boolean has(int page) throws IOException {
        WordScorer scorer = singles;
        if (scorer == null || page < asked) {
            // Begun anew where one part of a query is within another: both ask about the same pages.
            scorer = new WordScorer(word, standing, scorers, lengths);
            singles = scorer;
        }
        asked = page;
        return at(page, scorer).docID() == page;
    }

    @Override
    void score(int from, int to, Places places, float[] scores) throws IOException {
        scoreWhereMatching(from, to, places, scores);
    }

    @Override
    void scoreWhereMatching(int from, int to, Places places, float[] scores) throws IOException {
        if (places.count() <= FEW) {
            scoreOneByOne(from, places, scores);
            return;
        }
        count(from, to);
        for (int i = 0; i < places.count(); i++) {
            int at = places.at(i);
            long length = lengths[from + at];
            for (int form = 0; form < ofForms.length; form++) {
                float count = counts[form].length == 0 ? 0 : counts[form][at];
                ofForms[form] = count > 0 ? scorers[form].score(count, length) : 0;
            }
            scores[i] = word.together(ofForms);
        }
    }

    private void scoreOneByOne(int from, Places places, float[] scores) throws IOException {
        WordScorer scorer = scoring;
        if (scorer == null) {
            scorer = new WordScorer(word, standing, scorers, lengths);
            scoring = scorer;
        }
        for (int i = 0; i < places.count(); i++) {
            int page = from + places.at(i);
            scores[i] = at(page, scorer).docID() == page ? scorer.score() : 0;
        }
    }

    private static WordScorer at(int page, WordScorer scorer) throws IOException {
        if (scorer.docID() < page) {
            scorer.iterator().advance(page);
        }
        return scorer;
    }

    private void count(int from, int to) throws IOException {
        if (counting.length == 0) {
            counting = postings(PostingsEnum.FREQS);
        }
        for (float[] ofForm : counts) {
            Arrays.fill(ofForm, 0);
        }
        for (int i = 0; i < counting.length; i++) {
            PostingsEnum postings = counting[i];
            if (postings.docID() < from) {
                postings.advance(from);
            }
            if (postings.docID() < to) {
                count(postings, standing.get(i), from, to);
            }
        }
    }

    private void count(PostingsEnum postings, WordQuery.Standing where, int from, int to) throws IOException {
        float[] ofForm = counts[where.form()];
        if (ofForm.length == 0) {
            ofForm = new float[WINDOW];
            counts[where.form()] = ofForm;
        }
        float weight = where.weight();
        postings.nextPostings(to, read);
        while (read.size > 0) {
            for (int i = 0; i < read.size; i++) {
                ofForm[read.docs[i] - from] += read.features[i] * weight;
            }
            postings.nextPostings(to, read);
        }
    }

    @Override
    float most() {
        return WordScorer.most(word, scorers);
    }

    @Override
    long cost() {
        return cost;
    }
}
