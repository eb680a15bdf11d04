package org.chartroom.models.record;

import java.util.Optional;

/**
 * Where who sent a document says that it belongs. A person says whether it does: nothing is filed by it.
 *
 * @param patient whose chart it may belong to; empty when that could not be told
 * @param type code of what it is said to be
 * @param reason how that is known, for a person
 */
public record FilingProposal(DocumentId document, Optional<PatientId> patient, Optional<String> type, String reason) {
    public FilingProposal {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a proposal says how it is known");
        }
    }
}
