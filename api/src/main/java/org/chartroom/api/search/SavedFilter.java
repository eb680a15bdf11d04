package org.chartroom.api.search;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.SearchFilter;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.jspecify.annotations.Nullable;

/** Filters as addresses and saved searches write them, and as the index takes them. */
final class SavedFilter {
    private SavedFilter() {}

    /**
     * The filter that these limits say.
     *
     * @param limits a name of {@link org.chartroom.models.record.SavedSearch#LIMITS} and its values
     */
    static SearchFilter of(Map<String, List<String>> limits) {
        return new SearchFilter(
                set(limits.getOrDefault("patient", List.of()), PatientId::new),
                set(
                        limits.getOrDefault("kind", List.of()),
                        text -> DocumentKind.valueOf(text.toUpperCase(Locale.ROOT))),
                set(limits.getOrDefault("stage", List.of()), text -> Stage.valueOf(text.toUpperCase(Locale.ROOT))),
                set(limits.getOrDefault("type", List.of()), text -> text),
                set(limits.getOrDefault("author", List.of()), text -> text),
                set(limits.getOrDefault("channel", List.of()), text -> Channel.valueOf(text.toUpperCase(Locale.ROOT))),
                day(limits.getOrDefault("from", List.of()).stream().findFirst().orElse(null)),
                day(limits.getOrDefault("to", List.of()).stream().findFirst().orElse(null)));
    }

    /** The same, with the charts that patients' charts are part of by now. */
    static SearchFilter now(Records records, SearchFilter filter) {
        if (filter.patients().isEmpty()) {
            return filter;
        }
        Set<PatientId> patients = filter.patients().stream()
                .map(id -> records.patients().resolve(id).map(Patient::id).orElse(id))
                .collect(Collectors.toSet());
        return new SearchFilter(
                patients,
                filter.kinds(),
                filter.stages(),
                filter.types(),
                filter.authors(),
                filter.channels(),
                filter.from(),
                filter.to());
    }

    static <T> Set<T> set(Collection<String> given, Function<String, T> value) {
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

    static Optional<LocalDate> day(@Nullable String text) {
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
