package org.chartroom.api.releases;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Amendment;
import org.chartroom.models.release.ReleaseRequest;

/** What later disclosures say of an amendment. */
final class AmendmentWords {
    private AmendmentWords() {}

    /** Those that go with a request's pages: about its documents, or about the record as a whole. */
    static List<Amendment> carried(Records records, ReleaseRequest request) {
        Optional<PatientId> patient = request.patient();
        if (patient.isEmpty()) {
            return List.of();
        }
        Set<DocumentId> going = request.going().stream()
                .map(page -> page.facts().ref().document())
                .collect(Collectors.toSet());
        return records.amendments().of(patient.get()).stream()
                .filter(Amendment::isCarried)
                .filter(each -> each.document().isEmpty()
                        || going.contains(each.document().get()))
                .toList();
    }

    /** A mark that changes when what goes along does. */
    static String mark(List<Amendment> carried) {
        return carried.stream()
                .map(each -> each.id() + " " + each.decision() + " " + each.disagreement() + " " + each.rebuttal())
                .collect(Collectors.joining("\n"));
    }

    /** The paragraphs of the page that goes with the record. */
    static List<String> page(Amendment amendment, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("On " + LocalDate.ofInstant(amendment.receivedAt(), zone) + " the patient asked that the record say: "
                + amendment.wanted());
        amendment
                .decision()
                .ifPresent(decision -> lines.add(
                        (decision.isAccepted() ? "This was accepted: " : "This was denied: ") + decision.words()));
        amendment
                .disagreement()
                .ifPresent(said -> lines.add("The patient's statement of disagreement: " + said.words()));
        amendment.rebuttal().ifPresent(said -> lines.add("The office's answer to it: " + said.words()));
        lines.add("45 CFR 164.526");
        return lines;
    }
}
