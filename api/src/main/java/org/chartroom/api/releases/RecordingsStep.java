package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Paging;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.AudioCover;
import org.chartroom.models.release.AudioSpan;
import org.chartroom.models.release.RecordingChoice;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.redaction.RedactedAudio;
import org.jspecify.annotations.Nullable;

/** Recordings that go along with the notes that were made of them, and what is not to be heard of them. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RecordingsStep {
    private static final int MOST_PASSAGES = 500;

    private final ReleaseDeskCounter desk;
    private final Counter counter;

    RecordingsStep(ReleaseDeskCounter desk) {
        this.desk = desk;
        this.counter = desk.counter();
    }

    /**
     * A recording of a note that was selected.
     *
     * @param millis its length, 0 where it is not known
     * @param plain whether passages of it can be covered: a WAV file of 16-bit samples that are not compressed
     * @param goes whether it was chosen to go
     * @param passages what is not to be heard, as it was marked
     */
    public record RecordingLine(
            DocumentId document,
            String title,
            Optional<LocalDate> date,
            long millis,
            boolean plain,
            boolean goes,
            AudioCover cover,
            List<AudioSpan> passages) {}

    /** A recording that goes; the cover is a tone where nothing is said. */
    public record RecordingWrite(
            @Nullable DocumentId document,
            @Nullable AudioCover cover,
            @Nullable List<AudioSpan> passages) {}

    /** All that go: in the place of those that were chosen before. */
    public record RecordingsWrite(@Nullable List<RecordingWrite> recordings) {}

    /** The recordings of notes that were selected. */
    @GET
    @Path("{id}/recordings")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Paging<RecordingLine> recordings(@PathParam("id") String id, @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        record Read(ReleaseRequest request, List<Document> documents, List<Long> millis) {}
        Read read = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            List<Document> documents = dictated(records, kept);
            return new Read(
                    kept,
                    documents,
                    documents.stream()
                            .map(document -> records.dictations()
                                    .find(document.id())
                                    .map(Dictation::audioMs)
                                    .orElse(0L))
                            .toList());
        });
        List<RecordingLine> lines = new ArrayList<>();
        for (int i = 0; i < read.documents().size(); i++) {
            Document document = read.documents().get(i);
            Optional<RecordingChoice> chosen = read.request().recordings().stream()
                    .filter(each -> each.document().equals(document.id()))
                    .findFirst();
            lines.add(new RecordingLine(
                    document.id(),
                    document.title(),
                    document.date(),
                    read.millis().get(i),
                    isPlain(document),
                    chosen.isPresent(),
                    chosen.map(RecordingChoice::cover).orElse(AudioCover.TONE),
                    chosen.map(RecordingChoice::passages).orElse(List.of())));
        }
        counter.trail().part(caller, ReleaseDeskCounter.KIND, id, read.request().patient(), "recordings");
        return new Paging<>(lines, Optional.empty());
    }

    /** A recording as it came, to find what is not to be heard. */
    @GET
    @Path("{id}/recordings/{document}/audio")
    @Produces({"audio/*", MediaType.APPLICATION_JSON})
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response audio(
            @PathParam("id") String id,
            @PathParam("document") DocumentId document,
            @HeaderParam("Range") @Nullable String range,
            @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        record Read(ReleaseRequest request, Blob audio) {}
        Read read = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            return dictated(records, kept).stream()
                    .filter(each -> each.id().equals(document))
                    .findFirst()
                    .map(each -> new Read(
                            kept,
                            records.dictations()
                                    .find(document)
                                    .flatMap(Dictation::playable)
                                    .orElse(each.source().file())))
                    .orElseThrow(() -> ProblemException.notFound("recording"));
        });
        counter.trail()
                .part(caller, "document", document.value(), read.request().patient(), "recording");
        return BlobAnswer.ranged(counter.blobs(), read.audio(), range);
    }

    /** Says which recordings go, and what is not to be heard of them; that all is marked has to be said anew. */
    @POST
    @Path("{id}/recordings")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response choose(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable RecordingsWrite wanted,
            @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.recordings() == null) {
            throw ProblemException.badRequest("Send the recordings that go; an empty list for none.");
        }
        List<Document> dictated = counter.store().read(records -> dictated(records, desk.find(records, caller, id)));
        List<RecordingChoice> chosen = new ArrayList<>();
        Set<DocumentId> once = new HashSet<>();
        for (RecordingWrite each : wanted.recordings()) {
            Document document = dictated.stream()
                    .filter(known -> known.id().equals(each.document()) && once.add(known.id()))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.badRequest(
                            "A recording is not of a note among those selected, or named twice. Nothing was changed."));
            if (!isPlain(document)) {
                throw ProblemException.badRequest("The recording of '" + document.title()
                        + "' is compressed: passages of it cannot be covered and proven. Nothing was changed.");
            }
            List<AudioSpan> passages = each.passages() == null ? List.of() : each.passages();
            if (passages.size() > MOST_PASSAGES) {
                throw ProblemException.badRequest(
                        "At most " + MOST_PASSAGES + " passages are marked in a recording. Nothing was changed.");
            }
            chosen.add(new RecordingChoice(
                    document.id(),
                    document.version(),
                    document.source().file().sha256(),
                    each.cover() == null ? AudioCover.TONE : each.cover(),
                    passages));
        }
        return desk.step(caller, id, version, "recordings chosen", (_, before, _) -> {
            ReleaseDeskCounter.requireNotSent(before);
            return before.withRecordings(chosen).withRedactionDecided(false);
        });
    }

    private static List<Document> dictated(Records records, ReleaseRequest request) {
        Set<DocumentId> selected = new LinkedHashSet<>();
        request.pages().forEach(page -> selected.add(page.facts().ref().document()));
        return selected.stream()
                .flatMap(each -> records.documents().find(each).stream())
                .filter(document -> document.kind() == DocumentKind.DICTATION)
                .toList();
    }

    private boolean isPlain(Document document) throws IOException {
        try (InputStream audio = Channels.newInputStream(
                counter.blobs().open(document.source().file().ref()))) {
            return RedactedAudio.isPlain(audio);
        }
    }
}
