package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/**
 * Goes through all pages that a query matches, in windows: which pages match is worked out for a window at once, in words of 64 bits, and
 * how well only of those that may still be shown. Pages are in grades: each stricter query that a page meets lifts it above
 * all that do not, so that most are told from their grade. Lucene's own search goes page by page and, where all are to be
 * counted, scores each of them: several times as long for words that stand on every other page.
 */
final class PageSearch {
    /** Pages that one thread goes through at a time. */
    private static final int SHARE = 1 << 17;

    private final IndexSearcher searcher;
    private final PagePlan matches;
    private final List<PagePlan> stricter = new ArrayList<>();
    private final List<PagePlan> extras = new ArrayList<>();
    private final Bar bar;

    /** @param bar what a page must reach for its score to be worked out in full */
    PageSearch(IndexSearcher searcher, QueryCompiler.Ranked ranked, Bar bar) throws IOException {
        this.searcher = searcher;
        this.bar = bar;
        PagePlan.Planning planning = new PagePlan.Planning(searcher);
        this.matches = planning.scored(ranked.query());
        for (Query query : ranked.stricter()) {
            stricter.add(planning.unscored(query));
        }
        for (Query query : ranked.extras()) {
            extras.add(planning.extra(query));
        }
    }

    /** What is done with the pages; each share of them is one thread's, the sharing is not. */
    interface Found {
        Share share(LeafReaderContext segment) throws IOException;
    }

    /** Is shown the pages of a range, whose documents are all whole in it. */
    interface Share {
        void see(Window window) throws IOException;

        void finish() throws IOException;
    }

    private record Range(LeafReaderContext segment, int from, int to) {}

    void into(Found found) throws IOException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Range range : ranges()) {
            tasks.add(() -> {
                go(range, found);
                return null;
            });
        }
        searcher.getTaskExecutor().invokeAll(tasks);
    }

    /** Of about the same size, largest first. */
    private List<Range> ranges() throws IOException {
        List<Range> ranges = new ArrayList<>();
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            int size = segment.reader().maxDoc();
            int shares = Math.max(1, Math.round(size / (float) SHARE));
            Heads heads = Heads.of(segment.reader());
            int from = 0;
            for (int share = 1; share <= shares; share++) {
                int to = share == shares ? size : heads.atOrAfter((int) ((long) size * share / shares));
                if (to > from) {
                    ranges.add(new Range(segment, from, to));
                }
                from = to;
            }
        }
        ranges.sort(Comparator.comparingInt((Range range) -> range.from() - range.to()));
        return ranges;
    }

    private void go(Range range, Found found) throws IOException {
        LeafReaderContext segment = range.segment();
        Share share = found.share(segment);
        Window window = new Window(segment);
        int from = window.atOrAfter(range.from());
        while (from < range.to()) {
            int to = Math.min(from + PagePart.WINDOW, range.to());
            if (window.moves(from, to)) {
                share.see(window);
            }
            from = window.atOrAfter(to);
        }
        share.finish();
    }

    private static List<PagePart> parts(List<PagePlan> plans, LeafReaderContext segment) throws IOException {
        List<PagePart> parts = new ArrayList<>();
        for (PagePlan plan : plans) {
            parts.add(plan.part(segment));
        }
        return parts;
    }

    /** Some thousand pages beside each other. */
    final class Window {
        private final LeafReaderContext segment;
        private final PagePart all;
        private final List<PagePart> grades;
        private final List<PagePart> more;
        private final float mostWithin;
        private final float mostMore;
        /** Of the page that is scored, what each of {@link #more} adds at most. */
        private final float[] mostOfPage;

        private final Dates dates;
        private final FixedBitSet pages = new FixedBitSet(PagePart.WINDOW);
        /** Strictest first. */
        private final List<FixedBitSet> graded = new ArrayList<>();

        private final FixedBitSet complete = new FixedBitSet(PagePart.WINDOW);
        private final FixedBitSet worth = new FixedBitSet(PagePart.WINDOW);
        private final Places places = new Places();
        private final Places single = new Places();
        private float[] scoresOfOne = new float[0];
        private double[] scores = new double[0];
        private int from;
        private int to;
        private int known;

        private Window(LeafReaderContext segment) throws IOException {
            this.segment = segment;
            this.all = matches.part(segment);
            this.grades = parts(stricter, segment);
            this.more = parts(extras, segment);
            this.mostWithin = all.most();
            float sum = 0;
            for (PagePart extra : more) {
                sum += extra.most();
            }
            this.mostMore = sum;
            this.mostOfPage = new float[more.size()];
            this.dates = Dates.of(segment.reader());
            grades.forEach(_ -> graded.add(new FixedBitSet(PagePart.WINDOW)));
        }

        private int atOrAfter(int page) throws IOException {
            return all.atOrAfter(page);
        }

        /** @return whether any page matches there */
        private boolean moves(int first, int end) throws IOException {
            from = first;
            to = end;
            known = 0;
            pages.clear();
            pages.set(0, to - from);
            all.narrow(from, to, pages);
            Bits live = segment.reader().getLiveDocs();
            if (live != null && !pages.scanIsEmpty()) {
                // Looks at each page that is left: the fewer these are, the better.
                live.applyMask(pages, from);
            }
            return !pages.scanIsEmpty();
        }

        /** Its first page, as the segment counts them. */
        int from() {
            return from;
        }

        /** The page after its last. */
        int to() {
            return to;
        }

        /** Those that match, by their numbers less {@link #from}; not to be changed. */
        FixedBitSet pages() {
            return pages;
        }

        /** Those of them that meet any stricter query; all, where there is none. Not to be changed. */
        FixedBitSet complete() throws IOException {
            if (grades.isEmpty()) {
                return pages;
            }
            while (known < grades.size()) {
                gradeNext();
            }
            complete.clear();
            graded.forEach(complete::or);
            return complete;
        }

        /** Those of them that may still reach the bar, whose {@link #score} may be asked from here on. */
        Places worth() throws IOException {
            worth.clear();
            boolean reached = true;
            for (int i = 0; reached && i < grades.size(); i++) {
                reached = mayReach(grades.size() - i);
                if (reached) {
                    if (known == i) {
                        gradeNext();
                    }
                    worth.or(graded.get(i));
                }
            }
            if (reached && mayReach(0)) {
                worth.or(pages);
            }
            places.fill(worth, to - from);
            if (places.count() > 0) {
                scoreWorth();
            }
            return places;
        }

        private void scoreWorth() throws IOException {
            int count = places.count();
            scoresOfOne = PagePart.atLeast(count, scoresOfOne);
            scores = PagePart.atLeast(count, scores);
            all.score(from, to, places, scoresOfOne);
            for (int i = 0; i < count; i++) {
                scores[i] = scoresOfOne[i];
            }
            for (int grade = 0; grade < known; grade++) {
                double more = (grades.size() - grade) * (double) QueryCompiler.TIER;
                FixedBitSet inGrade = graded.get(grade);
                for (int i = 0; i < count; i++) {
                    scores[i] += inGrade.get(places.at(i)) ? more : 0;
                }
            }
        }

        private boolean mayReach(int grade) {
            return bar.isReachedBy(grade * (double) QueryCompiler.TIER + mostWithin + mostMore);
        }

        private void gradeNext() throws IOException {
            FixedBitSet next = graded.get(known);
            PagePart.copy(pages, next);
            for (int i = 0; i < known; i++) {
                next.andNot(graded.get(i));
            }
            if (!next.scanIsEmpty()) {
                grades.get(known).narrow(from, to, next);
            }
            known++;
        }

        /**
         * Of one of {@link #worth}, in rising order. The extras are looked at page by page, as these take the longest and the bar
         * rises with each page that is shown; and first, what they may add at all, which is quickly told.
         *
         * @param i which of them
         * @return of a page that does not reach the bar perhaps less than it has, but not of another grade
         */
        float score(int i) throws IOException {
            int page = from + places.at(i);
            double sum = scores[i];
            if (more.isEmpty() || !mayReach(sum + mostMore, page)) {
                return (float) sum;
            }
            double left = 0;
            for (int extra = 0; extra < mostOfPage.length; extra++) {
                mostOfPage[extra] = more.get(extra).most(page);
                left += mostOfPage[extra];
            }
            for (int extra = 0; extra < mostOfPage.length && mayReach(sum + left, page); extra++) {
                single.only(places.at(i));
                more.get(extra).scoreWhereMatching(from, to, single, scoresOfOne);
                sum += scoresOfOne[0];
                left -= mostOfPage[extra];
            }
            return (float) sum;
        }

        private boolean mayReach(double score, int page) {
            return bar.isReachedBy((float) score, dates.latest(page));
        }
    }
}
