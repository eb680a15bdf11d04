package org.chartroom.models.release;

import java.time.Instant;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.UserId;

/** A paper that shows something a request rests on: what came in, who asks, by what right. */
public record ReleasePaper(Kind kind, DocumentId document, UserId by, Instant at) {
    /** What it shows. Names are stored: added to, never renamed. */
    public enum Kind {
        /** The request as it came in. */
        REQUEST,
        IDENTITY,
        /** That somebody may act for the patient. */
        AUTHORITY,
        /** The signed form, the consent, the subpoena or order. */
        BASIS,
        OTHER
    }
}
