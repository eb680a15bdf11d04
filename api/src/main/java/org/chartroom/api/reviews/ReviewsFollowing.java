package org.chartroom.api.reviews;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.documents.DocumentWatch;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Encounter;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Review;
import org.chartroom.models.record.ReviewId;
import org.chartroom.models.record.ReviewRules;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserAccount;

/**
 * Keeps reviews true to what becomes of their documents: routes what is filed as the office's rules say, takes a review
 * along when its document moves, and ends it with a reason when there is nothing left to review. No review just vanishes.
 */
final class ReviewsFollowing implements DocumentWatch {
    static final String TAKEN_OUT = "Taken out of the chart since it was routed; it is to be filed again";
    static final String MOVED = "Moved to another chart since it was routed";
    static final String MERGED = "Its pages were merged into another document, which is shown";

    private final Clock clock;
    private final ZoneId zone;
    private final Supplier<String> ids;

    ReviewsFollowing(Clock clock, ZoneId zone, Supplier<String> ids) {
        this.clock = clock;
        this.zone = zone;
        this.ids = ids;
    }

    @Override
    public void kept(Records records, Caller caller, Document now) {
        follow(records, caller.actor(), now);
        if (now.stage() == Stage.FILED) {
            routeByRule(records, caller, now);
        }
    }

    /** Brings the open reviews of a document to what it is now. */
    void follow(Records records, Actor by, Document now) {
        for (Review review : records.reviews().of(now.id())) {
            if (review.state() == Review.State.OPEN) {
                follow(records, by, now, review);
            }
        }
    }

    private void follow(Records records, Actor by, Document now, Review review) {
        switch (now.stage()) {
            case ENTERED_IN_ERROR ->
                withdraw(records, by, review, "The document was marked as entered in error: " + now.stageReason());
            case MISDIRECTED -> withdraw(records, by, review, "The document turned out not to be this office's");
            case DESTROYED -> withdraw(records, by, review, "The document was destroyed under the retention schedule");
            case MERGED -> {
                Optional<Document> into = into(records, now);
                if (into.isPresent() && into.get().patient().isPresent()) {
                    takeAlong(records, by, review, into.get(), MERGED);
                } else {
                    withdraw(records, by, review, "The pages of the document are in other documents now");
                }
            }
            case RECEIVED, READING, TRANSCRIBING, READ, NEEDS_PERSON, FILED, QUARANTINED -> {
                if (now.patient().isEmpty()) {
                    takenOut(records, by, review);
                } else if (!now.patient().get().equals(review.patient())) {
                    takeAlong(records, by, review, now, MOVED);
                } else if (review.flag().equals(TAKEN_OUT)) {
                    records.reviews().update(review.following(review.document(), review.patient(), ""));
                }
            }
        }
    }

    /** What a rule routed and nobody has seen goes back quietly: filing it again routes it again. */
    private void takenOut(Records records, Actor by, Review review) {
        if (review.byRule() && records.reviews().looks(review.id()).isEmpty()) {
            withdraw(records, by, review, "The document was taken out of the chart before anybody had seen it");
        } else if (!review.flag().equals(TAKEN_OUT)) {
            records.reviews().update(review.following(review.document(), review.patient(), TAKEN_OUT));
            ReviewTrail.tell(records, by, clock.instant(), review, "moved", review.to());
        }
    }

    private void takeAlong(Records records, Actor by, Review review, Document now, String flag) {
        Review moved = records.reviews()
                .update(review.following(now.id(), now.patient().orElse(review.patient()), flag));
        ReviewTrail.tell(records, by, clock.instant(), moved, "moved", moved.to());
    }

    private void withdraw(Records records, Actor by, Review review, String why) {
        String words = why.length() > 1_000 ? why.substring(0, 1_000) : why;
        Review ended = records.reviews()
                .update(review.ended(
                        Review.State.WITHDRAWN, new Review.Ending(clock.instant(), by.user(), words + ".")));
        ReviewTrail.tell(records, by, clock.instant(), ended, "withdrawn", ended.to());
    }

    /** The one document that holds all pages of a merged one's file. */
    private static Optional<Document> into(Records records, Document merged) {
        DocumentId source = merged.source().splitFrom().orElse(merged.id());
        List<DocumentId> holders = records.arrivals().ledger(merged.arrival()).stream()
                .filter(line -> line.source().equals(source))
                .map(LedgerEntry::disposition)
                .filter(PageDisposition.InDocument.class::isInstance)
                .map(in -> ((PageDisposition.InDocument) in).document())
                .distinct()
                .toList();
        return holders.size() == 1 ? records.documents().find(holders.getFirst()) : Optional.empty();
    }

    /** Notes are their authors' own and are signed, not reviewed. */
    private void routeByRule(Records records, Caller caller, Document now) {
        if (now.kind() == DocumentKind.DICTATION) {
            return;
        }
        ReviewRules rules = records.reviews().rules();
        Optional<ReviewRules.Rule> rule = now.type().flatMap(rules::rule);
        if (rule.isEmpty() || now.patient().isEmpty()) {
            return;
        }
        Optional<UserAccount> to = clinician(records, rule.get(), now)
                .filter(each -> records.patients()
                        .find(now.patient().get())
                        .filter(patient -> Colleagues.maySee(each, patient))
                        .isPresent());
        boolean before = to.isPresent()
                && records.reviews().of(now.id()).stream()
                        .anyMatch(each -> each.to().equals(to.get().id()) && each.state() != Review.State.WITHDRAWN);
        if (to.isEmpty() || before) {
            return;
        }
        Instant at = clock.instant();
        Priority priority = priority(now, rule);
        Review review = new Review(
                new ReviewId(ids.get()),
                now.id(),
                now.patient().get(),
                to.get().id(),
                caller.id(),
                true,
                at,
                priority,
                rules.due(priority, at, zone),
                "",
                Optional.empty(),
                "",
                Optional.empty(),
                Review.State.OPEN,
                Optional.empty(),
                1);
        records.reviews().add(review);
        ReviewTrail.tell(records, caller.actor(), at, review, "routed", review.to());
    }

    /** The document's own, or what its type's rule says where that is more urgent. */
    static Priority priority(Document document, Optional<ReviewRules.Rule> rule) {
        return rule.flatMap(ReviewRules.Rule::priority)
                .filter(each -> Comparator.<Priority>naturalOrder().compare(each, document.priority()) > 0)
                .orElse(document.priority());
    }

    /** Also one whose account is closed: the review then goes to whoever covers. */
    private static Optional<UserAccount> clinician(Records records, ReviewRules.Rule rule, Document document) {
        Colleagues colleagues = new Colleagues(records);
        return rule.to().isPresent()
                ? rule.to().flatMap(colleagues::find)
                : document.encounter()
                        .flatMap(visit -> records.encounters().find(visit))
                        .map(Encounter::clinician)
                        .flatMap(colleagues::written);
    }
}
