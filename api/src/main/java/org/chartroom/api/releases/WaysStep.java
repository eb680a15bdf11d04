package org.chartroom.api.releases;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.ReleaseRequest;

/** By which ways a packet can leave. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
public final class WaysStep {
    private final ReleaseDeskCounter desk;
    private final Outbox outbox;

    WaysStep(ReleaseDeskCounter desk, Outbox outbox) {
        this.desk = desk;
        this.outbox = outbox;
    }

    /**
     * A way.
     *
     * @param against why it cannot go by it; empty when it can
     * @param statement what who takes it signs; empty where nobody signs
     */
    public record WayLine(Way way, Optional<String> against, String statement) {}

    /** By which ways the packet of a request can leave, and why not by the others. */
    @GET
    @Path("{id}/ways")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public List<WayLine> ways(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        ReleaseRequest kept = desk.counter().store().read(records -> desk.find(records, caller, id));
        List<WayLine> ways = new ArrayList<>();
        ways.add(new WayLine(Way.DOWNLOAD, Optional.empty(), ""));
        for (Delivery.Way way : Delivery.Way.values()) {
            ways.add(new WayLine(Way.of(way), outbox.against(way, kept.recipient()), ""));
        }
        ways.add(new WayLine(Way.PICKUP, Optional.empty(), PickupStep.statement(kept)));
        return ways;
    }

    /** How a packet leaves. */
    public enum Way {
        DOWNLOAD,
        MAIL,
        FAX,
        PICKUP;

        static Way of(Delivery.Way way) {
            return switch (way) {
                case MAIL -> MAIL;
                case FAX -> FAX;
            };
        }
    }
}
