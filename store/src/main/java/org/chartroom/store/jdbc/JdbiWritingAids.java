package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.UserId;
import org.chartroom.models.record.WritingAid;
import org.chartroom.models.record.WritingAidId;
import org.chartroom.models.record.WritingAids;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

final class JdbiWritingAids implements WritingAids {
    private static final String SELECT = "SELECT id, kind, owner, name, work_type, spoken, starts, text, changed_by,"
            + " changed_at, version FROM writing_aid ";
    private static final RowMapper<WritingAid> ROW = (row, context) -> new WritingAid(
            new WritingAidId(text(row, "id")),
            name(row, "kind", WritingAid.Kind.class),
            maybe(row, "owner", UserId::new),
            text(row, "name"),
            text(row, "work_type"),
            text(row, "spoken"),
            row.getInt("starts") != 0,
            text(row, "text"),
            new UserId(text(row, "changed_by")),
            Columns.instant(row, "changed_at"),
            row.getInt("version"));

    private final Session session;

    JdbiWritingAids(Session session) {
        this.session = session;
    }

    @Override
    public void add(WritingAid aid) {
        requireFreeName(aid);
        bind(session.writing().createUpdate("""
            INSERT INTO writing_aid (id, kind, owner, name, name_key, work_type, spoken, starts, text, changed_by,
              changed_at, version)
            VALUES (:id, :kind, :owner, :name, :nameKey, :workType, :spoken, :starts, :text, :changedBy,
              :changedAt, :version)
            """), aid).execute();
    }

    @Override
    public Optional<WritingAid> find(WritingAidId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public List<WritingAid> of(Optional<UserId> owner) {
        return session.reading()
                .createQuery(SELECT + "WHERE coalesce(owner, '') = :owner ORDER BY kind, name_key")
                .bind("owner", owner.map(UserId::value).orElse(""))
                .map(ROW)
                .list();
    }

    @Override
    public void update(WritingAid aid) {
        requireFreeName(aid);
        bind(session.writing().createUpdate("""
            UPDATE writing_aid SET kind = :kind, owner = :owner, name = :name, name_key = :nameKey,
              work_type = :workType, spoken = :spoken, starts = :starts, text = :text,
              changed_by = :changedBy, changed_at = :changedAt, version = :version
            WHERE id = :id
            """), aid).execute();
    }

    @Override
    public void remove(WritingAidId id) {
        session.writing()
                .createUpdate("DELETE FROM writing_aid WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    private void requireFreeName(WritingAid aid) {
        boolean taken = session.reading()
                .createQuery("SELECT id FROM writing_aid WHERE coalesce(owner, '') = :owner AND kind = :kind"
                        + " AND name_key = :nameKey AND id <> :id")
                .bind("owner", aid.owner().map(UserId::value).orElse(""))
                .bind("kind", aid.kind().name())
                .bind("nameKey", key(aid.name()))
                .bind("id", aid.id().value())
                .mapTo(String.class)
                .findFirst()
                .isPresent();
        if (taken) {
            throw new ConflictException("there is one called '" + aid.name() + "' already; choose another name");
        }
    }

    private static <S extends SqlStatement<S>> S bind(S statement, WritingAid aid) {
        return statement
                .bind("id", aid.id().value())
                .bind("kind", aid.kind().name())
                .bind("owner", value(aid.owner(), UserId::value))
                .bind("name", aid.name())
                .bind("nameKey", key(aid.name()))
                .bind("workType", aid.workType())
                .bind("spoken", aid.spoken())
                .bind("starts", aid.starts() ? 1 : 0)
                .bind("text", aid.text())
                .bind("changedBy", aid.changedBy().value())
                .bind("changedAt", Columns.micros(aid.changedAt()))
                .bind("version", aid.version());
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
