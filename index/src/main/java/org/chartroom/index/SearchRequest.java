package org.chartroom.index;

import java.util.Optional;
import org.chartroom.index.query.SearchQuery;

/**
 * One question.
 *
 * @param filter limits beside the query, as set by facets and date pickers
 * @param cursor {@link SearchPage#next()} of the page before; empty for the first page
 * @param limit hits a page, 1..200
 * @param facets whether facets are counted; leave it off for following pages
 * @param meaning whether documents are also found that say much the same in other words; counts where the order is by
 *     relevance, the words are plain ones and the index knows what pages mean
 */
public record SearchRequest(
        Viewer viewer,
        SearchQuery query,
        SearchFilter filter,
        SearchSort sort,
        Optional<String> cursor,
        int limit,
        boolean facets,
        boolean meaning) {
    /** The most hits a page has. */
    public static final int MAX_LIMIT = 200;

    public SearchRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 1.." + MAX_LIMIT + " hits, was " + limit);
        }
    }

    /** By words only. */
    public SearchRequest(
            Viewer viewer,
            SearchQuery query,
            SearchFilter filter,
            SearchSort sort,
            Optional<String> cursor,
            int limit,
            boolean facets) {
        this(viewer, query, filter, sort, cursor, limit, facets, false);
    }
}
