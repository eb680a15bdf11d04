package org.chartroom.api.arrivals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.patients.PatientSummary;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FilingProposal;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;

/**
 * A chart that another practice sent: what came from one practice for one patient on one day.
 *
 * @param from who sent it; empty where it does not say
 * @param patient whose chart is proposed; empty when that could not be told, or the caller may not know of it
 * @param waiting how many of its documents are in no chart yet
 */
public record CameIn(String from, Instant at, Optional<PatientSummary> patient, int waiting, List<Paper> documents) {
    /** Why a document is proposed for a chart, when its sender gave no name. */
    static final String UNNAMED = "by the practice that sent it";

    static final String BY = "by ";
    static final String SENT = ", which sent it";

    /** Documents that are looked at: those of the last time. */
    private static final int LATEST = 1_000;

    public CameIn {
        documents = List.copyOf(documents);
    }

    /**
     * One of its documents.
     *
     * @param elsewhere whether it is in a chart that is not the one proposed
     */
    public record Paper(
            DocumentId document, String title, Stage stage, String stageReason, boolean filed, boolean elsewhere) {}

    private record Which(String from, Optional<PatientId> patient, LocalDate day) {}

    /** The latest first. */
    static List<CameIn> latest(Records records, Caller caller, Counter counter) {
        Map<Which, List<Document>> found = new LinkedHashMap<>();
        for (Document document : records.documents()
                .latest(counter.facility(), DocumentFilter.ALL, Optional.empty(), LATEST)
                .items()) {
            Optional<FilingProposal> proposal = records.filings().proposal(document.id());
            if (proposal.isPresent() && Access.maySee(records, caller, document)) {
                Which which = new Which(
                        sender(proposal.get()),
                        proposal.get().patient(),
                        LocalDate.ofInstant(document.createdAt(), counter.zone()));
                found.computeIfAbsent(which, _ -> new ArrayList<>()).add(document);
            }
        }
        return found.entrySet().stream()
                .map(each -> of(records, caller, each.getKey(), each.getValue().reversed()))
                .toList();
    }

    private static CameIn of(Records records, Caller caller, Which which, List<Document> documents) {
        Optional<Patient> proposed =
                which.patient().flatMap(records.patients()::resolve).filter(caller::maySee);
        List<Paper> papers = documents.stream()
                .map(each -> new Paper(
                        each.id(),
                        each.type().map(type -> type.display()).orElse(each.title()),
                        each.stage(),
                        each.stageReason(),
                        each.patient().isPresent(),
                        proposed.isPresent()
                                && each.patient().isPresent()
                                && !each.patient().equals(proposed.map(Patient::id))))
                .toList();
        return new CameIn(
                which.from(),
                documents.getFirst().createdAt(),
                proposed.map(PatientSummary::of),
                (int) papers.stream().filter(each -> !each.filed()).count(),
                papers);
    }

    private static String sender(FilingProposal proposal) {
        String reason = proposal.reason();
        return reason.startsWith(BY) && reason.endsWith(SENT)
                ? reason.substring(BY.length(), reason.length() - SENT.length())
                : "";
    }
}
