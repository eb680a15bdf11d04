package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Original;
import org.chartroom.models.record.OriginalId;
import org.chartroom.models.record.Paper;
import org.chartroom.models.record.Rescan;
import org.chartroom.models.record.RescanId;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiPaper implements Paper {
    private static final String SELECT_RESCAN =
            "SELECT ordinal, id, document, pages, reason, asked_by, asked_at, ended_at,"
                    + " ended_by, answer_arrival, answer_document, ended_words, version FROM rescan ";
    private static final RowMapper<Rescan> RESCAN_ROW = (row, context) -> new Rescan(
            new RescanId(text(row, "id")),
            new DocumentId(text(row, "document")),
            JsonColumns.numbers(text(row, "pages")),
            text(row, "reason"),
            new UserId(text(row, "asked_by")),
            Columns.instant(row, "asked_at"),
            end(row),
            row.getInt("version"));
    private static final String SELECT_ORIGINAL =
            "SELECT ordinal, id, arrival, place, logged_by, logged_at, shredded_at,"
                    + " shredded_by, shredded_words, version FROM original ";
    private static final RowMapper<Original> ORIGINAL_ROW = (row, context) -> new Original(
            new OriginalId(text(row, "id")),
            new ArrivalId(text(row, "arrival")),
            text(row, "place"),
            new UserId(text(row, "logged_by")),
            Columns.instant(row, "logged_at"),
            shredded(row),
            row.getInt("version"));

    private final Session session;
    private final JdbiDocuments documents;

    JdbiPaper(Session session, JdbiDocuments documents) {
        this.session = session;
        this.documents = documents;
    }

    private static Optional<Rescan.End> end(ResultSet row) throws SQLException {
        Optional<Instant> at = Columns.maybeInstant(row, "ended_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rescan.End(
                        at.get(),
                        new UserId(text(row, "ended_by")),
                        maybe(row, "answer_arrival", ArrivalId::new),
                        maybe(row, "answer_document", DocumentId::new),
                        text(row, "ended_words")));
    }

    private static Optional<Original.Shredded> shredded(ResultSet row) throws SQLException {
        Optional<Instant> at = Columns.maybeInstant(row, "shredded_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Original.Shredded(
                        at.get(), new UserId(text(row, "shredded_by")), text(row, "shredded_words")));
    }

    @Override
    public void add(Rescan rescan) {
        session.writing()
                .createUpdate("INSERT INTO rescan (id, document, pages, reason, asked_by, asked_at, version)"
                        + " VALUES (:id, :document, :pages, :reason, :askedBy, :askedAt, 1)")
                .bind("id", rescan.id().value())
                .bind("document", rescan.document().value())
                .bind("pages", JsonColumns.write(rescan.pages()))
                .bind("reason", rescan.reason())
                .bind("askedBy", rescan.askedBy().value())
                .bind("askedAt", Columns.micros(rescan.askedAt()))
                .execute();
        changed(rescan.document());
    }

    /** Open pages that show the document hear of it. */
    private void changed(DocumentId id) {
        documents.find(id).ifPresent(document -> session.touched(document.id(), document.arrival()));
    }

    @Override
    public Optional<Rescan> rescan(RescanId id) {
        return session.reading()
                .createQuery(SELECT_RESCAN + "WHERE id = :id")
                .bind("id", id.value())
                .map(RESCAN_ROW)
                .findOne();
    }

    @Override
    public Rescan update(Rescan changed) {
        int known = session.writing()
                .createUpdate("UPDATE rescan SET ended_at = :endedAt, ended_by = :endedBy, answer_arrival = :arrival,"
                        + " answer_document = :document, ended_words = :words, version = version + 1"
                        + " WHERE id = :id AND version = :version")
                .bind("id", changed.id().value())
                .bind("version", changed.version())
                .bind("endedAt", Columns.micros(changed.end().map(Rescan.End::at)))
                .bind("endedBy", value(changed.end(), each -> each.by().value()))
                .bind("arrival", value(changed.end().flatMap(Rescan.End::arrival), ArrivalId::value))
                .bind("document", value(changed.end().flatMap(Rescan.End::document), DocumentId::value))
                .bind("words", value(changed.end(), Rescan.End::words))
                .execute();
        if (known != 1) {
            throw new ConflictException("Somebody else was at this rescan meanwhile.");
        }
        changed(changed.document());
        return rescan(changed.id()).orElseThrow();
    }

    @Override
    public Slice<Rescan> rescans(boolean ended, Optional<String> cursor, int limit) {
        String sql = ended
                ? "WHERE ended_at IS NOT NULL AND ordinal < :from ORDER BY ordinal DESC LIMIT :limit"
                : "WHERE ended_at IS NULL AND ordinal > :from ORDER BY ordinal LIMIT :limit";
        return Ordered.slice(
                session.reading()
                        .createQuery(SELECT_RESCAN + sql)
                        .bind("from", from(ended, cursor))
                        .bind("limit", limit + 1L)
                        .map(Ordered.of(RESCAN_ROW))
                        .list(),
                limit);
    }

    private static long from(boolean backwards, Optional<String> cursor) {
        return backwards || cursor.isPresent() ? Columns.ordinalBefore(cursor) : 0;
    }

    @Override
    public List<Rescan> rescansOf(DocumentId document) {
        return session.reading()
                .createQuery(SELECT_RESCAN + "WHERE document = :document ORDER BY ordinal")
                .bind("document", document.value())
                .map(RESCAN_ROW)
                .list();
    }

    @Override
    public int openRescans() {
        return session.reading()
                .createQuery("SELECT count(*) FROM rescan WHERE ended_at IS NULL")
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void add(Original original) {
        boolean there = originalsOf(original.arrival()).stream()
                .anyMatch(each -> each.shredded().isEmpty());
        if (there) {
            throw new ConflictException("The paper of this arrival is logged already.");
        }
        session.writing()
                .createUpdate("INSERT INTO original (id, arrival, place, logged_by, logged_at, version)"
                        + " VALUES (:id, :arrival, :place, :loggedBy, :loggedAt, 1)")
                .bind("id", original.id().value())
                .bind("arrival", original.arrival().value())
                .bind("place", original.place())
                .bind("loggedBy", original.loggedBy().value())
                .bind("loggedAt", Columns.micros(original.loggedAt()))
                .execute();
        session.touched(original.arrival());
    }

    @Override
    public Optional<Original> original(OriginalId id) {
        return session.reading()
                .createQuery(SELECT_ORIGINAL + "WHERE id = :id")
                .bind("id", id.value())
                .map(ORIGINAL_ROW)
                .findOne();
    }

    @Override
    public List<Original> originalsOf(ArrivalId arrival) {
        return session.reading()
                .createQuery(SELECT_ORIGINAL + "WHERE arrival = :arrival ORDER BY ordinal")
                .bind("arrival", arrival.value())
                .map(ORIGINAL_ROW)
                .list();
    }

    @Override
    public Original update(Original changed) {
        int known = session.writing()
                .createUpdate("UPDATE original SET place = :place, shredded_at = :at, shredded_by = :by,"
                        + " shredded_words = :words, version = version + 1 WHERE id = :id AND version = :version")
                .bind("id", changed.id().value())
                .bind("version", changed.version())
                .bind("place", changed.place())
                .bind("at", Columns.micros(changed.shredded().map(Original.Shredded::at)))
                .bind("by", value(changed.shredded(), each -> each.by().value()))
                .bind("words", value(changed.shredded(), Original.Shredded::words))
                .execute();
        if (known != 1) {
            throw new ConflictException("Somebody else was at this original meanwhile.");
        }
        session.touched(changed.arrival());
        return original(changed.id()).orElseThrow();
    }

    @Override
    public Slice<Original> originals(boolean gone, Optional<String> cursor, int limit) {
        String sql = gone
                ? "WHERE shredded_at IS NOT NULL AND ordinal < :from ORDER BY ordinal DESC LIMIT :limit"
                : "WHERE shredded_at IS NULL AND ordinal > :from ORDER BY ordinal LIMIT :limit";
        return Ordered.slice(
                session.reading()
                        .createQuery(SELECT_ORIGINAL + sql)
                        .bind("from", from(gone, cursor))
                        .bind("limit", limit + 1L)
                        .map(Ordered.of(ORIGINAL_ROW))
                        .list(),
                limit);
    }
}
