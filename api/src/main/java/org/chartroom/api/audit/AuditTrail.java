package org.chartroom.api.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartroom.api.auth.Caller;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.UserId;

/**
 * Writes down who read or changed what, durably, before the answer goes out. Safe for use by many threads.
 *
 * <p>A person who looks at one document fetches dozens of its parts (images, words, stretches of sound). {@link #part}
 * writes the first and lets further ones of the same document pass for five minutes: the entry says that they read it.
 */
public final class AuditTrail {
    private static final Duration ONE_LOOK = Duration.ofMinutes(5);
    private static final int REMEMBERED = 20_000;
    private static final int IDS_AN_ENTRY = 500;

    private final RecordStore store;
    private final Clock clock;
    private final Map<Look, Instant> looks = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    public AuditTrail(RecordStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Look(UserId user, String address, String kind, String subject) {}

    /** Notes that somebody read something; durable when it returns. */
    public void read(Caller caller, String kind, String subject, Optional<PatientId> patient) {
        write(event(caller, AuditAction.READ, kind, subject, patient, Map.of()));
        remember(new Look(caller.id(), caller.address(), kind, subject));
    }

    /** Notes that somebody read a part of something, unless they were noted as reading it within five minutes. */
    public void part(Caller caller, String kind, String subject, Optional<PatientId> patient, String part) {
        Look look = new Look(caller.id(), caller.address(), kind, subject);
        if (justSeen(look)) {
            return;
        }
        write(event(caller, AuditAction.READ, kind, subject, patient, Map.of("part", part)));
        remember(look);
    }

    /** From now on every look of theirs is written down anew, within five minutes of the last too. */
    public void forgetLooks(UserId user) {
        synchronized (looks) {
            looks.keySet().removeIf(look -> look.user().equals(user));
        }
    }

    /**
     * Notes which documents a search showed; durable when it returns. What was typed may be a name or a diagnosis and is not
     * kept. A page that asks again by itself and is shown the same within five minutes adds no line.
     */
    public void searched(Caller caller, Optional<PatientId> patient, long total, List<DocumentId> shown) {
        String ids = shown.stream().map(DocumentId::value).collect(Collectors.joining(" "));
        Look look = new Look(
                caller.id(),
                caller.address(),
                "search",
                patient.map(PatientId::value).orElse("") + "/" + total + "/" + ids);
        if (justSeen(look)) {
            return;
        }
        write(event(
                caller,
                AuditAction.SEARCH,
                "search",
                "",
                patient,
                Map.of("total", Long.toString(total), "shown", ids)));
        remember(look);
    }

    /** Notes which documents went out in a list of search results, in entries of {@value #IDS_AN_ENTRY}; durable when it returns. */
    public void exported(Caller caller, Optional<PatientId> patient, List<DocumentId> rows) {
        for (int from = 0; from == 0 || from < rows.size(); from += IDS_AN_ENTRY) {
            List<DocumentId> some = rows.subList(from, Math.min(rows.size(), from + IDS_AN_ENTRY));
            String ids = some.stream().map(DocumentId::value).collect(Collectors.joining(" "));
            write(event(
                    caller,
                    AuditAction.SEARCH,
                    "export",
                    "",
                    patient,
                    Map.of("total", Integer.toString(rows.size()), "shown", ids)));
        }
    }

    /** Notes that somebody was refused. */
    public void refused(Caller caller, String what) {
        write(event(caller, AuditAction.REFUSE, "call", "", Optional.empty(), Map.of("call", what)));
    }

    /** Notes an event; durable when it returns. */
    public void write(AuditEvent event) {
        store.write(records -> records.audit().append(event));
    }

    /** An event of this moment, to be appended in a transaction of the caller's. */
    public AuditEvent event(
            Caller caller,
            AuditAction action,
            String kind,
            String subject,
            Optional<PatientId> patient,
            Map<String, String> details) {
        return new AuditEvent(clock.instant(), caller.actor(), action, kind, subject, patient, details);
    }

    /** Appends an event of this moment to a transaction. */
    public void append(
            Records records,
            Caller caller,
            AuditAction action,
            String kind,
            String subject,
            Optional<PatientId> patient,
            Map<String, String> details) {
        records.audit().append(event(caller, action, kind, subject, patient, details));
    }

    private boolean justSeen(Look look) {
        synchronized (looks) {
            Instant last = looks.get(look);
            return last != null && Duration.between(last, clock.instant()).compareTo(ONE_LOOK) < 0;
        }
    }

    private void remember(Look look) {
        synchronized (looks) {
            looks.put(look, clock.instant());
        }
    }
}
