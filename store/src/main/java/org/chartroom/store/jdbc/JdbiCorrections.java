package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Correction;
import org.chartroom.models.record.Corrections;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiCorrections implements Corrections {
    private static final String SELECT = """
        SELECT c.number, c.author, c.spoken, c.written, c.state, c.decided_at,
          (SELECT count(*) FROM correction_seen s WHERE s.correction = c.number AND s.kept = 0) AS replaced,
          (SELECT count(*) FROM correction_seen s WHERE s.correction = c.number AND s.kept = 1) AS kept
        FROM correction c
        """;
    private static final RowMapper<Correction> ROW = (row, context) -> new Correction(
            row.getLong("number"),
            new UserId(text(row, "author")),
            text(row, "spoken"),
            text(row, "written"),
            name(row, "state", Correction.State.class),
            row.getInt("replaced"),
            row.getInt("kept"),
            Columns.maybeInstant(row, "decided_at"));

    private final Session session;

    JdbiCorrections(Session session) {
        this.session = session;
    }

    @Override
    public List<Correction> of(UserId author) {
        return session.reading()
                .createQuery(SELECT + "WHERE c.author = :author ORDER BY replaced DESC, c.spoken, c.number")
                .bind("author", author.value())
                .map(ROW)
                .list();
    }

    @Override
    public Optional<Correction> find(long number) {
        return session.reading()
                .createQuery(SELECT + "WHERE c.number = :number")
                .bind("number", number)
                .map(ROW)
                .findOne();
    }

    @Override
    public Correction replaced(UserId author, String spoken, String written, DocumentId document) {
        long number = keep(author, spoken, written);
        seen(number, document, false);
        return find(number).orElseThrow();
    }

    @Override
    public void kept(long number, DocumentId document) {
        seen(number, document, true);
    }

    @Override
    public Correction accept(UserId author, String spoken, String written, Instant at) {
        long number = keep(author, spoken, written);
        decide(number, Correction.State.ACCEPTED, at);
        return find(number).orElseThrow();
    }

    @Override
    public void decide(long number, Correction.State state, Instant at) {
        session.writing()
                .createUpdate("UPDATE correction SET state = :state, decided_at = :at WHERE number = :number")
                .bind("number", number)
                .bind("state", state.name())
                .bind("at", Columns.micros(at))
                .execute();
    }

    @Override
    public void remove(long number) {
        session.writing()
                .createUpdate("DELETE FROM correction_seen WHERE correction = :number")
                .bind("number", number)
                .execute();
        session.writing()
                .createUpdate("DELETE FROM correction WHERE number = :number")
                .bind("number", number)
                .execute();
    }

    private long keep(UserId author, String spoken, String written) {
        session.writing()
                .createUpdate("INSERT INTO correction (author, spoken, written, state)"
                        + " VALUES (:author, :spoken, :written, 'SEEN') ON CONFLICT DO NOTHING")
                .bind("author", author.value())
                .bind("spoken", spoken)
                .bind("written", written)
                .execute();
        return session.reading()
                .createQuery("SELECT number FROM correction"
                        + " WHERE author = :author AND spoken = :spoken AND written = :written")
                .bind("author", author.value())
                .bind("spoken", spoken)
                .bind("written", written)
                .mapTo(Long.class)
                .one();
    }

    private void seen(long number, DocumentId document, boolean kept) {
        session.writing()
                .createUpdate("INSERT INTO correction_seen (correction, document, kept)"
                        + " VALUES (:correction, :document, :kept) ON CONFLICT DO NOTHING")
                .bind("correction", number)
                .bind("document", document.value())
                .bind("kept", kept ? 1 : 0)
                .execute();
    }
}
