package org.chartroom.api.releases;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.release.Amendment;

/** What later disclosures say of an amendment. */
final class AmendmentWords {
    private AmendmentWords() {}

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
