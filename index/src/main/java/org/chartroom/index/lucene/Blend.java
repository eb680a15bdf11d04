package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.chartroom.index.Hit;
import org.chartroom.index.SearchPage;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.index.query.QueryNode;
import org.chartroom.index.synonyms.Widening;
import org.jspecify.annotations.Nullable;

/**
 * Finds by words and by meaning and makes one ranking of the best of both; after these comes what else has the words. Totals and
 * facets are of what has the words.
 */
final class Blend {
    /** How many documents of each ranking are blended. */
    private static final int WINDOW = NearPages.MOST;

    /** Begins the cursor of a page within the blended ones; their number to skip follows. */
    private static final String BLENDED = "m";
    /** Begins the cursor of a page after them; an ordinary cursor follows. */
    private static final String AFTER = "w";

    private final IndexSearcher searcher;
    private final Look look;
    private final SearchRequest request;
    private final QueryNode asked;
    private final Recency recency;

    Blend(IndexSearcher searcher, Look look, SearchRequest request, QueryNode asked, long today) {
        this.searcher = searcher;
        this.look = look;
        this.request = request;
        this.asked = asked;
        this.recency = new Recency(today);
    }

    /** Makes what is shown of what was found. */
    interface Showing {
        List<Hit> of(List<DocumentCollector.Found> found, Lacking lacking) throws IOException;
    }

    /** @param others what a page must have or not have beside the words */
    SearchPage with(float[] place, QueryNode others, Showing showing) throws IOException {
        Map<Integer, DocumentCollector.Found> near = new LinkedHashMap<>();
        for (NearPages.Near page : look.near(place, others, request.filter())) {
            near.putIfAbsent(head(page.page()), DocumentCollector.Found.near(page));
        }
        String cursor = request.cursor().orElse(BLENDED + 0);
        if (cursor.startsWith(AFTER)) {
            return after(Cursor.read(cursor.substring(1), SearchSort.RELEVANCE), near, showing);
        }
        int from = place(cursor);
        FacetCounter facets = request.facets() ? look.counter() : null;
        DocumentCollector collector = collected(words -> words, Optional.empty(), WINDOW, facets);
        Map<Integer, DocumentCollector.Found> byWords = byHead(collector.found());
        Map<Integer, DocumentCollector.Found> all = new LinkedHashMap<>(near);
        if (byWords.size() == WINDOW) {
            all.putAll(byHead(collected(words -> among(words, near), Optional.empty(), WINDOW, null)
                    .found()));
        }
        all.putAll(byWords);
        List<Integer> blended = Fusion.of(List.copyOf(byWords.keySet()), List.copyOf(near.keySet()));
        List<DocumentCollector.Found> shown =
                blended.stream().skip(from).limit(request.limit()).map(all::get).toList();
        Optional<String> next = Optional.empty();
        if (from + shown.size() < blended.size()) {
            next = Optional.of(BLENDED + (from + shown.size()));
        } else if (byWords.size() == WINDOW) {
            DocumentCollector.Found last = collector.found().getLast();
            next = Optional.of(AFTER + new Cursor(SearchSort.RELEVANCE, last.value(), last.tie()).written());
        }
        long meant =
                all.values().stream().filter(DocumentCollector.Found::isMeant).count();
        return page(collector, meant, shown, facets, next, showing);
    }

    private SearchPage after(Cursor cursor, Map<Integer, DocumentCollector.Found> near, Showing showing)
            throws IOException {
        FacetCounter facets = request.facets() ? look.counter() : null;
        DocumentCollector collector =
                collected(words -> words, Optional.of(cursor), request.limit() + 1 + near.size(), facets);
        Map<Integer, DocumentCollector.Found> rest = byHead(collector.found());
        rest.keySet().removeAll(near.keySet());
        List<DocumentCollector.Found> shown =
                rest.values().stream().limit(request.limit()).toList();
        Optional<String> next = rest.size() > shown.size()
                ? Optional.of(AFTER
                        + new Cursor(
                                        SearchSort.RELEVANCE,
                                        shown.getLast().value(),
                                        shown.getLast().tie())
                                .written())
                : Optional.empty();
        Set<Integer> alsoByWords = byHead(collected(words -> among(words, near), Optional.empty(), WINDOW, null)
                        .found())
                .keySet();
        long meant = near.keySet().stream()
                .filter(head -> !alsoByWords.contains(head))
                .count();
        return page(collector, meant, shown, facets, next, showing);
    }

    private SearchPage page(
            DocumentCollector collector,
            long meant,
            List<DocumentCollector.Found> shown,
            @Nullable FacetCounter facets,
            Optional<String> next,
            Showing showing)
            throws IOException {
        return new SearchPage(
                collector.total(),
                collector.complete(),
                meant,
                showing.of(shown, look.lacking(asked)),
                facets == null ? Map.of() : facets.counts(),
                next,
                Widening.also(asked));
    }

    private interface Within {
        QueryCompiler.Ranked of(QueryCompiler.Ranked words) throws IOException;
    }

    private DocumentCollector collected(Within within, Optional<Cursor> after, int most, @Nullable FacetCounter facets)
            throws IOException {
        Bar bar = new Bar(SearchSort.RELEVANCE, recency);
        QueryCompiler.Ranked ranked =
                look.compiler().ranked(asked).limited(query -> Limits.apply(query, request.viewer(), request.filter()));
        DocumentCollector collector = new DocumentCollector(bar, after, most, facets);
        collector.search(searcher, within.of(ranked));
        return collector;
    }

    /** The query, only of these documents. */
    private QueryCompiler.Ranked among(QueryCompiler.Ranked words, Map<Integer, DocumentCollector.Found> near)
            throws IOException {
        List<BytesRef> ids = new ArrayList<>();
        for (int head : near.keySet()) {
            ids.add(new BytesRef(
                    ShownFields.of(searcher.storedFields().document(head).getBinaryValue(Fields.SHOWN))
                            .id()
                            .value()));
        }
        return words.limited(query -> new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(new TermInSetQuery(Fields.ID, ids), Occur.FILTER)
                .build());
    }

    private Map<Integer, DocumentCollector.Found> byHead(List<DocumentCollector.Found> found) throws IOException {
        Map<Integer, DocumentCollector.Found> byHead = new LinkedHashMap<>();
        for (DocumentCollector.Found one : found) {
            byHead.put(head(one.page()), one);
        }
        return byHead;
    }

    /** The first page of a page's document. */
    private int head(int page) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(page, leaves));
        NumericDocValues ordinals = DocValues.getNumeric(leaf.reader(), Fields.ORDINAL);
        return ordinals.advanceExact(page - leaf.docBase) ? page - (int) ordinals.longValue() : page;
    }

    private static int place(String cursor) {
        if (!cursor.startsWith(BLENDED)) {
            throw new IllegalArgumentException("this is no cursor of an answer by words and meaning");
        }
        return Integer.parseUnsignedInt(cursor.substring(BLENDED.length()));
    }
}
