package org.chartroom.api.releases;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.release.Amendment;

/** What was amended in a document, or disagreed with: whoever reads the document is told. */
@Path("documents/{id}/amendments")
@Produces(MediaType.APPLICATION_JSON)
public final class AmendmentsOfDocument {
    private final Counter counter;

    AmendmentsOfDocument(ReleaseDeskCounter desk) {
        this.counter = desk.counter();
    }

    /** Those that were asked for, the first first. */
    public record OfDocument(List<Line> items) {}

    /**
     * One of them.
     *
     * @param accepted empty while nobody has decided
     */
    public record Line(
            String id,
            Instant receivedAt,
            String wanted,
            Optional<Boolean> accepted,
            String decision,
            Optional<String> disagreement,
            Optional<String> rebuttal) {}

    /** The amendments of a document, asked for, accepted or denied. */
    @GET
    @OpenToSignedIn
    public OfDocument amendments(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = counter.access().document(caller, id);
        List<Line> lines = document.patient()
                .map(patient -> counter.store()
                        .read(records -> records.amendments().of(patient).stream()
                                .filter(each -> each.document().equals(Optional.of(id)))
                                .map(AmendmentsOfDocument::line)
                                .toList()))
                .orElse(List.of());
        counter.trail().part(caller, "document", id.value(), document.patient(), "amendments");
        return new OfDocument(lines);
    }

    private static Line line(Amendment amendment) {
        return new Line(
                amendment.id().value(),
                amendment.receivedAt(),
                amendment.wanted(),
                amendment.decision().map(Amendment.Decision::isAccepted),
                amendment.decision().map(Amendment.Decision::words).orElse(""),
                amendment.disagreement().map(Amendment.Said::words),
                amendment.rebuttal().map(Amendment.Said::words));
    }
}
