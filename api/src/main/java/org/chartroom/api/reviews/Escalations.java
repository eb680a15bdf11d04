package org.chartroom.api.reviews;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.auth.Accounting;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Review;
import org.chartroom.models.record.ReviewId;
import org.chartroom.models.record.ReviewRules;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/**
 * Puts reviews that wait too long, or whose clinician is not there to see them, on the list of a second person. For a duty
 * that runs every minute; a review stays on the first list too.
 */
final class Escalations {
    private static final int AT_ONCE = 200;

    private final RecordStore store;
    private final Clock clock;
    private final ReviewsFollowing following;

    Escalations(RecordStore store, Clock clock, ReviewsFollowing following) {
        this.store = store;
        this.clock = clock;
        this.following = following;
    }

    void keepUp() {
        List<Review> astray = store.read(records -> records.reviews().astray(AT_ONCE));
        for (Review review : astray) {
            store.write(records -> {
                records.documents()
                        .find(review.document())
                        .ifPresent(document -> following.follow(records, Accounting.HOUSE, document));
                return true;
            });
        }
        Instant now = clock.instant();
        Optional<String> cursor = Optional.empty();
        do {
            Optional<String> from = cursor;
            Slice<Review> slice =
                    store.read(records -> records.reviews().waiting(Optional.empty(), false, now, from, AT_ONCE));
            List<ReviewId> due = store.read(records -> due(records, slice.items(), now));
            for (ReviewId id : due) {
                store.write(records -> {
                    records.reviews().find(id).ifPresent(review -> escalate(records, review, now));
                    return true;
                });
            }
            cursor = slice.next();
        } while (cursor.isPresent());
    }

    private static List<ReviewId> due(Records records, List<Review> reviews, Instant now) {
        List<ReviewId> due = new ArrayList<>();
        Colleagues colleagues = new Colleagues(records);
        for (Review review : reviews) {
            Optional<Patient> patient = records.patients().find(review.patient());
            if (why(colleagues, patient, review, now).isPresent()) {
                due.add(review.id());
            }
        }
        return due;
    }

    private static void escalate(Records records, Review review, Instant now) {
        Colleagues colleagues = new Colleagues(records);
        Optional<Patient> patient = records.patients().find(review.patient());
        Optional<String> why = why(colleagues, patient, review, now);
        Optional<UserAccount> second =
                why.flatMap(_ -> second(colleagues, records.reviews().rules(), patient, review));
        if (second.isEmpty()) {
            return;
        }
        Review escalated = records.reviews()
                .update(review.escalated(new Review.Escalation(now, second.get().id(), why.orElseThrow())));
        ReviewTrail.tell(
                records,
                Accounting.HOUSE,
                now,
                escalated,
                "escalated",
                second.get().id());
    }

    /** Why a review needs a second person now; empty when it does not, or has one. */
    static Optional<String> why(Colleagues colleagues, Optional<Patient> patient, Review review, Instant now) {
        if (review.state() != Review.State.OPEN) {
            return Optional.empty();
        }
        if (review.escalation().isPresent()) {
            return there(colleagues, patient, review.escalation().get().to())
                    ? Optional.empty()
                    : Optional.of(review.escalation().get().why());
        }
        String name = colleagues.name(review.to());
        Optional<UserAccount> clinician = colleagues.find(review.to());
        if (clinician.isEmpty() || clinician.get().disabled()) {
            return Optional.of("The account of " + name + " is closed.");
        }
        if (!Colleagues.reviews(clinician.get())) {
            return Optional.of(name + " is not a clinician here any more.");
        }
        if (!there(colleagues, patient, review.to())) {
            return Optional.of("The chart is closed to " + name + ".");
        }
        return review.overdue(now) ? Optional.of(name + " had not answered in time.") : Optional.empty();
    }

    private static boolean there(Colleagues colleagues, Optional<Patient> patient, UserId id) {
        return colleagues
                .find(id)
                .filter(each -> !each.disabled())
                .filter(each -> patient.isEmpty() || Colleagues.maySee(each, patient.get()))
                .isPresent();
    }

    /**
     * Who looks after it: whoever covers, and who covers for them; else who routed it; else an administrator; for a chart
     * that is closed to all of these, a privacy officer.
     */
    static Optional<UserAccount> second(
            Colleagues colleagues, ReviewRules rules, Optional<Patient> patient, Review review) {
        List<UserId> asked = new ArrayList<>();
        Set<UserId> met = new HashSet<>(Set.of(review.to()));
        Optional<UserId> next = rules.cover(review.to());
        while (next.isPresent() && met.add(next.get())) {
            asked.add(next.get());
            next = rules.cover(next.get());
        }
        if (!review.byRule()) {
            asked.add(review.routedBy());
        }
        colleagues.with(Role.ADMINISTRATOR).forEach(each -> asked.add(each.id()));
        colleagues.with(Role.PRIVACY_OFFICER).forEach(each -> asked.add(each.id()));
        return asked.stream()
                .filter(each -> !each.equals(review.to()))
                .filter(each -> there(colleagues, patient, each))
                .findFirst()
                .flatMap(colleagues::find);
    }
}
