package org.chartroom.api.patients;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.documents.DocumentSummary;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PatientMerge;
import org.chartroom.models.record.PatientMerges;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** Two charts of one person made one, and parted again. */
@Path("patients")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MergesResource {
    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final MergeDesk desk;

    public MergesResource(Counter counter, PatientDirectory directory) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.desk = new MergeDesk(counter, directory);
    }

    /**
     * What a merge, or taking it back, did.
     *
     * @param moved how many rows went to the other chart, by kind
     * @param staying of a merge taken back: documents that stay with the survivor because they came into that chart since, or were
     *     put to one of its visits; whose they are a person decides
     * @param elsewhere of a merge taken back: documents that are in neither chart by now
     */
    record MergeDone(
            String mergeId,
            PatientRecord survivor,
            PatientRecord merged,
            Map<String, Integer> moved,
            List<DocumentSummary> staying,
            List<DocumentSummary> elsewhere) {}

    /** Makes one chart a part of another. Its number and names lead to the other from now on; nothing of it is lost. */
    @POST
    @Path("merge")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public MergeDone merge(
            MergeDesk.@Nullable Order order,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (order == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        access.patientItself(caller, order.survivor());
        access.patientItself(caller, order.merged());
        return done(caller, desk.merge(caller, order, key));
    }

    /** Why a merge is taken back. */
    record Unmerge(String reason) {
        Unmerge {
            reason = MergeDesk.reason(reason);
        }
    }

    /** Makes a chart that was merged one of its own again, with all that was its own and is still in the other. */
    @POST
    @Path("{id}/unmerge")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public MergeDone unmerge(
            @PathParam("id") PatientId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Unmerge wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        access.patientItself(caller, id);
        return done(caller, desk.unmerge(caller, id, version, wanted.reason()));
    }

    private MergeDone done(Caller caller, PatientMerges.Moved moved) {
        return store.read(records -> new MergeDone(
                moved.merge().id(),
                kept(records, moved.merge().survivor()),
                kept(records, moved.merge().merged()),
                moved.moved(),
                summaries(records, caller, moved.staying()),
                summaries(records, caller, moved.elsewhere())));
    }

    private static PatientRecord kept(Records records, PatientId id) {
        Patient patient = records.patients().find(id).orElseThrow(() -> ProblemException.notFound("patient"));
        return PatientRecord.of(records, patient);
    }

    private static List<DocumentSummary> summaries(Records records, Caller caller, List<DocumentId> documents) {
        return documents.stream()
                .flatMap(id -> records.documents().find(id).stream())
                .filter(document -> Access.maySee(records, caller, document))
                .map(document -> DocumentSummary.of(records, document))
                .toList();
    }

    /** Who did it, when and why. */
    record Said(Instant at, String by, Role role, String reason) {
        static Said of(Provenance provenance) {
            return new Said(
                    provenance.at(), provenance.by().name(), provenance.by().role(), provenance.reason());
        }
    }

    /**
     * A merge in which this patient was one of the two.
     *
     * @param undone empty while it stands
     * @param undecided of one taken back: documents that stayed with the survivor and are still there
     */
    record MergeView(
            String id,
            PatientSummary survivor,
            PatientSummary merged,
            Said done,
            Optional<Said> undone,
            List<DocumentSummary> undecided) {}

    /** The merges of this patient's chart, latest first. */
    @GET
    @Path("{id}/merges")
    @OpenToSignedIn
    public Paging<MergeView> merges(@PathParam("id") PatientId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.patientItself(caller, id);
        List<MergeView> all = store.read(records -> records.patientMerges().of(id).stream()
                .flatMap(merge -> view(records, caller, merge).stream())
                .toList());
        trail.part(caller, "patient", id.value(), Optional.of(id), "merges");
        return new Paging<>(all, Optional.empty());
    }

    private static Optional<MergeView> view(Records records, Caller caller, PatientMerge merge) {
        Optional<Patient> survivor = records.patients().find(merge.survivor()).filter(caller::maySee);
        Optional<Patient> merged = records.patients().find(merge.merged()).filter(caller::maySee);
        return survivor.flatMap(one -> merged.map(other -> new MergeView(
                merge.id(),
                PatientSummary.of(one),
                PatientSummary.of(other),
                Said.of(merge.done()),
                merge.undone().map(Said::of),
                summaries(records, caller, records.patientMerges().undecided(merge.id())))));
    }
}
