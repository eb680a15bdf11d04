package org.chartroom.api.preparation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Review;
import org.chartroom.models.record.ReviewId;
import org.chartroom.models.record.UserAccount;

/**
 * A document of the patient's that a clinician was to look at and has not answered.
 *
 * @param type what the document is
 * @param to on whose list it is, as shown
 * @param overdue whether it waits past its time
 * @param seen whether somebody opened the document while it waited
 */
record WaitingReview(
        ReviewId id, DocumentId document, String type, String to, Instant due, boolean overdue, boolean seen) {
    /** Those of a patient, the longest due first. */
    static List<WaitingReview> of(Records records, Patient patient, Instant now) {
        return records.reviews().openOf(patient.id()).stream()
                .sorted(Comparator.comparing(Review::due))
                .map(review -> of(records, review, now))
                .toList();
    }

    private static WaitingReview of(Records records, Review review, Instant now) {
        Optional<Document> document = records.documents().find(review.document());
        return new WaitingReview(
                review.id(),
                review.document(),
                document.flatMap(Document::type)
                        .map(DocumentType::display)
                        .or(() -> document.map(Document::title))
                        .orElse(""),
                records.accounts()
                        .find(review.to())
                        .map(UserAccount::displayName)
                        .orElse(review.to().value()),
                review.due(),
                review.overdue(now),
                !records.reviews().looks(review.id()).isEmpty());
    }
}
