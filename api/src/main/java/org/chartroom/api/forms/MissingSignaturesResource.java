package org.chartroom.api.forms;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.documents.DocumentSummary;
import org.chartroom.api.http.Paging;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.MissingSignature;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;

/** Forms that should be signed and are not, as far as their images tell. */
@Path("forms/missing-signatures")
@Produces(MediaType.APPLICATION_JSON)
public final class MissingSignaturesResource {
    private static final int MOST = 500;

    private final RecordStore store;
    private final AuditTrail trail;
    private final FacilityId facility;

    public MissingSignaturesResource(Counter counter) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.facility = counter.facility();
    }

    /**
     * A signature that is missing.
     *
     * @param page of the document, from 1
     * @param zone where it should be signed
     * @param form what the form is called
     */
    record MissingView(DocumentSummary document, int page, String zone, String form) {}

    /** The latest document first; a signature that a person found to be there is not among them. */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Paging<MissingView> missingSignatures(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        List<MissingView> missing = store.read(records -> records.forms().missing(facility, MOST).stream()
                .flatMap(each -> view(records, caller, each))
                .toList());
        trail.part(caller, "missing-signatures", facility.value(), Optional.empty(), "list");
        return new Paging<>(missing, Optional.empty());
    }

    private static Stream<MissingView> view(Records records, Caller caller, MissingSignature missing) {
        return records
                .documents()
                .find(missing.document())
                .filter(document -> Access.maySee(records, caller, document))
                .map(document -> new MissingView(
                        DocumentSummary.of(records, document),
                        missing.page(),
                        missing.zone(),
                        records.forms()
                                .find(missing.template())
                                .map(FormTemplate::name)
                                .orElse("")))
                .stream();
    }
}
