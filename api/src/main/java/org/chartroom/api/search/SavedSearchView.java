package org.chartroom.api.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.SavedSearchId;
import org.chartroom.models.record.Stage;

/**
 * A saved search as it is listed.
 *
 * @param filters a filter's name as {@code GET /search} takes it, and its values
 * @param sort {@code relevance} or {@code newest}
 * @param mine whether it is the caller's own; others are used, not changed
 * @param owner the owner's name
 * @param patients those of its filter that are open to the caller, by name
 * @param alert the caller's own, when they have set one
 */
public record SavedSearchView(
        SavedSearchId id,
        String name,
        String q,
        Map<String, List<String>> filters,
        String sort,
        boolean mine,
        String owner,
        Set<Role> sharedWith,
        List<SavedPatient> patients,
        Optional<SavedAlert> alert,
        Instant changedAt,
        int version) {
    /** A patient, to be shown. */
    public record SavedPatient(PatientId id, String name, String mrn) {}

    /**
     * Somebody's alert.
     *
     * @param since when it was set
     * @param unseen how much of what began to match they have not seen, counted up to 500
     */
    public record SavedAlert(Instant since, int unseen) {}

    /**
     * All of them that the caller may use.
     *
     * @param unseen of all alerts together
     */
    public record SavedList(int unseen, List<SavedSearchView> items) {}

    /**
     * What began to match, the latest first.
     *
     * @param next cursor of the following page; empty at the end
     */
    public record SavedMatches(List<SavedMatch> items, Optional<String> next) {}

    /**
     * One document that began to match.
     *
     * @param sequence for {@code seen}: all up to this one
     * @param since when it began
     */
    public record SavedMatch(
            long sequence,
            Instant since,
            boolean seen,
            DocumentId documentId,
            String title,
            DocumentKind kind,
            Stage stage,
            Optional<DocumentType> type,
            Optional<LocalDate> date,
            String author,
            Optional<PatientId> patientId,
            Optional<String> patientName,
            Optional<String> mrn,
            Optional<String> thumbnail) {}
}
