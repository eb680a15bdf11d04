package org.chartroom.api.search;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.query.BadQuery;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Stage;
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
        return new SearchFilter(
                set(patients, PatientId::new),
                set(kinds, text -> DocumentKind.valueOf(text.toUpperCase(Locale.ROOT))),
                set(stages, text -> Stage.valueOf(text.toUpperCase(Locale.ROOT))),
                set(types, text -> text),
                set(authors, text -> text),
                set(channels, text -> Channel.valueOf(text.toUpperCase(Locale.ROOT))),
                day(from),
                day(to));
    }

    private static <T> Set<T> set(List<String> given, Function<String, T> value) {
        Set<T> values = new HashSet<>();
        for (String text : given) {
            if (!text.isBlank()) {
                try {
                    values.add(value.apply(text.strip()));
                } catch (IllegalArgumentException e) {
                    throw ProblemException.badRequest("'" + text.strip() + "' is no value for that filter.");
                }
            }
        }
        return values;
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException e) {
            throw ProblemException.badRequest("'" + text + "' is no date; write one such as 2026-01-31.");
        }
    }
}
