package org.chartroom.api.reviews;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Review;
import org.chartroom.models.record.UserId;

/** Writes what became of a review into the audit trail, and so into the history of its document. */
final class ReviewTrail {
    private ReviewTrail() {}

    /**
     * @param what one of {@code routed, acknowledged, forwarded, acted on, escalated, withdrawn, moved}
     * @param to whom it concerns: whose list it is, or came to be, on
     */
    static void tell(Records records, Actor by, Instant at, Review review, String what, UserId to) {
        records.audit()
                .append(new AuditEvent(
                        at,
                        by,
                        AuditAction.CHANGE,
                        "document",
                        review.document().value(),
                        Optional.of(review.patient()),
                        Map.of(
                                "review",
                                what,
                                "to",
                                new Colleagues(records).name(to),
                                "priority",
                                review.priority().name(),
                                "id",
                                review.id().value())));
    }
}
