package org.chartroom.api.patients;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.index.matching.Candidate;
import org.chartroom.index.matching.PersonFacts;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Encounter;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientChange;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Slice;
import org.jspecify.annotations.Nullable;

/** The patient index and the charts. */
@Path("patients")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PatientsResource {
    private static final String KIND = "patient";
    private static final int MOST_SAID = 20;

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final FacilityId facility;
    private final ZoneId zone;
    private final PatientDirectory directory;

    public PatientsResource(Counter counter, PatientDirectory directory) {
        this.directory = directory;
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.facility = counter.facility();
        this.zone = counter.zone();
    }

    @GET
    @OpenToSignedIn
    public Paging<PatientSummary> patients(
            @QueryParam("q") @Nullable String words,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Slice<Patient> slice = store.read(records -> records.patients()
                .find(facility, words == null ? "" : words, Paging.cursor(cursor), Paging.limit(limit)));
        trail.part(caller, "patients", facility.value(), Optional.empty(), "list");
        return new Paging<>(
                slice.items().stream()
                        .filter(caller::maySee)
                        .map(PatientSummary::of)
                        .toList(),
                slice.next());
    }

    /**
     * Opens a chart. Who looks like the same person is named in the answer.
     *
     * @param onlyIfNew opens none when somebody looks like the same person, and answers who
     */
    @POST
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response create(
            PatientWrite wanted,
            @QueryParam("onlyIfNew") boolean onlyIfNew,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        PatientWrite given = given(wanted);
        Patient draft = given.made(new PatientId(ids.get()), facility);
        checkProofs(caller, draft, Set.of());
        Similar similar = similar(caller, draft);
        boolean repeated = key != null
                && store.read(records -> records.arrivals().idempotent(KIND + ":" + caller.id(), key))
                        .isPresent();
        if (onlyIfNew && !repeated && similar.any()) {
            throw new ProblemException(
                    Kind.SIMILAR_PATIENTS,
                    "No chart was opened: somebody who may be the same person is there already. Look at them; when it is"
                            + " somebody else, open the chart all the same."
                            + (similar.closed()
                                    ? " One of them is a chart that is not open to you; ask the privacy officer."
                                    : ""),
                    Map.of("similar", similar.open()));
        }
        Patient made = store.write(records -> {
            Instant now = clock.instant();
            PatientId id = new PatientId(Repeats.once(records, KIND, caller.id(), key, now, () -> {
                records.patients().add(draft, Optional.of(new Provenance(now, caller.actor(), "")));
                trail.append(
                        records,
                        caller,
                        AuditAction.CREATE,
                        KIND,
                        draft.id().value(),
                        Optional.of(draft.id()),
                        similar.any() ? Map.of("similar", "shown") : Map.of());
                return draft.id().value();
            }));
            return records.patients().find(id).orElseThrow(() -> ProblemException.notFound(KIND));
        });
        directory.put(made);
        return Response.created(URI.create("/api/v1/patients/" + made.id()))
                .entity(store.<PatientRecord>read(records -> PatientRecord.of(
                        records,
                        made,
                        similar.open().stream()
                                .filter(each -> !each.patient().id().equals(made.id()))
                                .toList())))
                .tag(Versions.tag(made.version()))
                .build();
    }

    /**
     * Who may be the same person.
     *
     * @param open those the caller may see
     * @param closed whether there are others
     */
    private record Similar(List<MatchView.CandidateView> open, boolean closed) {
        boolean any() {
            return closed || !open.isEmpty();
        }
    }

    private Similar similar(Caller caller, Patient draft) {
        List<Candidate> all = directory.similar(draft);
        List<MatchView.CandidateView> seen = store.read(records -> all.stream()
                .flatMap(candidate -> records.patients().find(candidate.patient()).stream()
                        .filter(caller::maySee)
                        .map(patient -> MatchView.CandidateView.of(candidate, patient)))
                .toList());
        return new Similar(seen, seen.size() < all.size());
    }

    /** A document that is to prove an authority is there and open to whoever says so. */
    private void checkProofs(Caller caller, Patient patient, Set<DocumentId> known) {
        patient.particulars().proofs().stream()
                .filter(proof -> !known.contains(proof))
                .forEach(proof -> access.document(caller, proof));
    }

    /** All that is known of a patient; of one who was merged, what their own record says, with whose chart it is part of now. */
    @GET
    @Path("{id}")
    @OpenToSignedIn
    public Response patient(@PathParam("id") PatientId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Patient patient = access.patientItself(caller, id);
        trail.read(caller, KIND, id.value(), Optional.of(id));
        return answer(patient);
    }

    private Response answer(Patient patient) {
        return Response.ok(store.<PatientRecord>read(records -> PatientRecord.of(records, patient)))
                .tag(Versions.tag(patient.version()))
                .build();
    }

    @PUT
    @Path("{id}")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response change(
            @PathParam("id") PatientId id,
            @HeaderParam("If-Match") @Nullable String version,
            PatientWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        PatientWrite given = given(wanted);
        Patient now = access.patientItself(caller, id);
        LocalDate today = LocalDate.now(clock.withZone(zone));
        checkProofs(caller, given.changed(now, today), now.particulars().proofs());
        Patient kept = store.write(records -> {
            Patient before = records.patients().find(id).orElseThrow(() -> ProblemException.notFound(KIND));
            Versions.check(version, before.version());
            Patient changed = records.patients()
                    .update(
                            given.changed(before, today),
                            Optional.of(new Provenance(clock.instant(), caller.actor(), "")));
            trail.append(records, caller, AuditAction.CHANGE, KIND, id.value(), Optional.of(id), Map.of());
            return changed;
        });
        directory.put(kept);
        return answer(kept);
    }

    /**
     * One line of the history of a patient's record.
     *
     * @param version which it was afterwards
     * @param at empty, like {@code by} and {@code role}, for what nobody was named for
     * @param changes what was otherwise before
     */
    record HistoryLine(
            int version,
            PatientChange.Kind kind,
            Optional<Instant> at,
            Optional<String> by,
            Optional<Role> role,
            String reason,
            List<Differences.Difference> changes) {
        static HistoryLine of(PatientChange change) {
            Optional<Provenance> provenance = change.provenance();
            return new HistoryLine(
                    change.after().version(),
                    change.kind(),
                    provenance.map(Provenance::at),
                    provenance.map(each -> each.by().name()),
                    provenance.map(each -> each.by().role()),
                    provenance.map(Provenance::reason).orElse(""),
                    change.before()
                            .map(before -> Differences.of(before, change.after()))
                            .orElse(List.of()));
        }
    }

    /** What was done to the patient's record, latest first, with what stood there before. */
    @GET
    @Path("{id}/history")
    @OpenToSignedIn
    public Paging<HistoryLine> history(@PathParam("id") PatientId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.patientItself(caller, id);
        List<HistoryLine> all = store.read(records -> records.patients().history(id)).stream()
                .map(HistoryLine::of)
                .toList();
        trail.part(caller, KIND, id.value(), Optional.of(id), "history");
        return new Paging<>(all, Optional.empty());
    }

    /**
     * What is said of somebody. All of it may be left out.
     *
     * @param names the first is the legal one
     * @param serviceDate the day that a page is about
     */
    record Said(
            List<PatientWrite.Name> names,
            Optional<LocalDate> birthDate,
            Optional<Sex> sex,
            Set<String> mrns,
            Set<String> phones,
            Set<String> addresses,
            Set<String> memberIds,
            Optional<LocalDate> serviceDate) {
        Said {
            names = names == null ? List.of() : List.copyOf(names);
            mrns = mrns == null ? Set.of() : Set.copyOf(mrns);
            phones = phones == null ? Set.of() : Set.copyOf(phones);
            addresses = addresses == null ? Set.of() : Set.copyOf(addresses);
            memberIds = memberIds == null ? Set.of() : Set.copyOf(memberIds);
            if (names.size() > MOST_SAID
                    || mrns.size() > MOST_SAID
                    || phones.size() > MOST_SAID
                    || addresses.size() > MOST_SAID
                    || memberIds.size() > MOST_SAID) {
                throw new IllegalArgumentException("at most " + MOST_SAID + " of each");
            }
        }

        PersonFacts facts() {
            return new PersonFacts(
                    names.stream().map(PatientWrite.Name::name).toList(),
                    birthDate,
                    sex,
                    mrns,
                    phones,
                    addresses,
                    memberIds,
                    Optional.empty(),
                    serviceDate);
        }
    }

    /** Who is meant, and whether a page that says this may be filed without a person. */
    @POST
    @Path("match")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public MatchView match(@Nullable Said said, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (said == null) {
            throw ProblemException.badRequest(
                    "Say what is known: names, birthDate, mrns, phones. Nothing was looked up.");
        }
        MatchView found = directory.match(caller, said.facts());
        trail.part(caller, "patients", facility.value(), Optional.empty(), "match");
        return found;
    }

    /** A visit as the API shows it. */
    public record EncounterView(
            EncounterId id,
            PatientId patientId,
            FacilityId facilityId,
            String kind,
            Instant start,
            Optional<Instant> end,
            String clinician,
            String reason) {
        /** What the API shows of this visit. */
        public static EncounterView of(Encounter each) {
            return new EncounterView(
                    each.id(),
                    each.patient(),
                    each.facility(),
                    each.kind(),
                    each.start(),
                    each.end(),
                    each.clinician(),
                    each.reason());
        }
    }

    /** A visit as it is made. */
    record EncounterWrite(String kind, Instant start, Optional<Instant> end, String clinician, String reason) {
        EncounterWrite {
            if (kind == null || kind.isBlank() || start == null) {
                throw new IllegalArgumentException("kind and start are needed");
            }
            if (end.isPresent() && end.get().isBefore(start)) {
                throw new IllegalArgumentException("end is before start");
            }
            clinician = clinician == null ? "" : clinician.strip();
            reason = reason == null ? "" : reason.strip();
        }
    }

    @GET
    @Path("{id}/encounters")
    @OpenToSignedIn
    public Paging<EncounterView> encounters(@PathParam("id") PatientId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        PatientId patient = access.patient(caller, id).id();
        List<EncounterView> all = store.read(records -> records.encounters().of(patient)).stream()
                .map(EncounterView::of)
                .toList();
        trail.part(caller, "chart", patient.value(), Optional.of(patient), "encounters");
        return new Paging<>(all, Optional.empty());
    }

    @POST
    @Path("{id}/encounters")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response addEncounter(
            @PathParam("id") PatientId id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            EncounterWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        EncounterWrite given = given(wanted);
        Patient patient = access.patient(caller, id);
        Encounter made = store.write(records -> {
            EncounterId encounter =
                    new EncounterId(Repeats.once(records, "encounter", caller.id(), key, clock.instant(), () -> {
                        Encounter each = new Encounter(
                                new EncounterId(ids.get()),
                                patient.id(),
                                patient.facility(),
                                given.kind().strip(),
                                given.start(),
                                given.end(),
                                given.clinician(),
                                given.reason());
                        records.encounters().add(each);
                        trail.append(
                                records,
                                caller,
                                AuditAction.CREATE,
                                "encounter",
                                each.id().value(),
                                Optional.of(patient.id()),
                                Map.of());
                        return each.id().value();
                    }));
            return records.encounters().find(encounter).orElseThrow(() -> ProblemException.notFound("encounter"));
        });
        return Response.status(Response.Status.CREATED)
                .entity(EncounterView.of(made))
                .build();
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        return body;
    }
}
