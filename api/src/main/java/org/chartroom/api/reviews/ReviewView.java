package org.chartroom.api.reviews;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.documents.DocumentSummary;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Review;
import org.chartroom.models.record.ReviewId;
import org.chartroom.models.record.ReviewLook;
import org.chartroom.models.record.UserId;

/**
 * A review as the API shows it.
 *
 * @param overdue whether it is open past its time
 * @param flag what has become of the document since it was routed, in words; empty when nothing has
 * @param chain from whom it came, the first first; empty when it was not handed on
 * @param seen who opened the document while it waited, the first first
 */
public record ReviewView(
        ReviewId id,
        DocumentSummary document,
        Person to,
        Person routedBy,
        boolean byRule,
        Instant routedAt,
        Priority priority,
        Instant due,
        boolean overdue,
        String note,
        Review.State state,
        String flag,
        Optional<Escalated> escalated,
        Optional<Ended> ended,
        List<Handed> chain,
        List<Seen> seen,
        int version) {
    /** Somebody, as people know them. */
    public record Person(UserId id, String displayName) {}

    /** On whose list it is besides, since when and why. */
    public record Escalated(Instant at, Person to, String why) {}

    /** How it ended. */
    public record Ended(Instant at, Person by, String words) {}

    /** One step of the way it was handed on. */
    public record Handed(ReviewId review, Person from, Person to, Instant at, String note) {}

    /** When somebody opened it, every time, the first first. */
    public record Seen(Person who, Instant first, Instant last, List<Instant> times) {}

    private static final int LONGEST_CHAIN = 50;

    static ReviewView of(Records records, Document document, Review review, Instant now) {
        Colleagues colleagues = new Colleagues(records);
        return new ReviewView(
                review.id(),
                DocumentSummary.of(records, document),
                person(colleagues, review.to()),
                person(colleagues, review.routedBy()),
                review.byRule(),
                review.routedAt(),
                review.priority(),
                review.due(),
                review.overdue(now),
                review.note(),
                review.state(),
                review.flag(),
                review.escalation().map(each -> new Escalated(each.at(), person(colleagues, each.to()), each.why())),
                review.ending().map(each -> new Ended(each.at(), person(colleagues, each.by()), each.words())),
                chain(records, colleagues, review),
                seen(colleagues, records.reviews().looks(review.id())),
                review.version());
    }

    private static Person person(Colleagues colleagues, UserId id) {
        return new Person(id, colleagues.name(id));
    }

    private static List<Handed> chain(Records records, Colleagues colleagues, Review last) {
        List<Handed> chain = new ArrayList<>();
        Review to = last;
        while (chain.size() < LONGEST_CHAIN) {
            Optional<Review> from =
                    to.forwardedFrom().flatMap(id -> records.reviews().find(id));
            if (from.isEmpty()) {
                break;
            }
            chain.addFirst(new Handed(
                    from.get().id(),
                    person(colleagues, from.get().to()),
                    person(colleagues, to.to()),
                    to.routedAt(),
                    to.note()));
            to = from.get();
        }
        return List.copyOf(chain);
    }

    private static List<Seen> seen(Colleagues colleagues, List<ReviewLook> looks) {
        Map<UserId, List<Instant>> times = new LinkedHashMap<>();
        looks.forEach(look ->
                times.computeIfAbsent(look.user(), _ -> new ArrayList<>()).add(look.at()));
        return times.entrySet().stream()
                .map(each -> new Seen(
                        person(colleagues, each.getKey()),
                        each.getValue().getFirst(),
                        each.getValue().getLast(),
                        List.copyOf(each.getValue())))
                .toList();
    }
}
