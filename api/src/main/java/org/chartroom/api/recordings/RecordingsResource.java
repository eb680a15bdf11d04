package org.chartroom.api.recordings;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Paging;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.HeardStretch;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Recording;
import org.chartroom.models.record.RecordingId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Take;
import org.chartroom.transcribe.format.NoteFormatter;
import org.jspecify.annotations.Nullable;

/** Dictating in pieces: begin, send the sound while it is spoken, hand it in. Everything here is its author's alone. */
@Path("recordings")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordingsResource {
    private final RecordingDesk desk;
    private final RecordStore store;
    private final Access access;
    private final LiveHearing live;
    private final NoteFormatter formatter = NoteFormatter.english();

    public RecordingsResource(Counter counter, RecordingDesk desk, LiveHearing live) {
        this.desk = desk;
        this.store = counter.store();
        this.access = counter.access();
        this.live = live;
    }

    /** Begins a recording; what it is about may be said later. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public Response begin(
            RecordingDesk.@Nullable About about,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Recording begun = desk.begin(caller, checked(caller, about), key);
        return Response.created(URI.create("/api/v1/recordings/" + begun.id()))
                .entity(view(begun))
                .build();
    }

    private RecordingDesk.About checked(Caller caller, RecordingDesk.@Nullable About about) {
        if (about == null) {
            throw ProblemException.badRequest("The request needs a body, {} at least.");
        }
        about.patientId().ifPresent(patient -> access.patient(caller, patient));
        return about;
    }

    private RecordingView view(Recording recording) {
        return RecordingView.of(recording, live.listening(recording.id()));
    }

    /** The caller's recordings that were not handed in, latest first. */
    @GET
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public Paging<RecordingView> unfinished(@Context ContainerRequestContext request) {
        List<RecordingView> mine =
                desk.unfinished(Caller.of(request)).stream().map(this::view).toList();
        return new Paging<>(mine, Optional.empty());
    }

    @GET
    @Path("{id}")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public RecordingView recording(@PathParam("id") RecordingId id, @Context ContainerRequestContext request) {
        return view(desk.own(Caller.of(request), id));
    }

    /** Says what a recording is about. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public RecordingView about(
            @PathParam("id") RecordingId id,
            RecordingDesk.@Nullable About about,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        desk.own(caller, id);
        return view(desk.about(caller, id, checked(caller, about)));
    }

    /** How a dictation is put together. */
    public record Takes(List<Take> takes) {
        public Takes {
            if (takes == null) {
                throw new IllegalArgumentException("takes must be given");
            }
            takes = List.copyOf(takes);
        }
    }

    /** Says how the dictation is put together from what is recorded; a take is told before its first piece is sent. */
    @PUT
    @Path("{id}/takes")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public RecordingView takes(
            @PathParam("id") RecordingId id, @Nullable Takes takes, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        desk.own(caller, id);
        if (takes == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        return view(desk.takes(caller, id, takes.takes()));
    }

    /**
     * Keeps piece {@code n}, counted from 1: samples of 16 bits, little-endian, mono, 16,000 a second, at most 1 MiB, with
     * {@code Content-Digest: sha-256=:BASE64:}. Answered when it is on disk; safe to repeat.
     */
    @PUT
    @Path("{id}/pieces/{n}")
    @Consumes(MediaType.WILDCARD)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public RecordingDesk.Kept piece(
            @PathParam("id") RecordingId id,
            @PathParam("n") int number,
            @HeaderParam("Content-Digest") @Nullable String digest,
            InputStream body,
            @Context ContainerRequestContext request)
            throws IOException {
        if (number < 1) {
            throw ProblemException.badRequest("Pieces are counted from 1. This one was not kept.");
        }
        return desk.piece(Caller.of(request), id, number, body, digest);
    }

    /** The dictation as it stands, as a WAV file, whole or in parts. */
    @GET
    @Path("{id}/audio")
    @Produces(MediaType.WILDCARD)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public Response audio(
            @PathParam("id") RecordingId id,
            @HeaderParam("Range") @Nullable String range,
            @Context ContainerRequestContext request)
            throws IOException {
        Recording recording = desk.own(Caller.of(request), id);
        if (recording.length() == 0) {
            throw ProblemException.notFound("sound");
        }
        Sound sound = desk.sound(recording);
        return BlobAnswer.ranged(sound.wavBytes(), "audio/wav", first -> Channels.newChannel(sound.wav(first)), range);
    }

    /** What was heard of it so far. */
    @GET
    @Path("{id}/text")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public LiveText text(@PathParam("id") RecordingId id, @Context ContainerRequestContext request) {
        Recording recording = desk.own(Caller.of(request), id);
        List<HeardStretch> heard = store.read(records -> records.recordings().heard(id));
        return LiveText.of(recording, heard, formatter, live.listening(id));
    }

    /** What a recording became. */
    public record Dictated(DocumentId id) {}

    /** Hands it in as a dictation; handing it in again answers with the same one. */
    @POST
    @Path("{id}/finish")
    @Consumes(MediaType.WILDCARD)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public Response finish(@PathParam("id") RecordingId id, @Context ContainerRequestContext request)
            throws IOException {
        DocumentId made = desk.finish(Caller.of(request), id);
        return Response.created(URI.create("/api/v1/dictations/" + made))
                .entity(new Dictated(made))
                .build();
    }

    /** Gives it up: its sound is destroyed. */
    @DELETE
    @Path("{id}")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public Response discard(@PathParam("id") RecordingId id, @Context ContainerRequestContext request) {
        desk.discard(Caller.of(request), id);
        return Response.noContent().build();
    }
}
