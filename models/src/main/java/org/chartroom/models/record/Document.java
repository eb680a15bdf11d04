package org.chartroom.models.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One document: what a person would staple together.
 *
 * @param stageReason why it is where it is, in words for a person; empty on the plain way
 * @param patient empty until it is filed
 * @param type empty until known
 * @param date date of service or of writing, empty until known
 * @param author who wrote or dictated it, empty until known
 * @param title short name people see in lists
 * @param pages number of its pages; 0 before it is read
 * @param confidence lowest confidence of its pages, 0..1
 * @param version counts the changes, from 1; used as ETag
 */
public record Document(
        DocumentId id,
        ArrivalId arrival,
        FacilityId facility,
        DocumentKind kind,
        Stage stage,
        String stageReason,
        Priority priority,
        Optional<PatientId> patient,
        Optional<EncounterId> encounter,
        Optional<DocumentType> type,
        Optional<LocalDate> date,
        String author,
        String title,
        int pages,
        double confidence,
        DocumentSource source,
        Instant createdAt,
        Instant changedAt,
        int version) {}
