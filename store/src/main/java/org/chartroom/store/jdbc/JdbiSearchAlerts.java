package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.SavedSearchId;
import org.chartroom.models.record.SearchAlert;
import org.chartroom.models.record.SearchAlerts;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

final class JdbiSearchAlerts implements SearchAlerts {
    private static final RowMapper<SearchAlert> ALERT = (row, context) -> new SearchAlert(
            new SavedSearchId(text(row, "search")), new UserId(text(row, "person")), Columns.instant(row, "since"));
    private static final RowMapper<SearchAlert.Match> MATCH = (row, context) -> new SearchAlert.Match(
            row.getLong("sequence"),
            new DocumentId(text(row, "document")),
            Columns.instant(row, "matched_at"),
            Columns.maybeInstant(row, "seen_at").isPresent());
    private static final String THIS = "(SELECT number FROM search_alert WHERE search = :search AND person = :person)";
    /** What began to match and can be found now. */
    private static final String FINDABLE = " FROM search_match m JOIN document d ON d.id = m.document WHERE m.alert = "
            + THIS + " AND m.sequence IS NOT NULL AND d.stage IN ('READ', 'NEEDS_PERSON', 'FILED')";

    private final Session session;

    JdbiSearchAlerts(Session session) {
        this.session = session;
    }

    @Override
    public void set(SearchAlert alert, Collection<DocumentId> known) {
        end(alert.search(), alert.person());
        of(
                        session.writing()
                                .createUpdate("INSERT INTO search_alert (search, person, since)"
                                        + " VALUES (:search, :person, :since)"),
                        alert.search(),
                        alert.person())
                .bind("since", Columns.micros(alert.since()))
                .execute();
        of(
                        session.writing()
                                .createUpdate("INSERT INTO search_match (alert, document) SELECT " + THIS
                                        + ", value FROM json_each(:known) WHERE true ON CONFLICT DO NOTHING"),
                        alert.search(),
                        alert.person())
                .bind("known", json(known))
                .execute();
    }

    @Override
    public void end(SavedSearchId search, UserId person) {
        of(
                        session.writing()
                                .createUpdate("DELETE FROM search_alert WHERE search = :search AND person = :person"),
                        search,
                        person)
                .execute();
    }

    @Override
    public List<SearchAlert> all() {
        return session.reading()
                .createQuery("SELECT search, person, since FROM search_alert ORDER BY number")
                .map(ALERT)
                .list();
    }

    @Override
    public List<SearchAlert> of(UserId person) {
        return session.reading()
                .createQuery("SELECT search, person, since FROM search_alert WHERE person = :person ORDER BY number")
                .bind("person", person.value())
                .map(ALERT)
                .list();
    }

    private record Known(SearchAlert alert, DocumentId document) {}

    @Override
    public Map<SearchAlert, Set<DocumentId>> knowing(Collection<DocumentId> documents) {
        Map<SearchAlert, Set<DocumentId>> knowing = new LinkedHashMap<>();
        session.reading()
                .createQuery("SELECT a.search, a.person, a.since, m.document FROM search_match m"
                        + " JOIN search_alert a ON a.number = m.alert"
                        + " WHERE m.document IN (SELECT value FROM json_each(:documents))")
                .bind("documents", json(documents))
                .map((row, context) -> new Known(ALERT.map(row, context), new DocumentId(text(row, "document"))))
                .forEach(known -> knowing.computeIfAbsent(known.alert(), _ -> new LinkedHashSet<>())
                        .add(known.document()));
        return knowing;
    }

    @Override
    public void began(SearchAlert alert, Map<DocumentId, Long> documents, Instant at) {
        if (documents.isEmpty()) {
            return;
        }
        // An alert that was ended meanwhile has no number: nothing is noted for it.
        PreparedBatch batch = session.writing().prepareBatch("""
                INSERT INTO search_match (alert, document, sequence, matched_at)
                SELECT number, :document, :sequence, :at FROM search_alert WHERE search = :search AND person = :person
                ON CONFLICT DO NOTHING
                """);
        documents.forEach((document, sequence) -> of(batch, alert.search(), alert.person())
                .bind("document", document.value())
                .bind("sequence", sequence)
                .bind("at", Columns.micros(at))
                .add());
        batch.execute();
    }

    @Override
    public void ended(SearchAlert alert, Collection<DocumentId> documents) {
        if (documents.isEmpty()) {
            return;
        }
        of(
                        session.writing()
                                .createUpdate("DELETE FROM search_match WHERE alert = " + THIS
                                        + " AND document IN (SELECT value FROM json_each(:documents))"),
                        alert.search(),
                        alert.person())
                .bind("documents", json(documents))
                .execute();
    }

    @Override
    public List<SearchAlert.Match> matches(
            SavedSearchId search, UserId person, boolean unseen, long before, int limit) {
        return of(
                        session.reading()
                                .createQuery(
                                        "SELECT m.sequence, m.document, m.matched_at, m.seen_at" + FINDABLE
                                                + (unseen ? " AND m.seen_at IS NULL" : "")
                                                + " AND m.sequence < :before ORDER BY m.sequence DESC, m.document LIMIT :limit"),
                        search,
                        person)
                .bind("before", before)
                .bind("limit", limit)
                .map(MATCH)
                .list();
    }

    @Override
    public int unseen(SavedSearchId search, UserId person, boolean closedToo, int most) {
        String open = closedToo
                ? ""
                : " AND NOT EXISTS (SELECT 1 FROM patient p WHERE p.id = d.patient AND p.restricted <> 0)";
        return of(
                        session.reading()
                                .createQuery("SELECT count(*) FROM (SELECT 1" + FINDABLE + " AND m.seen_at IS NULL"
                                        + open + " LIMIT :most)"),
                        search,
                        person)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void seenUpTo(SavedSearchId search, UserId person, long sequence, Instant at) {
        of(
                        session.writing()
                                .createUpdate("UPDATE search_match SET seen_at = :at WHERE alert = " + THIS
                                        + " AND sequence <= :sequence AND seen_at IS NULL"),
                        search,
                        person)
                .bind("sequence", sequence)
                .bind("at", Columns.micros(at))
                .execute();
    }

    @Override
    public void seen(SavedSearchId search, UserId person, DocumentId document, boolean seen, Instant at) {
        of(
                        session.writing()
                                .createUpdate("UPDATE search_match SET seen_at = :at WHERE alert = " + THIS
                                        + " AND document = :document AND sequence IS NOT NULL"),
                        search,
                        person)
                .bind("document", document.value())
                .bind("at", seen ? (Object) Columns.micros(at) : null)
                .execute();
    }

    @Override
    public long position() {
        return session.reading()
                .createQuery("SELECT coalesce(max(sequence), 0) FROM search_alert_position")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void moveTo(long position) {
        session.writing()
                .createUpdate("INSERT INTO search_alert_position (one, sequence) VALUES (1, :sequence)"
                        + " ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence")
                .bind("sequence", position)
                .execute();
    }

    private static <S extends SqlStatement<S>> S of(S statement, SavedSearchId search, UserId person) {
        return statement.bind("search", search.value()).bind("person", person.value());
    }

    private static String json(Collection<DocumentId> documents) {
        return JsonColumns.write(documents.stream().map(DocumentId::value).toList());
    }
}
