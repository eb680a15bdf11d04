package org.chartroom.api.dictations;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/** The texts a note has had. */
@Path("transcripts/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
public final class NoteVersionsResource {
    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;

    public NoteVersionsResource(RecordStore store, Access access, AuditTrail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
    }

    /**
     * One version of a note.
     *
     * @param editor who made it, as they are called now
     * @param note why it was sent back or changed, empty where nothing was said
     */
    public record Version(int number, TranscriptState state, String editor, Instant at, String note, String text) {}

    /** Text added after signing. */
    public record Added(int number, String author, Instant at, String text) {}

    /** All versions, latest first, and what was added after signing, in order. */
    public record VersionList(List<Version> items, List<Added> addenda) {}

    @GET
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public VersionList transcriptVersions(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        VersionList versions = store.read(records -> new VersionList(
                records.dictations().versions(id).reversed().stream()
                        .map(each -> new Version(
                                each.number(),
                                each.state(),
                                name(records, each.editor()),
                                each.at(),
                                each.note(),
                                each.content().text()))
                        .toList(),
                records.dictations().addenda(id).stream()
                        .map(each -> new Added(each.number(), name(records, each.author()), each.at(), each.text()))
                        .toList()));
        trail.part(caller, "document", id.value(), document.patient(), "versions");
        return versions;
    }

    private static String name(Records records, UserId user) {
        return records.accounts().find(user).map(UserAccount::displayName).orElse("");
    }
}
