package org.chartroom.api.events;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.jspecify.annotations.Nullable;

/** Server-sent events: what changes, as it does. Each listener holds one virtual thread. */
@Path("events")
public final class EventsResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** A stream ends by itself after this long, so that a session that has ended cannot listen on. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final EventHub hub;

    public EventsResource(EventHub hub) {
        this.hub = hub;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @OpenToSignedIn
    public Response events(
            @HeaderParam("Last-Event-ID") @Nullable String lastSeen, @Context ContainerRequestContext request) {
        Optional<EventHub.Client> listening = hub.listen(Caller.of(request), number(lastSeen));
        EventHub.Client client = listening.orElseThrow(() -> new ProblemException(
                Kind.UNAVAILABLE, "Too many pages listen already. The page works without; reload it to see changes."));
        StreamingOutput stream = out -> {
            try (client) {
                write(client, out);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        return Response.ok(stream)
                .header("X-Accel-Buffering", "no")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static void write(EventHub.Client client, OutputStream out) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        // Said at once: the browser knows that it is connected, and waits this long before it connects again.
        out.write("retry: 2000\nevent: ping\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        long quietSince = System.nanoTime();
        while (System.nanoTime() < end && !client.serverStops()) {
            EventHub.Event event = client.next(Duration.ofMillis(500));
            if (event != null) {
                out.write(("id: " + event.id() + "\nevent: " + event.name() + "\ndata: " + event.data() + "\n\n")
                        .getBytes(StandardCharsets.UTF_8));
                out.flush();
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > HEARTBEAT.toNanos()) {
                out.write("event: ping\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                quietSince = System.nanoTime();
            }
        }
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
