package org.chartroom.api.chart;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ChartRules;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** What charts are expected to hold, and how long it is good for. */
@Path("chart-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ChartRulesResource {
    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final RulesOfCharts rules;

    public ChartRulesResource(Counter counter, RulesOfCharts rules) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.rules = rules;
    }

    @GET
    @OpenToSignedIn
    public Response now() {
        return answer(store.read(rules::now));
    }

    @PUT
    @OpenTo(Role.ADMINISTRATOR)
    public Response change(
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable ChartRules wanted,
            @Context ContainerRequestContext request) {
        if (wanted == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        Caller caller = Caller.of(request);
        return answer(store.write(records -> {
            int before = rules.now(records).version();
            Versions.check(version, before);
            ChartRules kept = records.preparations().putRules(wanted.withVersion(before), caller.id(), clock.instant());
            trail.append(
                    records,
                    caller,
                    AuditAction.ADMIN,
                    "chart-rules",
                    Integer.toString(kept.version()),
                    Optional.empty(),
                    Map.of());
            return kept;
        }));
    }

    private static Response answer(ChartRules rules) {
        return Response.ok(rules).tag(Versions.tag(rules.version())).build();
    }
}
