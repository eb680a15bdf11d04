package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.similarities.Similarity.SimScorer;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A word in all its forms, wherever it stands: how often a form is on a page is summed over the fields, each with its weight
 * (Robertson, Zaragoza and Taylor, Simple BM25 Extension to Multiple Weighted Fields, 2004), and the best form counts, the
 * others a little. The same could be put together of Lucene's queries; pages with a common word are gone through several times
 * as fast like this, as all forms share the look at a page's lengths.
 */
final class WordQuery extends Query {
    /**
     * A field in which the word may stand.
     *
     * @param weight how many times one there counts
     */
    record InField(String name, float weight) {}

    /**
     * A way in which the word may be written.
     *
     * @param weight what it counts beside others
     */
    record Form(String term, float weight) {}

    private final List<InField> fields;
    /** Those as typed first. */
    private final List<Form> forms;

    private final int typedForms;
    private final float tie;
    private final float asTyped;

    /**
     * @param typed the word as typed, in any spelling; compared with each other first, as base forms are
     * @param base its base forms
     * @param tie what the forms count that are not the best, 0..1
     * @param asTyped what it counts, beside all else, that a page has the word as typed
     */
    WordQuery(List<InField> fields, List<Form> typed, List<Form> base, float tie, float asTyped) {
        this.fields = List.copyOf(fields);
        List<Form> all = new ArrayList<>(typed);
        all.addAll(base);
        this.forms = List.copyOf(all);
        this.typedForms = typed.size();
        this.tie = tie;
        this.asTyped = asTyped;
    }

    private List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        for (Form form : forms) {
            fields.forEach(field -> terms.add(new Term(field.name(), form.term())));
        }
        return terms;
    }

    /** Looks up a term in all segments. */
    interface Terms {
        TermStates of(Term term) throws IOException;
    }

    /** For a search that goes through windows of pages. */
    WordWeight weight(IndexSearcher searcher, Terms terms, float boost) throws IOException {
        return new WordWeight(searcher, terms, boost);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        if (mode.needsScores()) {
            return new WordWeight(searcher, term -> TermStates.build(searcher, term, true), boost);
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        terms().forEach(term -> any.add(new TermQuery(term), Occur.SHOULD));
        return searcher.rewrite(any.build()).createWeight(searcher, mode, boost);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        Term[] accepted = terms().stream()
                .filter(term -> visitor.acceptField(term.field()))
                .toArray(Term[]::new);
        if (accepted.length > 0) {
            visitor.getSubVisitor(Occur.SHOULD, this).consumeTerms(this, accepted);
        }
    }

    @Override
    public String toString(String field) {
        return fields + ":" + forms;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordQuery word
                && word.fields.equals(fields)
                && word.forms.equals(forms)
                && word.typedForms == typedForms
                && word.tie == tie
                && word.asTyped == asTyped;
    }

    @Override
    public int hashCode() {
        return Objects.hash(fields, forms, typedForms, tie, asTyped);
    }

    /** The best forms of each kind and a little of the others; what is not there counts 0. */
    float together(float[] counts) {
        float typed = best(counts, 0, typedForms);
        float base = best(counts, typedForms, counts.length);
        float words = Math.max(typed, base) + Math.min(typed, base) * tie;
        return typed > 0 ? words + asTyped : words;
    }

    private float best(float[] counts, int from, int to) {
        float most = 0;
        float sum = 0;
        for (int form = from; form < to; form++) {
            most = Math.max(most, counts[form]);
            sum += counts[form];
        }
        return most + (sum - most) * tie;
    }

    /** The word in an index. */
    final class WordWeight extends Weight {
        private final TermStates[][] states;
        /** Of each form; where no page has it, nothing is asked of it. */
        private final SimScorer[] scorers;

        private WordWeight(IndexSearcher searcher, Terms terms, float boost) throws IOException {
            super(WordQuery.this);
            states = new TermStates[forms.size()][fields.size()];
            scorers = new SimScorer[forms.size()];
            CollectionStatistics pages = pages(searcher);
            for (int form = 0; form < forms.size(); form++) {
                long with = 0;
                double times = 0;
                for (int field = 0; field < fields.size(); field++) {
                    InField in = fields.get(field);
                    TermStates state =
                            terms.of(new Term(in.name(), forms.get(form).term()));
                    states[form][field] = state;
                    with = Math.max(with, state.docFreq());
                    times += in.weight() * state.totalTermFreq();
                }
                TermStatistics statistics = new TermStatistics(
                        new BytesRef(forms.get(form).term()), Math.max(1, with), Math.max(Math.max(1, with), (long)
                                times));
                scorers[form] =
                        searcher.getSimilarity().scorer(boost * forms.get(form).weight(), pages, statistics);
            }
        }

        /** As if the fields were one. */
        private CollectionStatistics pages(IndexSearcher searcher) throws IOException {
            long most = 1;
            long with = 1;
            double words = 1;
            long different = 1;
            for (InField field : fields) {
                CollectionStatistics statistics = searcher.collectionStatistics(field.name());
                if (statistics != null) {
                    most = Math.max(most, statistics.maxDoc());
                    with = Math.max(with, statistics.docCount());
                    words += field.weight() * statistics.sumTotalTermFreq();
                    different = Math.max(different, statistics.sumDocFreq());
                }
            }
            return new CollectionStatistics("all", most, with, Math.max((long) words, different), different);
        }

        /** Where the forms stand in a segment. */
        private List<Standing> standing(LeafReaderContext segment) throws IOException {
            List<Standing> standing = new ArrayList<>();
            for (int form = 0; form < forms.size(); form++) {
                for (int field = 0; field < fields.size(); field++) {
                    InField in = fields.get(field);
                    Term term = new Term(in.name(), forms.get(form).term());
                    TermsEnum there = at(term, states[form][field], segment);
                    if (there != null) {
                        standing.add(new Standing(there, form, in.weight()));
                    }
                }
            }
            return standing;
        }

        /** For windows of pages of a segment. */
        PagePart part(LeafReaderContext segment) throws IOException {
            List<Standing> standing = standing(segment);
            return standing.isEmpty()
                    ? PagePart.NONE
                    : new WordPart(WordQuery.this, standing, scorers, PageLengths.of(segment.reader(), fields));
        }

        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) throws IOException {
            List<Standing> standing = standing(segment);
            if (standing.isEmpty()) {
                return null;
            }
            long cost = cost(standing);
            byte[] lengths = PageLengths.of(segment.reader(), fields);
            return new ScorerSupplier() {
                @Override
                public Scorer get(long leadCost) throws IOException {
                    return new WordScorer(WordQuery.this, standing, scorers, lengths);
                }

                @Override
                public long cost() {
                    return cost;
                }
            };
        }

        @Override
        public boolean isCacheable(LeafReaderContext context) {
            return true;
        }

        @Override
        public Explanation explain(LeafReaderContext context, int page) throws IOException {
            Scorer scorer = scorer(context);
            return scorer != null && scorer.iterator().advance(page) == page
                    ? Explanation.match(scorer.score(), "the best of " + forms)
                    : Explanation.noMatch("no form of the word");
        }
    }

    /**
     * A form in a field of a segment.
     *
     * @param terms at it
     * @param form which, of all forms
     * @param weight how many times one there counts
     */
    record Standing(TermsEnum terms, int form, float weight) {
        PostingsEnum pages(int flags) throws IOException {
            return terms.postings(null, flags);
        }
    }

    /** At a term in a segment; null where the segment does not have it. */
    static @Nullable TermsEnum at(Term term, TermStates states, LeafReaderContext segment) throws IOException {
        IOSupplier<TermState> supplier = states.get(segment);
        TermState state = supplier == null ? null : supplier.get();
        if (state == null) {
            return null;
        }
        TermsEnum terms = segment.reader().terms(term.field()).iterator();
        terms.seekExact(term.bytes(), state);
        return terms;
    }

    static long cost(List<Standing> standing) throws IOException {
        long cost = 0;
        for (Standing each : standing) {
            cost += each.terms().docFreq();
        }
        return cost;
    }
}
