package org.chartroom.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of an answer.
 *
 * @param total how many documents match, all pages of the answer together; facets count the same documents
 * @param complete how many of them have all the words on one page; these come first
 * @param meant how many documents are listed beside these for what they mean, without having the words; facets leave them out
 * @param hits one a document, at its best page
 * @param facets counts of documents by value, most frequent first; empty when they were not asked for
 * @param next cursor of the following page, opaque; empty at the end
 * @param also what was searched for beside the words as typed, because it means the same
 */
public record SearchPage(
        long total,
        long complete,
        long meant,
        List<Hit> hits,
        Map<Facet, List<FacetCount>> facets,
        Optional<String> next,
        List<String> also) {
    public SearchPage {
        hits = List.copyOf(hits);
        facets = Map.copyOf(facets);
        also = List.copyOf(also);
    }
}
