package org.chartroom.api.search;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.http.Paging;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.query.QueryNode;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.index.synonyms.Thesaurus;
import org.chartroom.index.synonyms.Widening;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.jspecify.annotations.Nullable;

/** Finding calls, messages, letters and talks by the same query as documents. */
@Path("search/communications")
@Produces(MediaType.APPLICATION_JSON)
public final class SaidResource {
    private static final int USUAL = 5;
    /** How many that perhaps say it are read, the latest of them. */
    private static final int LOOKED_THROUGH = 1_000;

    private final RecordStore store;
    private final AuditTrail trail;
    private final FacilityId facility;
    private final ZoneId zone;
    private final Supplier<Thesaurus> thesaurus;

    public SaidResource(Counter counter, Supplier<Thesaurus> thesaurus) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.facility = counter.facility();
        this.zone = counter.zone();
        this.thesaurus = thesaurus;
    }

    private record Found(Communication said, SaidIn read, Patient patient) {}

    /**
     * Those in open charts that say it, the latest first; none where a filter asks for what only documents have (type, kind,
     * stage, channel), or where nothing is asked for.
     */
    @GET
    @OpenToSignedIn
    public SaidView said(
            @BeanParam SearchParameters parameters,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        SearchQuery query = parameters.query();
        SearchFilter filter = parameters.filter();
        int most = limit == null ? USUAL : Paging.limit(limit);
        boolean ofDocuments = !filter.types().isEmpty()
                || !filter.kinds().isEmpty()
                || !filter.stages().isEmpty()
                || !filter.channels().isEmpty();
        if (ofDocuments || query.root() instanceof QueryNode.Everything) {
            return new SaidView(0, false, List.of());
        }
        QueryNode asked = Widening.of(query.root(), thesaurus.get());
        SaidView view = store.read(records -> {
            SearchFilter now = SavedFilter.now(records, filter);
            Optional<PatientId> only = now.patients().size() == 1
                    ? Optional.of(now.patients().iterator().next())
                    : Optional.empty();
            List<Communication> perhaps =
                    records.communications().perhapsSaying(facility, only, SaidIn.required(asked), LOOKED_THROUGH);
            List<Found> found = found(records, caller, now, asked, perhaps);
            return new SaidView(
                    found.size(),
                    perhaps.size() == LOOKED_THROUGH,
                    found.stream().limit(most).map(each -> item(each, asked)).toList());
        });
        if (!view.items().isEmpty()) {
            trail.part(
                    caller,
                    "communications",
                    facility.value(),
                    filter.patients().stream()
                            .filter(_ -> filter.patients().size() == 1)
                            .findFirst(),
                    "search");
        }
        return view;
    }

    private List<Found> found(
            Records records, Caller caller, SearchFilter filter, QueryNode asked, List<Communication> perhaps) {
        Map<PatientId, Optional<Patient>> patients = new HashMap<>();
        List<Found> found = new ArrayList<>();
        for (Communication said : perhaps) {
            Optional<Patient> patient = patients.computeIfAbsent(
                    said.patient(), id -> records.patients().find(id).filter(caller::maySee));
            if (patient.isPresent() && isWithin(filter, said)) {
                SaidIn read = new SaidIn(said, patient.get(), zone);
                if (read.says(asked)) {
                    found.add(new Found(said, read, patient.get()));
                }
            }
        }
        return found;
    }

    private boolean isWithin(SearchFilter filter, Communication said) {
        LocalDate day = said.at().atZone(zone).toLocalDate();
        return (filter.patients().isEmpty() || filter.patients().contains(said.patient()))
                && (filter.authors().isEmpty() || filter.authors().contains(said.answeredBy()))
                && filter.from().filter(day::isBefore).isEmpty()
                && filter.to().filter(day::isAfter).isEmpty();
    }

    private static SaidView.SaidItem item(Found found, QueryNode asked) {
        Communication said = found.said();
        return new SaidView.SaidItem(
                said.id(),
                said.patient(),
                found.patient().name().display(),
                found.patient().mrn(),
                said.way(),
                said.direction(),
                said.counterpart(),
                said.at(),
                said.subject(),
                found.read().snippet(asked),
                said.isOpen());
    }
}
