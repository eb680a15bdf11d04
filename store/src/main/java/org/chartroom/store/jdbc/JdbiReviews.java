package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Review;
import org.chartroom.models.record.ReviewId;
import org.chartroom.models.record.ReviewLook;
import org.chartroom.models.record.ReviewRules;
import org.chartroom.models.record.Reviews;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

final class JdbiReviews implements Reviews {
    private static final Duration ONE_LOOK = Duration.ofMinutes(1);
    private static final String SELECT =
            "SELECT r.ordinal, r.id, r.document, r.patient, r.clinician, r.routed_by, r.by_rule, r.routed_at, r.priority,"
                    + " r.due_at, r.note, r.forwarded_from, r.flag, r.escalated_at, r.escalated_to, r.escalated_why,"
                    + " r.state, r.ended_at, r.ended_by, r.ended_words, r.version FROM review r ";

    /** 0 for what comes first: overdue or escalated. */
    private static final String RANK = "(CASE WHEN r.due_at <= :now OR r.escalated_at IS NOT NULL THEN 0 ELSE 1 END)";

    private static final String ON_THE_LIST = " AND (:user = '' OR r.clinician = :user OR r.escalated_to = :user)";
    private static final RowMapper<Review> ROW = (row, context) -> new Review(
            new ReviewId(text(row, "id")),
            new DocumentId(text(row, "document")),
            new PatientId(text(row, "patient")),
            new UserId(text(row, "clinician")),
            new UserId(text(row, "routed_by")),
            row.getInt("by_rule") != 0,
            Columns.instant(row, "routed_at"),
            name(row, "priority", Priority.class),
            Columns.instant(row, "due_at"),
            text(row, "note"),
            maybe(row, "forwarded_from", ReviewId::new),
            text(row, "flag"),
            escalation(row),
            name(row, "state", Review.State.class),
            ending(row),
            row.getInt("version"));

    private final Session session;
    private final JdbiDocuments documents;

    JdbiReviews(Session session, JdbiDocuments documents) {
        this.session = session;
        this.documents = documents;
    }

    private static Optional<Review.Escalation> escalation(ResultSet row) throws SQLException {
        Optional<Instant> at = Columns.maybeInstant(row, "escalated_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Review.Escalation(
                        at.get(), new UserId(text(row, "escalated_to")), text(row, "escalated_why")));
    }

    private static Optional<Review.Ending> ending(ResultSet row) throws SQLException {
        Optional<Instant> at = Columns.maybeInstant(row, "ended_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Review.Ending(at.get(), new UserId(text(row, "ended_by")), text(row, "ended_words")));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Review review) {
        return statement
                .bind("id", review.id().value())
                .bind("document", review.document().value())
                .bind("patient", review.patient().value())
                .bind("flag", review.flag())
                .bind("escalatedAt", Columns.micros(review.escalation().map(Review.Escalation::at)))
                .bind(
                        "escalatedTo",
                        value(review.escalation(), each -> each.to().value()))
                .bind("escalatedWhy", value(review.escalation(), Review.Escalation::why))
                .bind("state", review.state().name())
                .bind("endedAt", Columns.micros(review.ending().map(Review.Ending::at)))
                .bind("endedBy", value(review.ending(), each -> each.by().value()))
                .bind("endedWords", value(review.ending(), Review.Ending::words));
    }

    @Override
    public void add(Review review) {
        bind(session.writing().createUpdate("""
                INSERT INTO review (id, document, patient, clinician, routed_by, by_rule, routed_at, priority, due_at, note,
                  forwarded_from, flag, escalated_at, escalated_to, escalated_why, state, ended_at, ended_by, ended_words,
                  version)
                VALUES (:id, :document, :patient, :clinician, :routedBy, :byRule, :routedAt, :priority, :dueAt, :note,
                  :forwardedFrom, :flag, :escalatedAt, :escalatedTo, :escalatedWhy, :state, :endedAt, :endedBy,
                  :endedWords, 1)
                """), review)
                .bind("clinician", review.to().value())
                .bind("routedBy", review.routedBy().value())
                .bind("byRule", review.byRule() ? 1 : 0)
                .bind("routedAt", Columns.micros(review.routedAt()))
                .bind("priority", review.priority().name())
                .bind("dueAt", Columns.micros(review.due()))
                .bind("note", review.note())
                .bind("forwardedFrom", value(review.forwardedFrom(), ReviewId::value))
                .execute();
        changed(review.document());
    }

    /** Open pages that show the document hear of it. */
    private void changed(DocumentId id) {
        documents.find(id).ifPresent(document -> session.touched(document.id(), document.arrival()));
    }

    @Override
    public Optional<Review> find(ReviewId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE r.id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public Review update(Review changed) {
        int known = bind(session.writing().createUpdate("""
                UPDATE review SET document = :document, patient = :patient, flag = :flag, escalated_at = :escalatedAt,
                  escalated_to = :escalatedTo, escalated_why = :escalatedWhy, state = :state, ended_at = :endedAt,
                  ended_by = :endedBy, ended_words = :endedWords, version = version + 1
                WHERE id = :id AND version = :version
                """), changed)
                .bind("version", changed.version())
                .execute();
        if (known != 1) {
            throw new ConflictException("Somebody else was at this review meanwhile.");
        }
        changed(changed.document());
        return find(changed.id()).orElseThrow();
    }

    @Override
    public List<Review> of(DocumentId document) {
        return session.reading()
                .createQuery(SELECT + "WHERE r.document = :document ORDER BY r.ordinal")
                .bind("document", document.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<Review> openOf(PatientId patient) {
        return session.reading()
                .createQuery(SELECT + "WHERE r.state = 'OPEN' AND r.patient = :patient ORDER BY r.due_at, r.ordinal")
                .bind("patient", patient.value())
                .map(ROW)
                .list();
    }

    /** Where a list of open reviews went on; the moment stays that of its first page, so that the order does. */
    private record Place(long now, int rank, long due, long ordinal) {
        static Place parse(String cursor) {
            String[] parts = cursor.split("\\.", -1);
            try {
                if (parts.length == 4) {
                    return new Place(
                            Long.parseLong(parts[0]),
                            Integer.parseInt(parts[1]),
                            Long.parseLong(parts[2]),
                            Long.parseLong(parts[3]));
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("that is not a cursor this list gave out", e);
            }
            throw new IllegalArgumentException("that is not a cursor this list gave out");
        }

        String format() {
            return now + "." + rank + "." + due + "." + ordinal;
        }
    }

    @Override
    public Slice<Review> waiting(
            Optional<UserId> user, boolean lateOnly, Instant now, Optional<String> cursor, int limit) {
        Place from = cursor.map(Place::parse).orElse(new Place(Columns.micros(now), -1, Long.MIN_VALUE, 0));
        List<Ordered<Review>> rows = session.reading()
                .createQuery(SELECT + "WHERE r.state = 'OPEN'" + ON_THE_LIST
                        + (lateOnly ? " AND " + RANK + " = 0" : "")
                        + " AND (" + RANK + ", r.due_at, r.ordinal) > (:rank, :due, :ordinal)"
                        + " ORDER BY " + RANK + ", r.due_at, r.ordinal LIMIT :limit")
                .bind("user", user.map(UserId::value).orElse(""))
                .bind("now", from.now())
                .bind("rank", from.rank())
                .bind("due", from.due())
                .bind("ordinal", from.ordinal())
                .bind("limit", limit + 1L)
                .map(Ordered.of(ROW))
                .list();
        List<Review> items = rows.stream().limit(limit).map(Ordered::item).toList();
        if (rows.size() <= limit || limit <= 0) {
            return new Slice<>(items, Optional.empty());
        }
        Ordered<Review> last = rows.get(limit - 1);
        Review review = last.item();
        long due = Columns.micros(review.due());
        int rank = due <= from.now() || review.escalation().isPresent() ? 0 : 1;
        return new Slice<>(items, Optional.of(new Place(from.now(), rank, due, last.ordinal()).format()));
    }

    @Override
    public Slice<Review> ended(Optional<UserId> user, Set<Review.State> how, Optional<String> cursor, int limit) {
        // Names of an enum: nothing foreign gets into the text.
        String states = how.stream().map(each -> "'" + each.name() + "'").collect(Collectors.joining(", "));
        Query query = session.reading()
                .createQuery(SELECT + "WHERE r.state <> 'OPEN' AND r.state IN (" + states + ")"
                        + " AND (:user = '' OR r.clinician = :user OR r.escalated_to = :user OR r.ended_by = :user)"
                        + " AND (r.ended_at, r.ordinal) < (:at, :ordinal)"
                        + " ORDER BY r.ended_at DESC, r.ordinal DESC LIMIT :limit")
                .bind("user", user.map(UserId::value).orElse(""))
                .bind("limit", limit + 1L);
        Place from = cursor.map(Place::parse).orElse(new Place(0, 0, Long.MAX_VALUE, Long.MAX_VALUE));
        List<Ordered<Review>> rows = query.bind("at", from.due())
                .bind("ordinal", from.ordinal())
                .map(Ordered.of(ROW))
                .list();
        List<Review> items = rows.stream().limit(limit).map(Ordered::item).toList();
        if (rows.size() <= limit || limit <= 0) {
            return new Slice<>(items, Optional.empty());
        }
        Ordered<Review> last = rows.get(limit - 1);
        long at = Columns.micros(last.item().ending().orElseThrow().at());
        return new Slice<>(items, Optional.of(new Place(0, 0, at, last.ordinal()).format()));
    }

    @Override
    public Count count(UserId user, Instant now) {
        return session.reading()
                .createQuery("SELECT count(*) AS open, coalesce(sum(1 - " + RANK + "), 0) AS late FROM review r"
                        + " WHERE r.state = 'OPEN'" + ON_THE_LIST)
                .bind("user", user.value())
                .bind("now", Columns.micros(now))
                .map((row, context) -> new Count(row.getInt("open"), row.getInt("late")))
                .one();
    }

    @Override
    public List<Review> astray(int limit) {
        return session.reading()
                .createQuery(SELECT + "JOIN document d ON d.id = r.document WHERE r.state = 'OPEN'"
                        + " AND (d.stage IN ('ENTERED_IN_ERROR', 'DESTROYED', 'MERGED', 'MISDIRECTED')"
                        + " OR (d.patient IS NULL AND r.flag = '')"
                        + " OR (d.patient IS NOT NULL AND d.patient <> r.patient))"
                        + " ORDER BY r.ordinal LIMIT :limit")
                .bind("limit", limit)
                .map(ROW)
                .list();
    }

    @Override
    public boolean looked(ReviewId id, UserId user, Instant at) {
        return session.writing()
                        .createUpdate("INSERT INTO review_look (review, at, user) SELECT :review, :at, :user"
                                + " WHERE NOT EXISTS (SELECT 1 FROM review_look WHERE review = :review AND user = :user"
                                + " AND at > :before)")
                        .bind("review", id.value())
                        .bind("user", user.value())
                        .bind("at", Columns.micros(at))
                        .bind("before", Columns.micros(at.minus(ONE_LOOK)))
                        .execute()
                == 1;
    }

    @Override
    public List<ReviewLook> looks(ReviewId id) {
        return session.reading()
                .createQuery("SELECT user, at FROM review_look WHERE review = :review ORDER BY at, user")
                .bind("review", id.value())
                .map((row, context) -> new ReviewLook(new UserId(text(row, "user")), Columns.instant(row, "at")))
                .list();
    }

    @Override
    public ReviewRules rules() {
        return session.reading()
                .createQuery("SELECT version, rules FROM review_rules")
                .map((row, context) -> RulesColumn.read(text(row, "rules"), row.getInt("version")))
                .findOne()
                .orElse(ReviewRules.SHIPPED);
    }

    @Override
    public ReviewRules decide(ReviewRules changed) {
        if (rules().version() != changed.version()) {
            throw new ConflictException("Somebody else changed the rules meanwhile.");
        }
        session.writing()
                .createUpdate("INSERT INTO review_rules (one, version, rules) VALUES (1, :version, :rules)"
                        + " ON CONFLICT (one) DO UPDATE SET version = excluded.version, rules = excluded.rules")
                .bind("version", changed.version() + 1)
                .bind("rules", RulesColumn.write(changed))
                .execute();
        return rules();
    }
}
