package org.chartroom.index;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Stage;

/**
 * Limits beside the query. Empty parts do not limit; within a set any of the values will do.
 *
 * @param types codes of {@link org.chartroom.models.record.DocumentType}
 * @param authors as shown
 * @param from first day, inclusive
 * @param to last day, inclusive
 */
public record SearchFilter(
        Set<PatientId> patients,
        Set<DocumentKind> kinds,
        Set<Stage> stages,
        Set<String> types,
        Set<String> authors,
        Set<Channel> channels,
        Optional<LocalDate> from,
        Optional<LocalDate> to) {
    /** Limits nothing. */
    public static final SearchFilter NONE = new SearchFilter(
            Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

    public SearchFilter {
        patients = Set.copyOf(patients);
        kinds = Set.copyOf(kinds);
        stages = Set.copyOf(stages);
        types = Set.copyOf(types);
        authors = Set.copyOf(authors);
        channels = Set.copyOf(channels);
    }

    /** Limits to these patients. */
    public static SearchFilter of(Set<PatientId> patients) {
        return new SearchFilter(
                patients, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());
    }
}
