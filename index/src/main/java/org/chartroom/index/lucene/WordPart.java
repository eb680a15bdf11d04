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

    private final float[] scores;
    private @Nullable WordScorer singles;
    private int countedFrom;
    /** Not after {@link #countedFrom} while no window is counted. */
    private int countedTo;

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
        this.scores = new float[scorers.length];
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
    void expect(int from, int to, FixedBitSet pages) throws IOException {
        if (pages.cardinality() <= FEW) {
            return;
        }
        countedFrom = from;
        countedTo = to;
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
                count(postings, standing.get(i));
            }
        }
    }

    private void count(PostingsEnum postings, WordQuery.Standing where) throws IOException {
        float[] ofForm = counts[where.form()];
        if (ofForm.length == 0) {
            ofForm = new float[WINDOW];
            counts[where.form()] = ofForm;
        }
        float weight = where.weight();
        postings.nextPostings(countedTo, read);
        while (read.size > 0) {
            for (int i = 0; i < read.size; i++) {
                ofForm[read.docs[i] - countedFrom] += read.features[i] * weight;
            }
            postings.nextPostings(countedTo, read);
        }
    }

    private boolean isCounted(int page) {
        return page >= countedFrom && page < countedTo;
    }

    private WordScorer at(int page) throws IOException {
        WordScorer scorer = singles;
        if (scorer == null) {
            scorer = new WordScorer(word, standing, scorers, lengths);
            singles = scorer;
        }
        if (scorer.docID() < page) {
            scorer.iterator().advance(page);
        }
        return scorer;
    }

    @Override
    boolean has(int page) throws IOException {
        if (!isCounted(page)) {
            return at(page).docID() == page;
        }
        boolean found = false;
        for (int form = 0; !found && form < counts.length; form++) {
            found = counts[form].length > 0 && counts[form][page - countedFrom] > 0;
        }
        return found;
    }

    @Override
    float score(int page) throws IOException {
        if (!isCounted(page)) {
            return at(page).score();
        }
        long length = lengths[page];
        for (int form = 0; form < scores.length; form++) {
            float count = counts[form].length == 0 ? 0 : counts[form][page - countedFrom];
            scores[form] = count > 0 ? scorers[form].score(count, length) : 0;
        }
        return word.together(scores);
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
