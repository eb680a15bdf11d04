package org.chartroom.api.audit;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.http.Paging;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** The audit trail, for those in charge of privacy. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private final RecordStore store;
    private final AuditTrail trail;

    public AuditResource(RecordStore store, AuditTrail trail) {
        this.store = store;
        this.trail = trail;
    }

    /** A line of the trail. */
    public record Line(
            long sequence,
            Instant at,
            UserId userId,
            String userName,
            Role role,
            String address,
            AuditAction action,
            String subjectKind,
            String subject,
            Optional<PatientId> patientId,
            Map<String, String> details) {
        static Line of(AuditEntry entry) {
            return new Line(
                    entry.sequence(),
                    entry.event().at(),
                    entry.event().actor().user(),
                    entry.event().actor().name(),
                    entry.event().actor().role(),
                    entry.event().actor().address(),
                    entry.event().action(),
                    entry.event().subjectKind(),
                    entry.event().subject(),
                    entry.event().patient(),
                    entry.event().details());
        }
    }

    @GET
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Paging<Line> audit(
            @QueryParam("patient") @Nullable PatientId patient,
            @QueryParam("user") @Nullable UserId user,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Slice<AuditEntry> slice = store.read(records -> records.audit()
                .latest(
                        Optional.ofNullable(patient),
                        Optional.ofNullable(user),
                        Paging.cursor(cursor),
                        Paging.limit(limit)));
        trail.part(Caller.of(request), "audit", "", Optional.ofNullable(patient), "list");
        return new Paging<>(slice.items().stream().map(Line::of).toList(), slice.next());
    }
}
