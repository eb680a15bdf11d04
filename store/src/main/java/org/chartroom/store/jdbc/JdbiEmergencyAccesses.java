package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.EmergencyAccess;
import org.chartroom.models.record.EmergencyAccesses;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiEmergencyAccesses implements EmergencyAccesses {
    private static final RowMapper<EmergencyAccess> ROW =
            (row, context) -> ReleaseColumns.read(text(row, "content"), EmergencyAccess.class);

    private final Session session;

    JdbiEmergencyAccesses(Session session) {
        this.session = session;
    }

    @Override
    public void add(EmergencyAccess access) {
        session.writing()
                .createUpdate("""
                        INSERT INTO emergency_access (id, patient, until, looked, content)
                        VALUES (:id, :patient, :until, 0, :content)
                        """)
                .bind("id", access.id())
                .bind("patient", access.patient().value())
                .bind("until", Columns.micros(access.until()))
                .bind("content", ReleaseColumns.write(access))
                .execute();
    }

    @Override
    public Optional<EmergencyAccess> find(String id) {
        return session.reading()
                .createQuery("SELECT content FROM emergency_access WHERE id = :id")
                .bind("id", id)
                .map(ROW)
                .findOne();
    }

    @Override
    public List<EmergencyAccess> openAt(Instant now) {
        return session.reading()
                .createQuery("SELECT content FROM emergency_access WHERE until > :now ORDER BY ordinal")
                .bind("now", Columns.micros(now))
                .map(ROW)
                .list();
    }

    @Override
    public List<EmergencyAccess> latest(boolean waiting, int limit) {
        return session.reading()
                .createQuery("SELECT content FROM emergency_access WHERE looked = 0 OR :all"
                        + " ORDER BY ordinal DESC LIMIT :limit")
                .bind("all", !waiting)
                .bind("limit", limit)
                .map(ROW)
                .list();
    }

    @Override
    public int waiting() {
        return session.reading()
                .createQuery("SELECT count(*) FROM emergency_access WHERE looked = 0")
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void close(EmergencyAccess closed) {
        int done = session.writing()
                .createUpdate("""
                        UPDATE emergency_access SET until = :until, content = :content
                        WHERE id = :id AND looked = 0 AND until > :until
                        """)
                .bind("until", Columns.micros(closed.until()))
                .bind("content", ReleaseColumns.write(closed))
                .bind("id", closed.id())
                .execute();
        if (done != 1) {
            throw new ConflictException("the chart is closed already");
        }
    }

    @Override
    public void look(EmergencyAccess lookedAt) {
        int done = session.writing()
                .createUpdate(
                        "UPDATE emergency_access SET looked = 1, content = :content WHERE id = :id AND looked = 0")
                .bind("content", ReleaseColumns.write(lookedAt))
                .bind("id", lookedAt.id())
                .execute();
        if (done != 1) {
            throw new ConflictException("somebody looked at it before; look at what they found");
        }
    }
}
