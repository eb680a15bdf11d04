package org.chartroom.api.search;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.query.BadQuery;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.SearchQuery;
import org.jspecify.annotations.Nullable;

/** What is asked for, as every call that searches takes it. */
public final class SearchParameters {
    @QueryParam("q")
    private @Nullable String q;

    @QueryParam("patient")
    private List<String> patients = List.of();

    @QueryParam("kind")
    private List<String> kinds = List.of();

    @QueryParam("type")
    private List<String> types = List.of();

    @QueryParam("author")
    private List<String> authors = List.of();

    @QueryParam("channel")
    private List<String> channels = List.of();

    @QueryParam("from")
    private @Nullable String from;

    @QueryParam("to")
    private @Nullable String to;

    @QueryParam("stage")
    private List<String> stages = List.of();

    SearchQuery query() {
        return parsed(q);
    }

    static SearchQuery parsed(@Nullable String q) {
        return switch (QueryLanguage.parse(q == null ? "" : q)) {
            case SearchQuery query -> query;
            case BadQuery bad ->
                throw new ProblemException(
                        Kind.BAD_QUERY,
                        bad.message(),
                        Map.of("position", bad.position(), "suggestion", bad.suggestion()));
        };
    }

    SearchFilter filter() {
        return SavedFilter.of(Map.of(
                "patient", patients, "kind", kinds, "stage", stages, "type", types, "author", authors, "channel",
                channels, "from", one(from), "to", one(to)));
    }

    private static List<String> one(@Nullable String given) {
        return given == null ? List.of() : List.of(given);
    }
}
