package org.chartroom.api.recordings;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.events.EventHub;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.HeardStretch;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Recording;
import org.chartroom.models.record.RecordingPiece;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Take;
import org.chartroom.models.text.SpokenWord;
import org.jspecify.annotations.Nullable;

/** The workers' door to recordings in progress: which to listen to, its sound as it comes, the words heard in it. */
@Path("work/recordings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LiveResource {
    private static final int LONGEST_WAIT_MS = 20_000;
    private static final int PIECES_AT_ONCE = 10;
    private static final int MOST_WORDS = 2_000;

    private final RecordStore store;
    private final BlobStore blobs;
    private final LiveHearing live;
    private final EventHub events;

    public LiveResource(Counter counter, LiveHearing live, EventHub events) {
        this.store = counter.store();
        this.blobs = counter.blobs();
        this.live = live;
        this.events = events;
    }

    /** Hands out a recording that is being made and that nobody listens to, waiting for one if asked to; 204 if none. */
    @POST
    @Path("leases")
    @OpenTo(Role.WORKER)
    public Response listen(@QueryParam("waitMs") int waitMs) throws InterruptedException {
        Optional<LiveHearing.Leased> leased = live.lease(Math.clamp(waitMs, 0, LONGEST_WAIT_MS));
        return leased.map(each -> Response.ok(new LiveOffer(
                                each.token(),
                                store.read(records -> records.recordings().heardTo(each.recording()))))
                        .build())
                .orElseGet(() -> Response.noContent().build());
    }

    /** Samples from {@code from} on as far as they have come, waiting for some if asked to; 204 when none came. */
    @GET
    @Path("{token}/audio")
    @Produces(MediaType.WILDCARD)
    @OpenTo(Role.WORKER)
    public Response sound(
            @PathParam("token") LeaseToken token, @QueryParam("from") long from, @QueryParam("waitMs") int waitMs)
            throws InterruptedException, IOException {
        OptionalLong there = live.await(token, from, Math.clamp(waitMs, 0, LONGEST_WAIT_MS));
        if (there.isEmpty()) {
            throw over();
        }
        LiveHearing.Listened listened = live.renew(token).orElseThrow(LiveResource::over);
        List<RecordingPiece> pieces =
                store.read(records -> records.recordings().pieces(listened.recording(), from, PIECES_AT_ONCE));
        if (from < 0 || pieces.isEmpty()) {
            return Response.noContent().build();
        }
        RecordingPiece last = pieces.getLast();
        Take.Span wanted = new Take.Span(from, last.firstSample() + last.samples());
        try (InputStream samples = new Sound(blobs, pieces, List.of(wanted)).samples()) {
            return Response.ok(samples.readAllBytes(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                    .build();
        }
    }

    /**
     * What was heard in a stretch.
     *
     * @param from first sample
     * @param to first sample after it
     * @param words with times in seconds from the first sample of the recording
     */
    public record Heard(long from, long to, List<SpokenWord> words) {
        public Heard {
            words = words == null ? List.of() : List.copyOf(words);
        }
    }

    /** Takes what was heard; its author is told. */
    @POST
    @Path("{token}/words")
    @OpenTo(Role.WORKER)
    public Response words(@PathParam("token") LeaseToken token, @Nullable Heard heard) {
        if (heard == null || heard.words().size() > MOST_WORDS) {
            throw ProblemException.badRequest("Say what was heard, at most " + MOST_WORDS + " words.");
        }
        HeardStretch stretch;
        try {
            stretch = new HeardStretch(heard.from(), heard.to(), heard.words());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("What was heard does not fit: " + e.getMessage() + ".");
        }
        LiveHearing.Listened listened = live.renew(token).orElseThrow(LiveResource::over);
        store.write(records -> {
            Recording kept = records.recordings()
                    .find(listened.recording())
                    .filter(recording -> recording.document().isEmpty() && stretch.to() <= recording.samples())
                    .orElseThrow(LiveResource::over);
            records.recordings().addHeard(kept.id(), stretch);
            return true;
        });
        events.heard(listened.recording(), listened.author());
        return Response.noContent().build();
    }

    private static ProblemException over() {
        return new ProblemException(Kind.GONE, "Nobody speaks there any more. Listen to another recording.");
    }
}
