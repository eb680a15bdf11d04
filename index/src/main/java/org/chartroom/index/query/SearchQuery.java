package org.chartroom.index.query;

/**
 * A query that can be answered. Made by {@link QueryLanguage#parse}.
 *
 * @param typed the text it was made from
 * @param root what it asks for
 */
public record SearchQuery(String typed, QueryNode root) implements ParsedQuery {
    /** Finds everything the viewer may see. */
    public static final SearchQuery EVERYTHING = new SearchQuery("", new QueryNode.Everything());
}
