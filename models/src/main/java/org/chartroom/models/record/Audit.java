package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/** The audit trail: appended to, never changed. */
public interface Audit {
    /** Gives the event the next number and keeps it in this transaction. */
    AuditEntry append(AuditEvent event);

    /** In order of number, from {@code after} (exclusive). */
    List<AuditEntry> entries(long after, int limit);

    /** What was done to one thing, such as {@code document} and its id; latest first. */
    Slice<AuditEntry> about(String subjectKind, String subject, Optional<String> cursor, int limit);

    /** The first that was done to one thing. */
    Optional<AuditEntry> firstAbout(String subjectKind, String subject);

    /** Latest first; empty parts do not limit. */
    Slice<AuditEntry> latest(Optional<PatientId> patient, Optional<UserId> user, Optional<String> cursor, int limit);
}
