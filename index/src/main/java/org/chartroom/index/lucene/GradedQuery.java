package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Pages in grades: each stricter query that a page meets lifts it above all that do not. What else counts is worked out only
 * for pages that may be shown: most are told from their grade.
 */
final class GradedQuery extends Query {
    private final Query matches;
    private final List<Query> stricter;
    private final List<Query> extras;
    private final Bar bar;

    /**
     * @param matches which pages, and their scores within a grade, each less than {@link QueryCompiler#TIER}
     * @param stricter strictest first; whatever meets one meets those after it, too
     * @param extras what adds to the scores
     */
    GradedQuery(Query matches, List<Query> stricter, List<Query> extras, Bar bar) {
        this.matches = matches;
        this.stricter = List.copyOf(stricter);
        this.extras = List.copyOf(extras);
        this.bar = bar;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query rewritten = matches.rewrite(searcher);
        List<Query> grades = rewritten(stricter, searcher);
        List<Query> more = rewritten(extras, searcher);
        return rewritten == matches && grades.equals(stricter) && more.equals(extras)
                ? this
                : new GradedQuery(rewritten, grades, more, bar);
    }

    private static List<Query> rewritten(List<Query> queries, IndexSearcher searcher) throws IOException {
        List<Query> rewritten = new ArrayList<>();
        for (Query query : queries) {
            rewritten.add(query.rewrite(searcher));
        }
        return rewritten;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        return mode.needsScores()
                ? new GradedWeight(searcher, boost)
                : searcher.rewrite(matches).createWeight(searcher, mode, boost);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        matches.visit(visitor.getSubVisitor(Occur.MUST, this));
    }

    @Override
    public String toString(String field) {
        return matches.toString(field) + " in " + stricter.size() + " grades";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GradedQuery graded
                && graded.matches.equals(matches)
                && graded.stricter.equals(stricter)
                && graded.extras.equals(extras)
                && graded.bar == bar;
    }

    @Override
    public int hashCode() {
        return Objects.hash(matches, stricter, extras);
    }

    private final class GradedWeight extends Weight {
        private final Weight pages;
        private final List<Weight> grades = new ArrayList<>();
        private final List<Weight> more = new ArrayList<>();
        private final float boost;

        GradedWeight(IndexSearcher searcher, float boost) throws IOException {
            super(GradedQuery.this);
            this.boost = boost;
            pages = matches.createWeight(searcher, ScoreMode.COMPLETE, boost);
            for (Query query : stricter) {
                grades.add(searcher.rewrite(query).createWeight(searcher, ScoreMode.COMPLETE_NO_SCORES, 1));
            }
            for (Query query : extras) {
                more.add(query.createWeight(searcher, ScoreMode.COMPLETE, boost));
            }
        }

        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) throws IOException {
            ScorerSupplier supplier = pages.scorerSupplier(segment);
            if (supplier == null) {
                return null;
            }
            return new ScorerSupplier() {
                @Override
                public Scorer get(long leadCost) throws IOException {
                    return new GradedScorer(supplier.get(leadCost), each(grades, segment), each(more, segment), boost);
                }

                @Override
                public long cost() {
                    return supplier.cost();
                }
            };
        }

        private static List<@Nullable Beside> each(List<Weight> weights, LeafReaderContext segment) throws IOException {
            List<@Nullable Beside> each = new ArrayList<>();
            for (Weight weight : weights) {
                Scorer scorer = weight.scorer(segment);
                each.add(scorer == null ? null : new Beside(scorer));
            }
            return each;
        }

        @Override
        public boolean isCacheable(LeafReaderContext segment) {
            return false;
        }

        @Override
        public Explanation explain(LeafReaderContext segment, int page) throws IOException {
            Explanation explained = pages.explain(segment, page);
            return explained.isMatch()
                    ? Explanation.match(explained.getValue(), "within its grade", explained)
                    : Explanation.noMatch("not matched", explained);
        }
    }

    /** A query that is asked about pages which another one finds, in rising order. */
    private static final class Beside {
        private final Scorer scorer;
        private final DocIdSetIterator pages;
        private final @Nullable TwoPhaseIterator sure;
        private final float most;

        Beside(Scorer scorer) throws IOException {
            this.scorer = scorer;
            this.sure = scorer.twoPhaseIterator();
            this.pages = sure == null ? scorer.iterator() : sure.approximation();
            this.most = scorer.getMaxScore(DocIdSetIterator.NO_MORE_DOCS);
        }

        /** To be asked once for each page. */
        boolean has(int page) throws IOException {
            int at = pages.docID();
            if (at < page) {
                at = pages.advance(page);
            }
            return at == page && (sure == null || sure.matches());
        }
    }

    private final class GradedScorer extends Scorer {
        private final Scorer pages;
        private final List<@Nullable Beside> grades;
        private final List<@Nullable Beside> more;
        private final float grade;
        private final float mostWithin;
        private final float mostMore;
        private int scored = -1;
        private float score;

        GradedScorer(Scorer pages, List<@Nullable Beside> grades, List<@Nullable Beside> more, float boost)
                throws IOException {
            this.pages = pages;
            this.grades = grades;
            this.more = more;
            this.grade = QueryCompiler.TIER * boost;
            this.mostWithin = pages.getMaxScore(DocIdSetIterator.NO_MORE_DOCS);
            float sum = 0;
            for (Beside extra : more) {
                sum += extra == null ? 0 : extra.most;
            }
            this.mostMore = sum;
        }

        @Override
        public int docID() {
            return pages.docID();
        }

        @Override
        public DocIdSetIterator iterator() {
            return pages.iterator();
        }

        @Override
        public @Nullable TwoPhaseIterator twoPhaseIterator() {
            return pages.twoPhaseIterator();
        }

        @Override
        public float getMaxScore(int upTo) {
            return grades.size() * grade + mostWithin + mostMore;
        }

        /** Of a page that does not reach the bar: less than it has, but not of another grade. */
        @Override
        public float score() throws IOException {
            int page = docID();
            if (page != scored) {
                scored = page;
                score = scored(page);
            }
            return score;
        }

        private float scored(int page) throws IOException {
            double sum = grade(page) * (double) grade;
            if (!bar.isReachedBy(sum + mostWithin + mostMore)) {
                return (float) sum;
            }
            sum += pages.score();
            if (more.isEmpty() || !bar.isReachedBy(sum + mostMore)) {
                return (float) sum;
            }
            for (Beside extra : more) {
                if (extra != null && extra.has(page)) {
                    sum += extra.scorer.score();
                }
            }
            return (float) sum;
        }

        /** 0 for the lowest. */
        private int grade(int page) throws IOException {
            for (int i = 0; i < grades.size(); i++) {
                Beside strict = grades.get(i);
                if (strict != null && strict.has(page)) {
                    return grades.size() - i;
                }
            }
            return 0;
        }
    }
}
