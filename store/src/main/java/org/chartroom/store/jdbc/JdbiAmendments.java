package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Amendments;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.release.Amendment;
import org.chartroom.models.release.AmendmentId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiAmendments implements Amendments {
    private static final RowMapper<Amendment> ROW =
            (row, context) -> ReleaseColumns.read(text(row, "content"), Amendment.class);

    private final Session session;

    JdbiAmendments(Session session) {
        this.session = session;
    }

    @Override
    public void add(Amendment amendment, LocalDate due) {
        String content = ReleaseColumns.write(amendment);
        session.writing()
                .createUpdate("""
                        INSERT INTO amendment (id, facility, patient, due, open, content, version)
                        VALUES (:id, :facility, :patient, :due, :open, :content, :version)
                        """)
                .bind("id", amendment.id().value())
                .bind("facility", amendment.facility().value())
                .bind("patient", amendment.patient().value())
                .bind("due", due.toString())
                .bind("open", amendment.closed() ? 0 : 1)
                .bind("content", content)
                .bind("version", amendment.version())
                .execute();
        keep(amendment.id(), amendment.version(), content);
    }

    private void keep(AmendmentId id, int version, String content) {
        session.writing()
                .createUpdate("INSERT INTO amendment_version (amendment, version, content)"
                        + " VALUES (:id, :version, :content)")
                .bind("id", id.value())
                .bind("version", version)
                .bind("content", content)
                .execute();
    }

    @Override
    public Optional<Amendment> find(AmendmentId id) {
        return session.reading()
                .createQuery("SELECT content FROM amendment WHERE id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public List<Amendment> open(FacilityId facility) {
        return session.reading()
                .createQuery(
                        "SELECT content FROM amendment WHERE facility = :facility AND open = 1 ORDER BY due, ordinal")
                .bind("facility", facility.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<Amendment> of(PatientId patient) {
        return session.reading()
                .createQuery(PatientTables.CHART
                        + "SELECT content FROM amendment WHERE patient IN (SELECT id FROM part) ORDER BY ordinal")
                .bind("patient", patient.value())
                .map(ROW)
                .list();
    }

    @Override
    public Amendment update(Amendment changed, LocalDate due) {
        Amendment next = changed.atVersion(changed.version() + 1);
        String content = ReleaseColumns.write(next);
        int done = session.writing()
                .createUpdate("""
                        UPDATE amendment SET due = :due, open = :open, content = :content, version = :next
                        WHERE id = :id AND version = :version
                        """)
                .bind("due", due.toString())
                .bind("open", next.closed() ? 0 : 1)
                .bind("content", content)
                .bind("next", next.version())
                .bind("id", next.id().value())
                .bind("version", changed.version())
                .execute();
        if (done != 1) {
            throw new ConflictException("the request was changed by somebody else meanwhile; look at it as it is now");
        }
        keep(next.id(), next.version(), content);
        return next;
    }
}
