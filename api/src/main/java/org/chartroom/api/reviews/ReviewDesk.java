package org.chartroom.api.reviews;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.documents.DocumentWatch;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Review;
import org.chartroom.models.record.ReviewId;
import org.chartroom.models.record.ReviewRules;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** Routes documents to clinicians and ends the reviews that come of it; every step is one transaction with its audit entry. */
public final class ReviewDesk {
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Set<Review.State> ANSWERED = Set.of(Review.State.ACKNOWLEDGED, Review.State.ACTED_ON);

    private final RecordStore store;
    private final Clock clock;
    private final ZoneId zone;
    private final Supplier<String> ids;
    private final ReviewsFollowing following;
    private final Escalations escalations;

    public ReviewDesk(Counter counter) {
        this.store = counter.store();
        this.clock = counter.clock();
        this.zone = counter.zone();
        this.ids = counter.ids();
        this.following = new ReviewsFollowing(clock, zone, ids);
        this.escalations = new Escalations(store, clock, following);
    }

    /** What the filing desk tells of documents that come into charts, leave them or move. */
    public DocumentWatch following() {
        return following;
    }

    /** Looks after what is late, whose clinician is gone, or whose document is not where it was; for a duty. */
    public void keepUp() {
        escalations.keepUp();
    }

    /**
     * Where a document goes.
     *
     * @param due when left out, what the office's rules say for the priority
     * @param note why, for the clinician
     * @param priority when left out, the document's, or its type's where that is more urgent
     */
    public record Route(UserId to, Optional<Instant> due, Optional<String> note, Optional<String> priority) {
        public Route {
            if (to == null) {
                throw new IllegalArgumentException("to is needed: the id of a clinician");
            }
        }

        @Override
        public String toString() {
            return "Route[to=" + to + "]";
        }
    }

    /** A review, and whether this call made it. */
    record Routed(Review review, boolean made) {}

    Routed route(Caller caller, DocumentId id, Route wanted, @Nullable String key) {
        Instant now = clock.instant();
        Optional<Priority> said = wanted.priority().map(ReviewDesk::priority);
        wanted.due().ifPresent(due -> requireWithin(due, now));
        String note = words("note", wanted.note());
        return store.write(records -> {
            Document document = records.documents().find(id).orElseThrow(() -> ProblemException.notFound("document"));
            if (document.stage() != Stage.FILED || document.patient().isEmpty()) {
                throw new ConflictException(
                        "Only a document that is filed in a chart can be routed; file this one first.");
            }
            requireReviewer(records, wanted.to(), document);
            Optional<Review> there = open(records, id, wanted.to());
            if (there.isPresent()) {
                return new Routed(there.get(), false);
            }
            ReviewRules rules = records.reviews().rules();
            Priority priority = said.orElseGet(
                    () -> ReviewsFollowing.priority(document, document.type().flatMap(rules::rule)));
            String made = Repeats.once(records, "review", caller.id(), key, now, ids);
            Optional<Review> repeated = records.reviews().find(new ReviewId(made));
            if (repeated.isPresent()) {
                return new Routed(repeated.get(), false);
            }
            Review review = new Review(
                    new ReviewId(made),
                    id,
                    document.patient().get(),
                    wanted.to(),
                    caller.id(),
                    false,
                    now,
                    priority,
                    wanted.due().orElseGet(() -> rules.due(priority, now, zone)),
                    note,
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    Review.State.OPEN,
                    Optional.empty(),
                    1);
            records.reviews().add(review);
            ReviewTrail.tell(records, caller.actor(), now, review, "routed", review.to());
            return new Routed(records.reviews().find(review.id()).orElseThrow(), true);
        });
    }

    private static Optional<Review> open(Records records, DocumentId document, UserId to) {
        return records.reviews().of(document).stream()
                .filter(each -> each.state() == Review.State.OPEN && each.to().equals(to))
                .findFirst();
    }

    private static void requireReviewer(Records records, UserId to, Document document) {
        UserAccount account = new Colleagues(records)
                .find(to)
                .orElseThrow(
                        () -> ProblemException.badRequest(
                                "There is nobody with that id to route it to. Nothing was routed. Choose one of the clinicians."));
        if (account.disabled()) {
            throw ProblemException.badRequest("The account of " + account.displayName()
                    + " is closed, so nobody would see it. Nothing was routed. Choose another clinician.");
        }
        if (!Colleagues.reviews(account)) {
            throw ProblemException.badRequest(
                    account.displayName() + " is not a clinician. Nothing was routed. Choose one of the clinicians.");
        }
        boolean open = document.patient()
                .flatMap(patient -> records.patients().find(patient))
                .filter(patient -> Colleagues.maySee(account, patient))
                .isPresent();
        if (!open) {
            throw ProblemException.badRequest("This chart is restricted and not open to " + account.displayName()
                    + ". Nothing was routed. Choose somebody who may see it, or ask the privacy officer.");
        }
    }

    private static void requireWithin(Instant due, Instant now) {
        if (!due.isAfter(now) || due.isAfter(now.plus(LONGEST))) {
            throw ProblemException.badRequest(
                    "The time it is due must lie ahead, by 400 days at most. Nothing was routed. Choose another time.");
        }
    }

    private static Priority priority(String name) {
        try {
            return Priority.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "priority must be ROUTINE, URGENT or STAT. Nothing was routed. Choose one of these.");
        }
    }

    /** What a clinician says of a document: nothing, a note, or what was done about it. */
    public record Answer(Optional<String> note, Optional<String> action) {
        static final Answer PLAIN = new Answer(Optional.empty(), Optional.empty());

        @Override
        public String toString() {
            return "Answer";
        }
    }

    /**
     * Ends all of a document's reviews on the caller's list.
     *
     * @return the caller's own; the last they ended so, when none is open any more
     */
    Review acknowledge(Caller caller, DocumentId id, Answer answer) {
        String action = words("action", answer.action());
        String note = words("note", answer.note());
        return store.write(records -> {
            Document document = records.documents().find(id).orElseThrow(() -> ProblemException.notFound("document"));
            List<Review> all = records.reviews().of(id);
            List<Review> mine = all.stream()
                    .filter(each -> each.state() == Review.State.OPEN && each.isFor(caller.id()))
                    .toList();
            if (mine.isEmpty()) {
                return all.reversed().stream()
                        .filter(each -> ANSWERED.contains(each.state()))
                        .filter(each -> each.ending()
                                .filter(ending -> ending.by().equals(caller.id()))
                                .isPresent())
                        .findFirst()
                        .orElseThrow(() -> new ConflictException(
                                "This document is not on your list, so there is nothing to acknowledge."));
            }
            requireInAChart(document);
            Review answered = null;
            for (Review review : mine) {
                Review ended = end(records, caller, review, action.isEmpty() ? note : action, !action.isEmpty());
                if (answered == null || ended.to().equals(caller.id())) {
                    answered = ended;
                }
            }
            return java.util.Objects.requireNonNull(answered);
        });
    }

    /** Ends one review with what was done because of it. */
    Review act(Caller caller, ReviewId id, @Nullable String version, String action) {
        String words = words("action", Optional.ofNullable(action));
        if (words.isEmpty()) {
            throw ProblemException.badRequest("Say in 'action' what was done. Nothing was changed.");
        }
        return store.write(records -> {
            Review review = onTheList(records, caller, id, version);
            requireInAChart(records.documents().find(review.document()).orElseThrow());
            return end(records, caller, review, words, true);
        });
    }

    private Review end(Records records, Caller caller, Review review, String words, boolean acted) {
        Review.State how = acted ? Review.State.ACTED_ON : Review.State.ACKNOWLEDGED;
        Instant now = clock.instant();
        Review ended = records.reviews().update(review.ended(how, new Review.Ending(now, caller.id(), words)));
        ReviewTrail.tell(records, caller.actor(), now, ended, acted ? "acted on" : "acknowledged", ended.to());
        return ended;
    }

    private static void requireInAChart(Document document) {
        if (document.patient().isEmpty()) {
            throw new ConflictException(
                    "The document is in no chart at the moment; it can be acknowledged when it is filed again.");
        }
    }

    /**
     * Hands a review to another clinician, whose own it then is: due as before, or as if routed now where that time has
     * passed. One who has the document on their list already keeps that one.
     */
    Review forward(Caller caller, ReviewId id, @Nullable String version, UserId to, Optional<String> why) {
        String note = words("note", why);
        Instant now = clock.instant();
        return store.write(records -> {
            Review review = onTheList(records, caller, id, version);
            Document document = records.documents().find(review.document()).orElseThrow();
            requireReviewer(records, to, document);
            if (to.equals(review.to())) {
                throw ProblemException.badRequest(
                        "It is on the list of that clinician already. Nothing was changed. Choose another one.");
            }
            Optional<Review> there = open(records, review.document(), to);
            Review ended = records.reviews()
                    .update(review.ended(Review.State.FORWARDED, new Review.Ending(now, caller.id(), note)));
            ReviewTrail.tell(records, caller.actor(), now, ended, "forwarded", to);
            if (there.isPresent()) {
                return there.get();
            }
            Review next = new Review(
                    new ReviewId(ids.get()),
                    review.document(),
                    review.patient(),
                    to,
                    caller.id(),
                    false,
                    now,
                    review.priority(),
                    review.due().isAfter(now)
                            ? review.due()
                            : records.reviews().rules().due(review.priority(), now, zone),
                    note,
                    Optional.of(review.id()),
                    review.flag(),
                    Optional.empty(),
                    Review.State.OPEN,
                    Optional.empty(),
                    1);
            records.reviews().add(next);
            return records.reviews().find(next.id()).orElseThrow();
        });
    }

    /** Takes back what was routed to the wrong person; for who routed it and for administrators. */
    Review takeBack(Caller caller, ReviewId id, @Nullable String version, String why) {
        String words = words("reason", Optional.ofNullable(why));
        if (words.isEmpty()) {
            throw ProblemException.badRequest("Say in 'reason' why it is taken back. Nothing was changed.");
        }
        return store.write(records -> {
            Review review = read(records, caller, id, version);
            if (!review.routedBy().equals(caller.id()) && !caller.is(Role.ADMINISTRATOR)) {
                throw new ProblemException(
                        Kind.NOT_ALLOWED,
                        "Only who routed it, or an administrator, can take it back. Nothing was changed. Ask one of them.");
            }
            requireOpen(review);
            Instant now = clock.instant();
            Review ended = records.reviews()
                    .update(review.ended(Review.State.WITHDRAWN, new Review.Ending(now, caller.id(), words)));
            ReviewTrail.tell(records, caller.actor(), now, ended, "withdrawn", ended.to());
            return ended;
        });
    }

    private static Review onTheList(Records records, Caller caller, ReviewId id, @Nullable String version) {
        Review review = read(records, caller, id, version);
        requireOpen(review);
        if (!review.isFor(caller.id()) && !caller.is(Role.ADMINISTRATOR)) {
            throw new ProblemException(
                    Kind.NOT_ALLOWED, "It is not on your list. Nothing was changed. Ask whose list it is on.");
        }
        return review;
    }

    private static Review read(Records records, Caller caller, ReviewId id, @Nullable String version) {
        Review review = records.reviews()
                .find(id)
                .filter(each -> records.patients()
                        .find(each.patient())
                        .map(caller::maySee)
                        .orElse(true))
                .orElseThrow(() -> ProblemException.notFound("review"));
        Versions.check(version, review.version());
        return review;
    }

    private static void requireOpen(Review review) {
        if (review.state() != Review.State.OPEN) {
            throw new ConflictException("This review has ended already.");
        }
    }

    /** Notes that somebody opened a document, where it waits for review. */
    public void opened(Caller caller, DocumentId id) {
        boolean waits = store.read(
                records -> records.reviews().of(id).stream().anyMatch(each -> each.state() == Review.State.OPEN));
        if (!waits) {
            return;
        }
        Instant now = clock.instant();
        store.write(records -> records.reviews().of(id).stream()
                .filter(each -> each.state() == Review.State.OPEN)
                .filter(each -> records.reviews().looked(each.id(), caller.id(), now))
                .count());
    }

    /** The patient whose chart a review is about, as far as the caller may know. */
    static boolean maySee(Records records, Caller caller, Review review) {
        Optional<Patient> patient = records.patients().find(review.patient());
        return patient.map(caller::maySee).orElse(true);
    }

    private static String words(String what, Optional<String> said) {
        String words = said.map(String::strip).orElse("");
        if (words.length() > 1_000) {
            throw ProblemException.badRequest(
                    what + " has 1,000 characters at most. Nothing was changed. Say it in fewer words.");
        }
        return words;
    }
}
