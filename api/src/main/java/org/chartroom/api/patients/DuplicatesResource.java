package org.chartroom.api.patients;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DuplicatePair;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.jspecify.annotations.Nullable;

/** Charts that may be one person's: a work list. */
@Path("patients/duplicates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DuplicatesResource {
    private static final int COUNTED = 1_000;

    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final FacilityId facility;

    public DuplicatesResource(Counter counter) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.facility = counter.facility();
    }

    /**
     * One of both charts.
     *
     * @param documents how many are in it, at most 1000 are counted
     * @param visits how many it has
     */
    record Side(PatientRecord patient, int documents, int visits) {
        static Side of(Records records, Patient patient) {
            DocumentFilter filter = new DocumentFilter(Set.of(), Set.of(), Optional.of(patient.id()), Optional.empty());
            return new Side(
                    PatientRecord.of(records, patient),
                    records.documents()
                            .latest(patient.facility(), filter, Optional.empty(), COUNTED)
                            .items()
                            .size(),
                    records.encounters().of(patient.id()).size());
        }
    }

    /**
     * Two charts.
     *
     * @param bits how much speaks for one person: log2 of the likelihood ratio
     * @param agreement how each thing agrees: {@code SAME}, {@code CLOSE} or {@code DIFFERENT}; what is not known is left out
     */
    record PairView(
            String id,
            Side one,
            Side other,
            double bits,
            Map<String, String> agreement,
            DuplicatePair.State state,
            Optional<MergesResource.Said> decided) {}

    /** The pairs in a state, the likeliest first. @param state {@code open}, {@code not-same} or {@code merged} */
    @GET
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Paging<PairView> duplicates(
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        DuplicatePair.State wanted = state(state);
        Paging<PairView> page = store.read(records -> {
            Slice<DuplicatePair> slice =
                    records.duplicates().list(facility, wanted, Paging.cursor(cursor), Paging.limit(limit));
            return new Paging<>(
                    slice.items().stream()
                            .flatMap(pair -> view(records, caller, pair).stream())
                            .toList(),
                    slice.next());
        });
        trail.part(caller, "patients", facility.value(), Optional.empty(), "duplicates");
        return page;
    }

    private static DuplicatePair.State state(@Nullable String asked) {
        try {
            return asked == null || asked.isBlank()
                    ? DuplicatePair.State.OPEN
                    : DuplicatePair.State.valueOf(
                            asked.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    org.chartroom.api.errors.Kind.BAD_REQUEST, "state is one of open, not-same, merged.");
        }
    }

    private static Optional<PairView> view(Records records, Caller caller, DuplicatePair pair) {
        return seen(records, caller, pair.one())
                .flatMap(one -> seen(records, caller, pair.other())
                        .map(other -> new PairView(
                                pair.id(),
                                Side.of(records, one),
                                Side.of(records, other),
                                pair.bits(),
                                pair.agreement(),
                                pair.state(),
                                pair.decided().map(MergesResource.Said::of))));
    }

    private static Optional<Patient> seen(Records records, Caller caller, PatientId id) {
        return records.patients().find(id).filter(caller::maySee);
    }

    /** Why two charts are not one person's; may be left out. */
    record NotSame(String reason) {
        NotSame {
            reason = reason == null || reason.isBlank() ? "" : MergeDesk.reason(reason);
        }
    }

    /** They are two people: kept, and not offered again. */
    @POST
    @Path("{id}/not-same")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public PairView notSame(
            @PathParam("id") String id, @Nullable NotSame said, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return store.write(records -> {
            DuplicatePair pair = records.duplicates()
                    .find(id)
                    .filter(each -> view(records, caller, each).isPresent())
                    .orElseThrow(() -> ProblemException.notFound("pair"));
            if (pair.state() == DuplicatePair.State.MERGED) {
                throw new ConflictException("These charts were merged already; take the merge back.");
            }
            DuplicatePair decided = records.duplicates()
                    .decide(
                            pair.in(DuplicatePair.State.NOT_SAME),
                            new Provenance(clock.instant(), caller.actor(), said == null ? "" : said.reason()));
            for (PatientId each : List.of(pair.one(), pair.other())) {
                trail.append(
                        records,
                        caller,
                        AuditAction.CHANGE,
                        "patient",
                        each.value(),
                        Optional.of(each),
                        Map.of("what", "not the same", "pair", pair.id()));
            }
            return view(records, caller, decided).orElseThrow();
        });
    }
}
