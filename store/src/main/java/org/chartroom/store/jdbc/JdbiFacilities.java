package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Facilities;
import org.chartroom.models.record.Facility;
import org.chartroom.models.record.FacilityId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiFacilities implements Facilities {
    private static final RowMapper<Facility> ROW =
            (row, context) -> new Facility(new FacilityId(text(row, "id")), text(row, "name"));

    private final Session session;

    JdbiFacilities(Session session) {
        this.session = session;
    }

    @Override
    public void add(Facility facility) {
        session.writing()
                .createUpdate("INSERT INTO facility (id, name) VALUES (:id, :name)")
                .bind("id", facility.id().value())
                .bind("name", facility.name())
                .execute();
    }

    @Override
    public Optional<Facility> find(FacilityId id) {
        return session.reading()
                .createQuery("SELECT id, name FROM facility WHERE id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public List<Facility> all() {
        return session.reading()
                .createQuery("SELECT id, name FROM facility ORDER BY name, id")
                .map(ROW)
                .list();
    }
}
