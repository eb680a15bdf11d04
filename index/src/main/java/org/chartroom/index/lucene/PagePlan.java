package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;

/** A part of a query with all that is the same for every segment. For several threads. */
interface PagePlan {
    /** For one thread that goes through a segment, or a range of it. */
    PagePart part(LeafReaderContext segment) throws IOException;

    /** Makes the plans of one search. */
    final class Planning {
        /** What is asked of a part. */
        private enum Use {
            MATCHING(ScoreMode.COMPLETE_NO_SCORES),
            SCORING(ScoreMode.COMPLETE),
            /** Also how much it adds to a page's score at most. */
            BOUNDING(ScoreMode.COMPLETE);

            private final ScoreMode mode;

            Use(ScoreMode mode) {
                this.mode = mode;
            }
        }

        private final IndexSearcher searcher;
        /** What gathers pages beforehand does so once, however often a search names it. */
        private final Map<Query, Gathered> gathered = new HashMap<>();
        /** Each grade names most of the same terms. */
        private final Map<Term, TermStates> terms = new HashMap<>();

        Planning(IndexSearcher searcher) {
            this.searcher = searcher;
        }

        PagePlan scored(Query query) throws IOException {
            return plan(query, Use.SCORING, 1);
        }

        /** What only adds to the scores of pages that are found, which therefore need not be worked out for most of them. */
        PagePlan extra(Query query) throws IOException {
            return plan(query, Use.BOUNDING, 1);
        }

        PagePlan unscored(Query query) throws IOException {
            return plan(query, Use.MATCHING, 1);
        }

        private PagePlan plan(Query query, Use use, float boost) throws IOException {
            return switch (query) {
                case BoostQuery boosted -> plan(boosted.getQuery(), use, boost * boosted.getBoost());
                case ConstantScoreQuery constant -> {
                    PagePlan matches = unscored(constant.getQuery());
                    yield segment -> new ConstantPart(matches.part(segment), boost);
                }
                case MatchAllDocsQuery _ ->
                    segment -> new AllPart(segment.reader().maxDoc(), boost);
                case MatchNoDocsQuery _ -> _ -> PagePart.NONE;
                case DisjunctionMaxQuery best -> {
                    List<PagePlan> parts = plans(best.getDisjuncts(), use, boost);
                    yield segment -> new BestPart(parts(parts, segment), best.getTieBreakerMultiplier());
                }
                case BooleanQuery all -> of(all, use, boost);
                case MultiTermQuery many
                when isConstant(many) -> {
                    Gathered pages = gathered.get(many);
                    if (pages == null) {
                        pages = new Gathered(
                                searcher.createWeight(searcher.rewrite(many), ScoreMode.COMPLETE_NO_SCORES, 1));
                        gathered.put(many, pages);
                    }
                    Gathered once = pages;
                    yield segment -> once.part(segment, boost);
                }
                case WordQuery word -> {
                    WordQuery.WordWeight weight = word.weight(searcher, this::term, boost);
                    yield weight::part;
                }
                default -> {
                    Query rewritten = searcher.rewrite(query);
                    yield rewritten.equals(query) ? leaf(query, use, boost) : plan(rewritten, use, boost);
                }
            };
        }

        private TermStates term(Term term) throws IOException {
            TermStates states = terms.get(term);
            if (states == null) {
                states = TermStates.build(searcher, term, true);
                terms.put(term, states);
            }
            return states;
        }

        private static boolean isConstant(MultiTermQuery query) {
            return query.getRewriteMethod() == MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE
                    || query.getRewriteMethod() == MultiTermQuery.CONSTANT_SCORE_REWRITE;
        }

        private PagePlan of(BooleanQuery query, Use use, float boost) throws IOException {
            List<PagePlan> must = plans(query.getClauses(Occur.MUST), use, boost);
            List<PagePlan> filters = plans(query.getClauses(Occur.FILTER), Use.MATCHING, 1);
            List<PagePlan> optional = plans(query.getClauses(Occur.SHOULD), use, boost);
            List<PagePlan> forbidden = plans(query.getClauses(Occur.MUST_NOT), Use.MATCHING, 1);
            boolean any = must.isEmpty() && filters.isEmpty();
            int least = Math.max(query.getMinimumNumberShouldMatch(), any ? 1 : 0);
            return segment -> new BooleanPart(
                    parts(must, segment),
                    parts(filters, segment),
                    parts(optional, segment),
                    parts(forbidden, segment),
                    least);
        }

        private List<PagePlan> plans(Iterable<Query> queries, Use use, float boost) throws IOException {
            List<PagePlan> plans = new ArrayList<>();
            for (Query query : queries) {
                plans.add(plan(query, use, boost));
            }
            return plans;
        }

        private static List<PagePart> parts(List<PagePlan> plans, LeafReaderContext segment) throws IOException {
            List<PagePart> parts = new ArrayList<>();
            for (PagePlan plan : plans) {
                parts.add(plan.part(segment));
            }
            return parts;
        }

        private PagePlan leaf(Query query, Use use, float boost) throws IOException {
            Weight weight = searcher.createWeight(query, use.mode, boost);
            Optional<RowMost.Words> row =
                    use == Use.BOUNDING ? RowMost.of(query, searcher, this::term, boost) : Optional.empty();
            return segment -> {
                ScorerSupplier supplier = weight.scorerSupplier(segment);
                return supplier == null
                        ? PagePart.NONE
                        : new LeafPart(
                                () -> scorer(weight, segment),
                                supplier.cost(),
                                use.mode.needsScores(),
                                row.isPresent() ? new RowMost(row.get(), segment) : null);
            };
        }
    }

    private static Scorer scorer(Weight weight, LeafReaderContext segment) throws IOException {
        Scorer scorer = weight.scorer(segment);
        // Whether a term is in a segment may turn out only when its cost is asked for.
        return scorer == null ? new ConstantScoreScorer(0, ScoreMode.COMPLETE, DocIdSetIterator.empty()) : scorer;
    }

    /** Pages that are gathered once of each segment, by whichever thread comes first. */
    final class Gathered {
        private record Pages(FixedBitSet pages, long number) {}

        private final Weight weight;
        private final Map<Integer, Pages> ofSegments = new ConcurrentHashMap<>();

        Gathered(Weight weight) {
            this.weight = weight;
        }

        private PagePart part(LeafReaderContext segment, float score) {
            Pages pages = ofSegments.computeIfAbsent(segment.ord, _ -> gather(segment));
            return pages.number() == 0 ? PagePart.NONE : new SetPart(pages.pages(), pages.number(), score);
        }

        private Pages gather(LeafReaderContext segment) {
            try {
                Scorer scorer = weight.scorer(segment);
                if (scorer == null) {
                    return new Pages(new FixedBitSet(0), 0);
                }
                FixedBitSet pages = new FixedBitSet(segment.reader().maxDoc());
                pages.or(scorer.iterator());
                return new Pages(pages, pages.cardinality());
            } catch (IOException failure) {
                throw new UncheckedIOException("reading the index failed", failure);
            }
        }
    }
}
