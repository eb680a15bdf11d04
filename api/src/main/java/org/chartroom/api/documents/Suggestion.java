package org.chartroom.api.documents;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.chartroom.api.patients.PatientSummary;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FilingProposal;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.SeparatorValue;

/**
 * Where a document may belong. A person says whether it does: nothing is filed by it.
 *
 * @param patient whose chart it may belong to
 * @param type what it may be
 * @param reason how that is known, for a person
 */
record Suggestion(Optional<PatientSummary> patient, Optional<DocumentType> type, String reason) {
    /**
     * What the separator sheets right before the document's first page say of it, and who sent it.
     *
     * @param maySee which patients whoever looks may know of
     */
    static List<Suggestion> of(Records records, Document document, DocumentTypes types, Predicate<Patient> maySee) {
        if (document.patient().isPresent()) {
            return List.of();
        }
        Optional<Suggestion> sent = records.filings()
                .proposal(document.id())
                .map(proposal -> sent(proposal, records, types, maySee))
                .filter(suggestion -> suggestion.patient.isPresent() || suggestion.type.isPresent());
        if (sent.isPresent()) {
            return List.of(sent.get());
        }
        DocumentId file = document.source().splitFrom().orElse(document.id());
        return records.documents().pages(document.id()).stream()
                .filter(page -> page.source().equals(file))
                .findFirst()
                .flatMap(first -> before(records, document, first))
                .map(value -> said(value, records, document, types, maySee))
                .filter(suggestion -> suggestion.patient.isPresent() || suggestion.type.isPresent())
                .stream()
                .toList();
    }

    private static Suggestion sent(
            FilingProposal proposal, Records records, DocumentTypes types, Predicate<Patient> maySee) {
        return new Suggestion(
                proposal.patient()
                        .flatMap(patient -> records.patients().find(patient))
                        .map(patient -> patient.mergedInto()
                                .flatMap(records.patients()::find)
                                .orElse(patient))
                        .filter(maySee)
                        .map(PatientSummary::of),
                proposal.type()
                        .flatMap(code -> types.all().stream()
                                .filter(type -> type.code().equalsIgnoreCase(code))
                                .findFirst()),
                proposal.reason());
    }

    private static Optional<SeparatorValue> before(Records records, Document document, Page first) {
        Optional<SeparatorValue> said = Optional.empty();
        for (LedgerEntry entry : records.arrivals().ledger(document.arrival())) {
            if (!entry.source().equals(first.source()) || entry.sourcePage() >= first.sourcePage()) {
                continue;
            }
            said = switch (entry.disposition()) {
                case PageDisposition.InDocument _ -> Optional.empty();
                case PageDisposition.Blank _, PageDisposition.Rejected _ -> said;
                case PageDisposition.Separator(String text) -> {
                    SeparatorValue value = SeparatorValue.of(text);
                    yield Optional.of(said.map(value::and).orElse(value));
                }
            };
        }
        return said;
    }

    private static Suggestion said(
            SeparatorValue value, Records records, Document document, DocumentTypes types, Predicate<Patient> maySee) {
        return new Suggestion(
                value.mrn()
                        .flatMap(mrn -> records.patients().byMrn(document.facility(), mrn))
                        .filter(maySee)
                        .map(PatientSummary::of),
                value.type()
                        .flatMap(code -> types.all().stream()
                                .filter(type -> type.code().equalsIgnoreCase(code))
                                .findFirst()),
                "by the separator sheet before it");
    }
}
