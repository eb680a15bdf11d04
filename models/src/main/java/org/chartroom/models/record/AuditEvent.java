package org.chartroom.models.record;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that was done or refused, before it has its number.
 *
 * @param subjectKind such as {@code document}, {@code patient}, {@code search}
 * @param subject the subject's id, empty where there is none
 * @param patient whose record it touched, where that is known
 * @param details names and values that tell the rest; no free text from charts
 */
public record AuditEvent(
        Instant at,
        Actor actor,
        AuditAction action,
        String subjectKind,
        String subject,
        Optional<PatientId> patient,
        Map<String, String> details) {
    public AuditEvent {
        details = Map.copyOf(details);
    }
}
