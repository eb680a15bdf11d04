package org.chartroom.api.chart;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.documents.DocumentSummary;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.patients.PatientSummary;
import org.chartroom.api.patients.PatientsResource.EncounterView;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Encounter;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.jspecify.annotations.Nullable;

/** A patient's chart. */
@Path("patients/{id}/chart")
@Produces(MediaType.APPLICATION_JSON)
public final class ChartResource {
    /** The kind under which communications are filtered beside the kinds of documents. */
    private static final String COMMUNICATION = "COMMUNICATION";

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final ZoneId zone;
    private final RulesOfCharts rules;

    public ChartResource(Counter counter, RulesOfCharts rules) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.zone = counter.zone();
        this.rules = rules;
    }

    /**
     * A chart.
     *
     * @param entries documents, latest first; those entered in error are among them, struck out
     * @param communications latest first
     * @param missing what visits should have left by now, whatever is filtered
     * @param unsigned dictations that nobody has signed, whatever is filtered
     * @param papers what a patient must have, as it is today
     * @param choices what can be filtered by
     */
    public record ChartView(
            PatientSummary patient,
            List<EncounterView> encounters,
            List<Entry> entries,
            List<CommunicationView> communications,
            List<MissingPaper> missing,
            List<UnsignedNote> unsigned,
            List<PaperState> papers,
            Choices choices) {
        public ChartView {
            encounters = List.copyOf(encounters);
            entries = List.copyOf(entries);
            communications = List.copyOf(communications);
            missing = List.copyOf(missing);
            unsigned = List.copyOf(unsigned);
            papers = List.copyOf(papers);
        }
    }

    /**
     * A document's place in the chart.
     *
     * @param at its date, or the moment it came when it has none
     * @param struck whether it was entered in error
     * @param signed false for a dictation that nobody has signed
     */
    public record Entry(
            String at, DocumentSummary document, Optional<EncounterId> encounterId, boolean struck, boolean signed) {}

    /** What there is in the whole chart. */
    public record Choices(List<DocumentType> types, List<String> kinds, List<String> authors) {
        public Choices {
            types = List.copyOf(types);
            kinds = List.copyOf(kinds);
            authors = List.copyOf(authors);
        }
    }

    private record Filter(
            List<String> types,
            List<String> kinds,
            List<String> authors,
            Set<Stage> stages,
            LocalDate first,
            LocalDate last) {
        boolean shows(Document document, ChartPapers papers) {
            return (types.isEmpty() || ChartPapers.isOf(document, types))
                    && (kinds.isEmpty() || kinds.contains(document.kind().name()))
                    && (authors.isEmpty()
                            || authors.stream().anyMatch(each -> each.equalsIgnoreCase(document.author())))
                    && (stages.isEmpty() || stages.contains(document.stage()))
                    && within(papers.day(document));
        }

        boolean showsCommunications() {
            return kinds.contains(COMMUNICATION)
                    || types.isEmpty() && kinds.isEmpty() && authors.isEmpty() && stages.isEmpty();
        }

        boolean within(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /**
     * @param kinds of documents, and {@code COMMUNICATION}
     * @param stages such as {@code FILED}, {@code ENTERED_IN_ERROR}, {@code READ} for unsigned dictations
     */
    @GET
    @OpenToSignedIn
    public ChartView chart(
            @PathParam("id") PatientId id,
            @QueryParam("type") List<String> types,
            @QueryParam("kind") List<String> kinds,
            @QueryParam("author") List<String> authors,
            @QueryParam("stage") List<String> stages,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Patient patient = access.patient(caller, id);
        Filter filter =
                new Filter(types, kinds, authors, stages(stages), day(from, LocalDate.MIN), day(to, LocalDate.MAX));
        ChartView chart = store.read(records -> view(records, patient, filter));
        trail.read(caller, "chart", patient.id().value(), Optional.of(patient.id()));
        return chart;
    }

    private ChartView view(Records records, Patient patient, Filter filter) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        ChartPapers papers = ChartPapers.of(records, patient, zone);
        List<Encounter> visits = records.encounters().of(patient.id());
        List<Document> all = Stream.of(papers.filed(), papers.unsigned(), papers.struck())
                .flatMap(List::stream)
                .toList();
        List<Entry> entries = all.stream()
                .filter(each -> filter.shows(each, papers))
                .sorted(Comparator.comparing(papers::day)
                        .thenComparing(Document::createdAt)
                        .reversed())
                .map(each -> new Entry(
                        each.date()
                                .map(LocalDate::toString)
                                .orElse(each.createdAt().toString()),
                        DocumentSummary.of(records, each),
                        each.encounter(),
                        each.stage() == Stage.ENTERED_IN_ERROR,
                        !papers.unsigned().contains(each)))
                .toList();
        List<CommunicationView> communications = filter.showsCommunications()
                ? records.communications().of(patient.id()).stream()
                        .filter(each -> filter.within(LocalDate.ofInstant(each.at(), zone)))
                        .map(each -> CommunicationView.of(records, each, today))
                        .toList()
                : List.of();
        return new ChartView(
                PatientSummary.of(patient),
                visits.stream().map(EncounterView::of).toList(),
                entries,
                communications,
                MissingPaper.of(visits, papers, rules.now(records), now),
                papers.unsigned().stream()
                        .map(each -> UnsignedNote.of(records, each))
                        .toList(),
                PaperState.of(papers, rules.now(records), today),
                choices(all));
    }

    private static Choices choices(List<Document> all) {
        return new Choices(
                all.stream()
                        .flatMap(each -> each.type().stream())
                        .distinct()
                        .sorted(Comparator.comparing(DocumentType::display))
                        .toList(),
                all.stream().map(each -> each.kind().name()).distinct().sorted().toList(),
                all.stream()
                        .map(Document::author)
                        .filter(author -> !author.isBlank())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static Set<Stage> stages(List<String> names) {
        try {
            return Set.copyOf(names.stream()
                    .map(name -> Stage.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    org.chartroom.api.errors.Kind.BAD_REQUEST,
                    "'stage' names no stage of documents. Use FILED, ENTERED_IN_ERROR or READ.");
        }
    }

    private static LocalDate day(@Nullable String text, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("'" + text + "' is no date; write one such as 2026-01-31.");
        }
    }
}
