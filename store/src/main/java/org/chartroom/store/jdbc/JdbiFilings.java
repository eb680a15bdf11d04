package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.FilingFilter;
import org.chartroom.models.record.FilingLine;
import org.chartroom.models.record.FilingProposal;
import org.chartroom.models.record.FilingReason;
import org.chartroom.models.record.FilingStep;
import org.chartroom.models.record.Filings;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.SecondLook;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

final class JdbiFilings implements Filings {
    private enum Kind {
        MISDIRECTED,
        BROUGHT_BACK,
        CALLBACK,
        CALLBACK_DONE,
        MOVED
    }

    /** What waits, with what it is ordered and filtered by; {@code l} is the last line of its log, {@code s} its last second look. */
    private static final String WAITING = "SELECT " + JdbiDocuments.COLUMNS + """
              , a.channel AS channel, a.received_at AS received_at, -d.priority AS urgency, c.user AS owner,
              coalesce(s.outcome, '') AS look,
              CASE WHEN l.kind = 'CALLBACK' THEN 1 ELSE 0 END AS callback,
              CASE WHEN l.kind = 'CALLBACK' AND l.due_at > :now THEN 1 ELSE 0 END AS later
            FROM document d
            JOIN blob b ON b.ref = d.file
            JOIN arrival a ON a.id = d.arrival
            LEFT JOIN claim c ON c.document = d.id AND c.until > :now
            LEFT JOIN filing_log l ON l.number = (SELECT max(n.number) FROM filing_log n WHERE n.document = d.id)
            LEFT JOIN second_look s ON s.number = (SELECT max(n.number) FROM second_look n WHERE n.document = d.id)
            WHERE d.facility = :facility AND d.stage IN ('READ', 'NEEDS_PERSON') AND d.kind <> 'DICTATION'
            """;

    private static final RowMapper<Placed> PLACED_ROW = (row, context) -> new Placed(
            new Place(row.getLong("later"), row.getLong("urgency"), row.getLong("received_at"), row.getLong("ordinal")),
            JdbiDocuments.ROW.map(row, context));

    private static final RowMapper<FilingLine> LINE_ROW = (row, context) -> new FilingLine(
            row.getLong("number"),
            new DocumentId(text(row, "document")),
            Columns.instant(row, "at"),
            new UserId(text(row, "by")),
            step(row));

    private static final RowMapper<SecondLook> LOOK_ROW = (row, context) -> new SecondLook(
            row.getLong("number"),
            new DocumentId(text(row, "document")),
            new PatientId(text(row, "patient")),
            new UserId(text(row, "filer")),
            Columns.instant(row, "filed_at"),
            name(row, "why", SecondLook.Why.class),
            decision(row));

    private final Session session;
    private final JdbiDocuments documents;

    JdbiFilings(Session session, JdbiDocuments documents) {
        this.session = session;
        this.documents = documents;
    }

    /** Where a document stands in the queue. */
    private record Place(long later, long urgency, long receivedAt, long ordinal) {
        static final Place BEFORE_ALL = new Place(-1, 0, 0, 0);

        static Place of(Optional<String> cursor) {
            if (cursor.isEmpty()) {
                return BEFORE_ALL;
            }
            String[] parts = cursor.get().split("_", -1);
            if (parts.length != 4) {
                throw new IllegalArgumentException("that is not a cursor this list gave out");
            }
            return new Place(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
        }

        String cursor() {
            return later + "_" + urgency + "_" + receivedAt + "_" + ordinal;
        }
    }

    private record Placed(Place place, Document document) {}

    @Override
    public Slice<Document> waiting(
            FacilityId facility, FilingFilter filter, Instant now, Optional<String> cursor, int limit) {
        StringBuilder sql = new StringBuilder("SELECT * FROM (")
                .append(WAITING)
                .append(") WHERE (later, urgency, received_at, ordinal) > (:later, :urgency, :received, :ordinal)");
        if (!filter.channels().isEmpty()) {
            sql.append(" AND channel IN (")
                    .append(JdbiDocuments.slots("channel", filter.channels().size()))
                    .append(')');
        }
        switch (filter.owner()) {
            case FilingFilter.Owner.Anyone _ -> {}
            case FilingFilter.Owner.Nobody _ -> sql.append(" AND owner IS NULL");
            case FilingFilter.Owner.Somebody _ -> sql.append(" AND owner = :owner");
        }
        if (!filter.reasons().isEmpty()) {
            sql.append(" AND (")
                    .append(String.join(
                            " OR ",
                            filter.reasons().stream().map(JdbiFilings::where).toList()))
                    .append(')');
        }
        sql.append(" ORDER BY later, urgency, received_at, ordinal LIMIT :limit");
        Place after = Place.of(cursor);
        Query query = session.reading()
                .createQuery(sql.toString())
                .bind("facility", facility.value())
                .bind("now", Columns.micros(now))
                .bind("later", after.later())
                .bind("urgency", after.urgency())
                .bind("received", after.receivedAt())
                .bind("ordinal", after.ordinal())
                .bind("limit", limit + 1L);
        JdbiDocuments.bindSlots(query, "channel", filter.channels().stream().map(Channel::name));
        if (filter.owner() instanceof FilingFilter.Owner.Somebody(UserId user)) {
            query.bind("owner", user.value());
        }
        List<Placed> rows = query.map(PLACED_ROW).list();
        return new Slice<>(
                rows.stream().limit(limit).map(Placed::document).toList(),
                rows.size() > limit ? Optional.of(rows.get(limit - 1).place().cursor()) : Optional.empty());
    }

    private static String where(FilingReason reason) {
        return switch (reason) {
            case TO_FILE -> "stage = 'READ' AND callback = 0";
            case NEEDS_PERSON -> "stage = 'NEEDS_PERSON'";
            case CALLBACK -> "later = 1";
            case CALLBACK_DUE -> "callback = 1 AND later = 0";
            case SENT_BACK -> "look = 'SENT_BACK'";
        };
    }

    @Override
    public int countWaiting(FacilityId facility, Instant now) {
        return session.reading()
                .createQuery("""
                        SELECT count(*) FROM document d
                        LEFT JOIN filing_log l ON l.number = (SELECT max(n.number) FROM filing_log n WHERE n.document = d.id)
                        WHERE d.facility = :facility AND d.stage IN ('READ', 'NEEDS_PERSON') AND d.kind <> 'DICTATION'
                          AND NOT (coalesce(l.kind, '') = 'CALLBACK' AND coalesce(l.due_at, 0) > :now)
                        """)
                .bind("facility", facility.value())
                .bind("now", Columns.micros(now))
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public FilingLine log(DocumentId document, Instant at, UserId by, FilingStep step) {
        Update insert = session.writing()
                .createUpdate("INSERT INTO filing_log (document, at, by, kind, whom, phone, told, fate, due_at,"
                        + " from_patient, to_patient, note) VALUES (:document, :at, :by, :kind, :whom, :phone, :told,"
                        + " :fate, :due, :from, :to, :note)")
                .bind("document", document.value())
                .bind("at", Columns.micros(at))
                .bind("by", by.value())
                .bind("note", step.note());
        bind(insert, step).execute();
        documents.touched(document);
        return last(document).orElseThrow();
    }

    private static Update bind(Update insert, FilingStep step) {
        return switch (step) {
            case FilingStep.Misdirected it ->
                bind(insert, Kind.MISDIRECTED, it.sender(), "", Optional.empty())
                        .bind("told", it.senderTold() ? 1 : 0)
                        .bind("fate", it.fate().name());
            case FilingStep.BroughtBack _ -> bind(insert, Kind.BROUGHT_BACK, "", "", Optional.empty());
            case FilingStep.Callback it -> bind(insert, Kind.CALLBACK, it.whom(), it.number(), Optional.of(it.due()));
            case FilingStep.CallbackDone _ -> bind(insert, Kind.CALLBACK_DONE, "", "", Optional.empty());
            case FilingStep.Moved it ->
                bind(insert, Kind.MOVED, "", "", Optional.empty())
                        .bind("from", it.from().value())
                        .bind("to", it.to().value());
        };
    }

    private static Update bind(Update insert, Kind kind, String whom, String phone, Optional<Instant> due) {
        return insert.bind("kind", kind.name())
                .bind("whom", whom)
                .bind("phone", phone)
                .bind("told", 0)
                .bind("fate", (String) null)
                .bind("due", Columns.micros(due))
                .bind("from", (String) null)
                .bind("to", (String) null);
    }

    private static FilingStep step(ResultSet row) throws SQLException {
        String note = text(row, "note");
        return switch (name(row, "kind", Kind.class)) {
            case MISDIRECTED ->
                new FilingStep.Misdirected(
                        text(row, "whom"), row.getInt("told") == 1, name(row, "fate", FilingStep.Fate.class), note);
            case BROUGHT_BACK -> new FilingStep.BroughtBack(note);
            case CALLBACK ->
                new FilingStep.Callback(text(row, "whom"), text(row, "phone"), Columns.instant(row, "due_at"), note);
            case CALLBACK_DONE -> new FilingStep.CallbackDone(note);
            case MOVED ->
                new FilingStep.Moved(
                        new PatientId(text(row, "from_patient")), new PatientId(text(row, "to_patient")), note);
        };
    }

    @Override
    public List<FilingLine> log(DocumentId document) {
        return session.reading()
                .createQuery("SELECT * FROM filing_log WHERE document = :document ORDER BY number DESC")
                .bind("document", document.value())
                .map(LINE_ROW)
                .list();
    }

    @Override
    public Optional<FilingLine> last(DocumentId document) {
        return session.reading()
                .createQuery("SELECT * FROM filing_log WHERE document = :document ORDER BY number DESC LIMIT 1")
                .bind("document", document.value())
                .map(LINE_ROW)
                .findOne();
    }

    @Override
    public List<FilingLine> moves(PatientId patient, int limit) {
        return session.reading()
                .createQuery("SELECT * FROM filing_log WHERE from_patient = :patient OR to_patient = :patient"
                        + " ORDER BY number DESC LIMIT :limit")
                .bind("patient", patient.value())
                .bind("limit", limit)
                .map(LINE_ROW)
                .list();
    }

    @Override
    public void propose(FilingProposal proposal) {
        int done = session.writing()
                .createUpdate("""
                        INSERT INTO filing_proposal (document, patient, type, reason)
                        VALUES (:document, :patient, :type, :reason) ON CONFLICT (document) DO NOTHING
                        """)
                .bind("document", proposal.document().value())
                .bind("patient", proposal.patient().map(PatientId::value).orElse(null))
                .bind("type", proposal.type().orElse(null))
                .bind("reason", proposal.reason())
                .execute();
        if (done != 1) {
            throw new ConflictException("where the document is said to belong is kept already");
        }
    }

    @Override
    public Optional<FilingProposal> proposal(DocumentId document) {
        return session.reading()
                .createQuery("SELECT document, patient, type, reason FROM filing_proposal WHERE document = :document")
                .bind("document", document.value())
                .map((row, context) -> new FilingProposal(
                        new DocumentId(text(row, "document")),
                        Optional.ofNullable(row.getString("patient")).map(PatientId::new),
                        Optional.ofNullable(row.getString("type")),
                        text(row, "reason")))
                .findOne();
    }

    @Override
    public SecondLook askSecondLook(
            DocumentId document, PatientId patient, UserId filer, Instant filedAt, SecondLook.Why why) {
        session.writing()
                .createUpdate("INSERT INTO second_look (document, patient, filer, filed_at, why)"
                        + " VALUES (:document, :patient, :filer, :at, :why)")
                .bind("document", document.value())
                .bind("patient", patient.value())
                .bind("filer", filer.value())
                .bind("at", Columns.micros(filedAt))
                .bind("why", why.name())
                .execute();
        return secondLook(document).orElseThrow();
    }

    @Override
    public Optional<SecondLook> secondLook(DocumentId document) {
        return session.reading()
                .createQuery("SELECT * FROM second_look WHERE document = :document ORDER BY number DESC LIMIT 1")
                .bind("document", document.value())
                .map(LOOK_ROW)
                .findOne();
    }

    @Override
    public Slice<SecondLook> openSecondLooks(FacilityId facility, Optional<String> cursor, int limit) {
        List<SecondLook> looks = session.reading()
                .createQuery("SELECT s.* FROM second_look s JOIN document d ON d.id = s.document"
                        + " WHERE s.outcome IS NULL AND d.facility = :facility AND s.number > :after"
                        + " ORDER BY s.number LIMIT :limit")
                .bind("facility", facility.value())
                .bind("after", cursor.map(Long::parseLong).orElse(0L))
                .bind("limit", limit + 1L)
                .map(LOOK_ROW)
                .list();
        List<SecondLook> shown = new ArrayList<>(looks.subList(0, Math.min(limit, looks.size())));
        return new Slice<>(
                shown, looks.size() > limit ? Optional.of("" + shown.getLast().number()) : Optional.empty());
    }

    @Override
    public int countOpenSecondLooks(FacilityId facility) {
        return session.reading()
                .createQuery("SELECT count(*) FROM second_look s JOIN document d ON d.id = s.document"
                        + " WHERE s.outcome IS NULL AND d.facility = :facility")
                .bind("facility", facility.value())
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void decide(long number, SecondLook.Decision decision) {
        int decided = session.writing()
                .createUpdate(
                        "UPDATE second_look SET outcome = :outcome, decided_by = :by, decided_at = :at, note = :note"
                                + " WHERE number = :number AND outcome IS NULL")
                .bind("number", number)
                .bind("outcome", decision.outcome().name())
                .bind("by", decision.by().value())
                .bind("at", Columns.micros(decision.at()))
                .bind("note", decision.note())
                .execute();
        if (decided == 0) {
            throw new ConflictException("Somebody has taken this second look already.");
        }
    }

    private static Optional<SecondLook.Decision> decision(ResultSet row) throws SQLException {
        return row.getString("outcome") == null
                ? Optional.empty()
                : Optional.of(new SecondLook.Decision(
                        name(row, "outcome", SecondLook.Outcome.class),
                        new UserId(text(row, "decided_by")),
                        Columns.instant(row, "decided_at"),
                        text(row, "note")));
    }
}
