package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Arrivals;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.Reconciliation;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.PageProblem;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

final class JdbiArrivals implements Arrivals {
    private static final String SELECT = """
            SELECT a.ordinal, a.id, a.facility, a.channel, a.kind, a.name, a.sender, a.received_at, a.received_by,
              a.duplicate_of, b.ref, b.sha256, b.bytes, b.media_type
            FROM arrival a JOIN blob b ON b.ref = a.original
            """;
    private static final RowMapper<Arrival> ROW = (row, context) -> new Arrival(
            new ArrivalId(text(row, "id")),
            new FacilityId(text(row, "facility")),
            name(row, "channel", Channel.class),
            name(row, "kind", ArrivalKind.class),
            text(row, "name"),
            text(row, "sender"),
            JdbiBlobs.blob(row, ""),
            Columns.instant(row, "received_at"),
            new UserId(text(row, "received_by")),
            maybe(row, "duplicate_of", ArrivalId::new));
    private static final RowMapper<LedgerEntry> LEDGER_ROW = (row, context) -> new LedgerEntry(
            new ArrivalId(text(row, "arrival")),
            new DocumentId(text(row, "source")),
            row.getInt("source_page"),
            disposition(row));

    private final Session session;
    private final JdbiBlobs blobs;

    JdbiArrivals(Session session, JdbiBlobs blobs) {
        this.session = session;
        this.blobs = blobs;
    }

    @Override
    public void add(Arrival arrival) {
        blobs.name(arrival.original());
        session.writing()
                .createUpdate("""
                        INSERT INTO arrival (id, facility, channel, kind, name, sender, original, sha256, received_at,
                          received_by, duplicate_of)
                        VALUES (:id, :facility, :channel, :kind, :name, :sender, :original, :sha256, :receivedAt,
                          :receivedBy, :duplicateOf)
                        """)
                .bind("id", arrival.id().value())
                .bind("facility", arrival.facility().value())
                .bind("channel", arrival.channel().name())
                .bind("kind", arrival.kind().name())
                .bind("name", arrival.name())
                .bind("sender", arrival.sender())
                .bind("original", arrival.original().ref().value())
                .bind("sha256", arrival.original().sha256())
                .bind("receivedAt", Columns.micros(arrival.receivedAt()))
                .bind("receivedBy", arrival.receivedBy().value())
                .bind("duplicateOf", value(arrival.duplicateOf(), ArrivalId::value))
                .execute();
        session.touched(arrival.id());
    }

    @Override
    public Optional<Arrival> find(ArrivalId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE a.id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public Optional<ArrivalId> firstWithBytes(FacilityId facility, String sha256) {
        return session.reading()
                .createQuery("SELECT id FROM arrival WHERE facility = :facility AND sha256 = :sha256"
                        + " ORDER BY ordinal LIMIT 1")
                .bind("facility", facility.value())
                .bind("sha256", sha256)
                .map((row, context) -> new ArrivalId(text(row, "id")))
                .findOne();
    }

    @Override
    public Slice<Arrival> latest(FacilityId facility, Optional<String> cursor, int limit) {
        List<Ordered<Arrival>> rows = session.reading()
                .createQuery(SELECT + "WHERE a.facility = :facility AND a.ordinal < :before"
                        + " ORDER BY a.ordinal DESC LIMIT :limit")
                .bind("facility", facility.value())
                .bind("before", Columns.ordinalBefore(cursor))
                .bind("limit", limit + 1L)
                .map(Ordered.of(ROW))
                .list();
        return Ordered.slice(rows, limit);
    }

    @Override
    public Slice<Arrival> received(
            FacilityId facility,
            Instant from,
            Instant to,
            Optional<Channel> channel,
            Optional<String> cursor,
            int limit) {
        Query query = session.reading()
                .createQuery(SELECT + "WHERE a.facility = :facility AND a.received_at >= :from AND a.received_at < :to"
                        + (channel.isPresent() ? " AND a.channel = :channel" : "")
                        + " AND a.ordinal < :before ORDER BY a.ordinal DESC LIMIT :limit")
                .bind("facility", facility.value())
                .bind("from", Columns.micros(from))
                .bind("to", Columns.micros(to))
                .bind("before", Columns.ordinalBefore(cursor))
                .bind("limit", limit + 1L);
        channel.ifPresent(each -> query.bind("channel", each.name()));
        return Ordered.slice(query.map(Ordered.of(ROW)).list(), limit);
    }

    @Override
    public List<LedgerEntry> ledger(ArrivalId id) {
        return session.reading()
                .createQuery("""
                        SELECT l.arrival, l.source, l.source_page, l.disposition, l.document, l.page, l.value, l.problem,
                          l.detail
                        FROM ledger l JOIN document d ON d.id = l.source
                        WHERE l.arrival = :arrival ORDER BY d.ordinal, l.source_page
                        """)
                .bind("arrival", id.value())
                .map(LEDGER_ROW)
                .list();
    }

    @Override
    public void setLedger(ArrivalId id, DocumentId source, int inputPages, List<LedgerEntry> entries) {
        requireEachPageOnce(id, source, inputPages, entries);
        int known = session.writing()
                .createUpdate("UPDATE document SET input_pages = :inputPages WHERE id = :id AND arrival = :arrival")
                .bind("inputPages", inputPages)
                .bind("id", source.value())
                .bind("arrival", id.value())
                .execute();
        if (known != 1) {
            throw new IllegalArgumentException("document " + source + " is not of arrival " + id);
        }
        session.writing()
                .createUpdate("DELETE FROM ledger WHERE source = :source")
                .bind("source", source.value())
                .execute();
        for (LedgerEntry entry : entries) {
            insert(entry);
        }
        session.touched(id);
    }

    @Override
    public void amendLedger(List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            int there = session.writing()
                    .createUpdate("DELETE FROM ledger WHERE source = :source AND source_page = :sourcePage"
                            + " AND arrival = :arrival")
                    .bind("source", entry.source().value())
                    .bind("sourcePage", entry.sourcePage())
                    .bind("arrival", entry.arrival().value())
                    .execute();
            if (there != 1) {
                throw new IllegalArgumentException("the ledger of " + entry.arrival() + " has no line for page "
                        + entry.sourcePage() + " of " + entry.source());
            }
            insert(entry);
            session.touched(entry.arrival());
        }
    }

    private static void requireEachPageOnce(
            ArrivalId id, DocumentId source, int inputPages, List<LedgerEntry> entries) {
        BitSet named = new BitSet();
        for (LedgerEntry entry : entries) {
            if (!entry.arrival().equals(id) || !entry.source().equals(source)) {
                throw new IllegalArgumentException("a ledger line of another file: page " + entry.sourcePage() + " of "
                        + entry.source() + " in the ledger of " + source);
            }
            if (entry.sourcePage() < 1 || entry.sourcePage() > inputPages || named.get(entry.sourcePage())) {
                throw new IllegalArgumentException("the ledger of " + source + " names page " + entry.sourcePage()
                        + " twice or beyond its " + inputPages + " input pages");
            }
            named.set(entry.sourcePage());
        }
        if (named.cardinality() != inputPages) {
            throw new IllegalArgumentException("the ledger of " + source + " says nothing of page "
                    + named.nextClearBit(1) + " of its " + inputPages + " input pages");
        }
    }

    private void insert(LedgerEntry entry) {
        var insert = session.writing()
                .createUpdate("""
                        INSERT INTO ledger (source, source_page, arrival, disposition, document, page, value, problem,
                          detail)
                        VALUES (:source, :sourcePage, :arrival, :disposition, :document, :page, :value, :problem,
                          :detail)
                        """)
                .bind("source", entry.source().value())
                .bind("sourcePage", entry.sourcePage())
                .bind("arrival", entry.arrival().value())
                .bindNull("document", java.sql.Types.VARCHAR)
                .bindNull("page", java.sql.Types.INTEGER)
                .bindNull("value", java.sql.Types.VARCHAR)
                .bindNull("problem", java.sql.Types.VARCHAR)
                .bindNull("detail", java.sql.Types.VARCHAR);
        switch (entry.disposition()) {
            case PageDisposition.InDocument in ->
                insert.bind("disposition", Disposition.DOCUMENT.name())
                        .bind("document", in.document().value())
                        .bind("page", in.page());
            case PageDisposition.Separator separator ->
                insert.bind("disposition", Disposition.SEPARATOR.name()).bind("value", separator.value());
            case PageDisposition.Blank blank ->
                insert.bind("disposition", Disposition.BLANK.name()).bind("detail", blank.detail());
            case PageDisposition.Rejected rejected ->
                insert.bind("disposition", Disposition.REJECTED.name())
                        .bind("problem", rejected.problem().code())
                        .bind("detail", rejected.detail());
        }
        insert.execute();
    }

    private static PageDisposition disposition(ResultSet row) throws SQLException {
        return switch (name(row, "disposition", Disposition.class)) {
            case DOCUMENT -> new PageDisposition.InDocument(new DocumentId(text(row, "document")), row.getInt("page"));
            case SEPARATOR -> new PageDisposition.Separator(text(row, "value"));
            case BLANK ->
                new PageDisposition.Blank(maybe(row, "detail", detail -> detail).orElse(""));
            case REJECTED ->
                new PageDisposition.Rejected(PageProblem.ofCode(text(row, "problem")), text(row, "detail"));
        };
    }

    @Override
    public Optional<String> idempotent(String scope, String key) {
        return session.reading()
                .createQuery("SELECT result FROM idempotency_key WHERE scope = :scope AND idem_key = :key")
                .bind("scope", scope)
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public void rememberIdempotent(String scope, String key, String result, Instant at) {
        int kept = session.writing()
                .createUpdate("INSERT INTO idempotency_key (scope, idem_key, result, at)"
                        + " VALUES (:scope, :key, :result, :at) ON CONFLICT (scope, idem_key) DO NOTHING")
                .bind("scope", scope)
                .bind("key", key)
                .bind("result", result)
                .bind("at", Columns.micros(at))
                .execute();
        if (kept != 1) {
            throw new ConflictException("this was asked for before with the same key; the first answer stands");
        }
    }

    @Override
    public List<Reconciliation> reconcile(FacilityId facility, ZoneId zone, int days) {
        LocalDate first = LocalDate.ofInstant(session.clock().instant(), zone).minusDays(days - 1L);
        long from = Columns.micros(first.atStartOfDay(zone).toInstant());
        DayTotals totals = new DayTotals(zone);
        session.reading()
                .createQuery("""
                        SELECT a.channel, a.received_at,
                          coalesce(sum(d.input_pages), 0) AS received,
                          coalesce(sum(CASE WHEN d.input_pages IS NULL THEN 1 ELSE 0 END), 0) AS pending
                        FROM arrival a
                        LEFT JOIN document d ON d.arrival = a.id AND d.split_from IS NULL
                        WHERE a.facility = :facility AND a.received_at >= :from
                        GROUP BY a.id, a.channel, a.received_at
                        """)
                .bind("facility", facility.value())
                .bind("from", from)
                .map((row, context) -> totals.arrival(
                        Columns.instant(row, "received_at"),
                        name(row, "channel", Channel.class),
                        row.getInt("received"),
                        row.getInt("pending")))
                .list();
        session.reading()
                .createQuery("""
                        SELECT a.channel, a.received_at, l.disposition, count(*) AS pages
                        FROM arrival a JOIN ledger l ON l.arrival = a.id
                        WHERE a.facility = :facility AND a.received_at >= :from
                        GROUP BY a.id, a.channel, a.received_at, l.disposition
                        """)
                .bind("facility", facility.value())
                .bind("from", from)
                .map((row, context) -> totals.pages(
                        Columns.instant(row, "received_at"),
                        name(row, "channel", Channel.class),
                        name(row, "disposition", Disposition.class),
                        row.getInt("pages")))
                .list();
        return totals.lines();
    }
}
