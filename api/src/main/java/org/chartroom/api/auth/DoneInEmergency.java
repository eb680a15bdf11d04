package org.chartroom.api.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.EmergencyAccess;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;

/** What somebody looked at and did in a chart while it was open to them in an emergency, as the audit trail says it. */
final class DoneInEmergency {
    private static final String OPENING = "emergency-access";
    private static final int AT_ONCE = 1_000;
    private static final String SHOWN = "shown";

    private final Records records;
    private final EmergencyAccess access;
    private final Map<DocumentId, Optional<Document>> documents = new HashMap<>();

    private DoneInEmergency(Records records, EmergencyAccess access) {
        this.records = records;
        this.access = access;
    }

    /**
     * A line of the audit trail that touches the chart.
     *
     * @param sequence its number in the trail
     * @param title of the document, empty for anything else
     */
    public record Step(
            long sequence, Instant at, AuditAction action, String subjectKind, String subject, String title) {}

    /** In order; empty when nothing was looked at. */
    static List<Step> of(Records records, EmergencyAccess access) {
        return new DoneInEmergency(records, access).steps();
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        long after = records.audit()
                .firstAbout(OPENING, access.id())
                .map(AuditEntry::sequence)
                .orElse(Long.MAX_VALUE);
        List<AuditEntry> more;
        do {
            more = after == Long.MAX_VALUE ? List.of() : records.audit().entries(after, AT_ONCE);
            for (AuditEntry entry : more) {
                AuditEvent event = entry.event();
                if (event.at().isAfter(access.until())) {
                    return steps;
                }
                if (event.actor().user().equals(access.by())
                        && !event.subjectKind().equals(OPENING)) {
                    touched(event)
                            .ifPresent(title -> steps.add(new Step(
                                    entry.sequence(),
                                    event.at(),
                                    event.action(),
                                    event.subjectKind(),
                                    event.subject(),
                                    title)));
                }
                after = entry.sequence();
            }
        } while (!more.isEmpty());
        return steps;
    }

    /** The title of what was touched, empty when it was nothing of this chart. */
    private Optional<String> touched(AuditEvent event) {
        Optional<PatientId> about = event.patient();
        if (about.equals(Optional.of(access.patient()))) {
            return Optional.of(event.subjectKind().equals("document") ? title(new DocumentId(event.subject())) : "");
        }
        // A search of all charts names nobody, and yet what it showed may be of this one.
        return Arrays.stream(event.details().getOrDefault(SHOWN, "").split(" "))
                .filter(id -> !id.isEmpty())
                .map(DocumentId::new)
                .filter(id -> document(id).flatMap(Document::patient).equals(Optional.of(access.patient())))
                .findFirst()
                .map(this::title);
    }

    private Optional<Document> document(DocumentId id) {
        return documents.computeIfAbsent(id, wanted -> records.documents().find(wanted));
    }

    private String title(DocumentId id) {
        return document(id)
                .map(each -> each.type().map(type -> type.display()).orElse(each.title()))
                .orElse("");
    }
}
