package org.chartroom.api.forms;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Versions;
import org.chartroom.index.forms.CapturedValue;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FormField;
import org.chartroom.models.record.FormValue;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.jspecify.annotations.Nullable;

/** What was filled into the forms of a document. It waits here until a person confirms it. */
@Path("documents/{id}/form")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DocumentFormResource {
    private static final String KIND = "document";
    private static final int LONGEST = 500;

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final FormDesk desk;
    private final Consumer<Patient> changed;

    /** @param changed told of each patient that was changed */
    public DocumentFormResource(Counter counter, FormDesk desk, Consumer<Patient> changed) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.desk = desk;
        this.changed = changed;
    }

    /**
     * The forms in a document, what stands in them, and how that differs from the patient's record.
     *
     * @param patient with whom it is compared while it is in no chart
     */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public FormView form(
            @PathParam("id") DocumentId id,
            @QueryParam("patient") @Nullable PatientId patient,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        Optional<Patient> whose = whose(caller, document, Optional.ofNullable(patient));
        FormView view = view(document, whose);
        trail.part(caller, KIND, id.value(), document.patient(), "form values");
        whose.filter(each -> document.patient().isEmpty())
                .ifPresent(each -> trail.part(
                        caller, "patient", each.id().value(), Optional.of(each.id()), "compared with a form"));
        return view;
    }

    private FormView view(Document document, Optional<Patient> patient) {
        List<FormValue> confirmed = store.read(records -> records.forms().of(document.id()));
        return FormView.of(document.id(), desk.of(document, desk.inUse()), patient, confirmed);
    }

    private Optional<Patient> whose(Caller caller, Document document, Optional<PatientId> asked) {
        if (document.patient().isPresent() && asked.isPresent() && !asked.equals(document.patient())) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "The document is in another patient's chart. Nothing was changed. Move it there first, or leave the"
                            + " patient out.");
        }
        return document.patient().or(() -> asked).map(id -> access.patient(caller, id));
    }

    /** A value that a person ticked, as read or corrected. */
    record Ticked(int page, String zone, String value) {
        Ticked {
            if (zone == null || value == null || value.isBlank() || value.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "a value needs page, zone and value, of at most " + LONGEST + " characters");
            }
            value = value.strip();
        }
    }

    /**
     * What a person confirms.
     *
     * @param patientId whose form it is; may be left out when the document is filed
     */
    record Confirmation(
            Optional<PatientId> patientId, @Nullable List<Ticked> values) {
        Confirmation {
            patientId = patientId == null ? Optional.empty() : patientId;
        }
    }

    /**
     * Keeps the values that are sent, and no others. What the patient index has a field for changes it; all of it is kept as the
     * form's confirmed values.
     *
     * @param version the patient's
     */
    @POST
    @Path("confirm")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response confirmForm(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Confirmation wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        List<Ticked> ticked = wanted == null ? null : wanted.values();
        if (wanted == null || ticked == null || ticked.isEmpty()) {
            throw ProblemException.badRequest("Tick at least one value. Nothing was changed.");
        }
        if (!Set.of(Stage.READ, Stage.NEEDS_PERSON, Stage.FILED).contains(document.stage())) {
            throw new ProblemException(
                    Kind.CONFLICT, "The document is not one that is worked with. Nothing was changed.");
        }
        PatientId patient = whose(caller, document, wanted.patientId())
                .map(Patient::id)
                .orElseThrow(() -> ProblemException.badRequest(
                        "Say whose form it is, or file the document first. Nothing was changed."));
        List<Found> found = found(document, ticked);
        Patient kept = store.write(records -> confirm(records, caller, document, patient, version, found));
        changed.accept(kept);
        Document now = store.<Optional<Document>>read(
                        records -> records.documents().find(id))
                .orElse(document);
        return Response.ok(view(now, Optional.of(kept)))
                .tag(Versions.tag(kept.version()))
                .build();
    }

    /** A ticked value with where it was found. */
    private record Found(Ticked ticked, CapturedValue captured, FormDesk.FormOnPage form) {
        FormField field() {
            return captured.zone().field();
        }
    }

    private List<Found> found(Document document, List<Ticked> ticked) {
        List<FormDesk.FormOnPage> forms = desk.of(document, desk.inUse());
        List<Found> found = new ArrayList<>();
        for (FormDesk.FormOnPage form : forms) {
            for (CapturedValue captured : form.values()) {
                for (Ticked each : ticked) {
                    if (each.page() == form.number()
                            && each.zone().equals(captured.zone().name())) {
                        found.add(new Found(checked(each, captured), captured, form));
                    }
                }
            }
        }
        if (found.size() != ticked.size()) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "Some of the values are no longer on this document as they were shown, or were sent twice. Nothing was"
                            + " changed. Look at it again.");
        }
        return found;
    }

    private static Ticked checked(Ticked ticked, CapturedValue captured) {
        FormZone.Kind kind = captured.zone().kind();
        boolean possible = switch (kind) {
            case SIGNATURE ->
                Set.of(CapturedValue.PRESENT, CapturedValue.MISSING).contains(ticked.value());
            case CHECK_BOX -> Set.of(CapturedValue.YES, CapturedValue.NO).contains(ticked.value());
            case TEXT, DATE, PHONE, CHOICE, FILLED_IN -> true;
        };
        if (!possible) {
            throw ProblemException.badRequest("'" + ticked.value() + "' is no value of "
                    + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " zones. Nothing was changed.");
        }
        return ticked;
    }

    private Patient confirm(
            Records records,
            Caller caller,
            Document document,
            PatientId id,
            @Nullable String version,
            List<Found> found) {
        Patient before = records.patients().find(id).orElseThrow(() -> ProblemException.notFound("patient"));
        Versions.check(version, before.version());
        Document now = records.documents().find(document.id()).orElse(document);
        if (now.version() != document.version()) {
            throw new ProblemException(
                    Kind.CONFLICT, "The document was changed meanwhile. Nothing was changed. Look at it again.");
        }
        Map<FormField, List<String>> confirmed = new EnumMap<>(FormField.class);
        found.forEach(each -> confirmed
                .computeIfAbsent(each.field(), _ -> new ArrayList<>())
                .add(each.ticked().value()));
        Patient wanted = PatientFields.changed(before, confirmed);
        Instant at = clock.instant();
        for (Found each : found) {
            records.forms()
                    .confirm(new FormValue(
                            document.id(),
                            each.form().number(),
                            each.captured().zone().name(),
                            each.field(),
                            each.ticked().value(),
                            each.captured().raw(),
                            Optional.of(each.captured().place()),
                            id,
                            each.form().best().template().id(),
                            each.form().best().template().version(),
                            caller.id(),
                            at));
        }
        trail.append(
                records,
                caller,
                AuditAction.CHANGE,
                KIND,
                document.id().value(),
                Optional.of(id),
                Map.of("what", "form values confirmed", "values", Integer.toString(found.size())));
        if (wanted.equals(before)) {
            return before;
        }
        Patient kept = records.patients()
                .update(wanted, Optional.of(new Provenance(at, caller.actor(), "form of document " + document.id())));
        trail.append(
                records,
                caller,
                AuditAction.CHANGE,
                "patient",
                id.value(),
                Optional.of(id),
                told(document, before, kept));
        return kept;
    }

    /** What changed, before and after, for the audit trail. */
    private static Map<String, String> told(Document document, Patient before, Patient after) {
        Map<String, String> told = new TreeMap<>();
        told.put("from", "form");
        told.put("document", document.id().value());
        for (FormField field : FormField.values()) {
            Optional<String> was = PatientFields.recorded(before, field);
            Optional<String> is = PatientFields.recorded(after, field);
            if (PatientFields.isWritten(field) && field != FormField.FULL_NAME && !was.equals(is)) {
                String name = field.name().toLowerCase(Locale.ROOT);
                told.put("before." + name, was.orElse(""));
                told.put("after." + name, is.orElse(""));
            }
        }
        return told;
    }

    /** What was confirmed of a patient's forms. */
    @Path("patients/{id}/form-values")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class OfPatient {
        private final RecordStore store;
        private final Access access;
        private final AuditTrail trail;

        public OfPatient(Counter counter) {
            this.store = counter.store();
            this.access = counter.access();
            this.trail = counter.trail();
        }

        /** The latest first. */
        @GET
        @OpenToSignedIn
        public Paging<FormValue> formValues(@PathParam("id") PatientId id, @Context ContainerRequestContext request) {
            Caller caller = Caller.of(request);
            access.patient(caller, id);
            List<FormValue> values = store.read(records -> records.forms().of(id));
            trail.part(caller, "chart", id.value(), Optional.of(id), "form values");
            return new Paging<>(values, Optional.empty());
        }
    }
}
