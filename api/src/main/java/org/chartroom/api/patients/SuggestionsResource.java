package org.chartroom.api.patients;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.index.matching.PageSays;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;

/** Whose a document may be, by what its pages say. Nothing is filed by asking. */
@Path("documents/{id}/suggestions")
@Produces(MediaType.APPLICATION_JSON)
public final class SuggestionsResource {
    /** Whom a document is about is said on its first pages; a chart of a thousand names others later. */
    private static final int READ_PAGES = 20;

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final ZoneId zone;
    private final PatientDirectory directory;

    public SuggestionsResource(Counter counter, PatientDirectory directory) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.zone = counter.zone();
        this.directory = directory;
    }

    /**
     * Whose it may be, and why.
     *
     * @param evidence what the pages say of their patient, and on which page
     */
    record Suggestions(MatchView match, List<PageSays.Evidence> evidence) {}

    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Suggestions suggestions(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        List<String> texts = store.read(records -> records.documents().pages(id)).stream()
                .limit(READ_PAGES)
                .map(Page::text)
                .toList();
        PageSays says = PageSays.of(texts, LocalDate.now(clock.withZone(zone)));
        MatchView match = directory.match(caller, says.facts(), says.several());
        trail.read(caller, "suggestions", document.id().value(), document.patient());
        return new Suggestions(match, says.evidence());
    }
}
