package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/** The work side of a document's stage row. */
public record WorkState(
        DocumentId document,
        Stage stage,
        Instant since,
        Priority priority,
        Instant notBefore,
        int attempts,
        String owner,
        Optional<Instant> leaseUntil,
        Progress progress) {}
