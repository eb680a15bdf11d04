package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.util.List;
import org.chartroom.models.record.Change;
import org.chartroom.models.record.Changes;
import org.chartroom.models.record.DocumentId;

final class JdbiChanges implements Changes {
    private final Session session;

    JdbiChanges(Session session) {
        this.session = session;
    }

    @Override
    public List<Change> after(long after, int limit) {
        return session.reading()
                .createQuery("SELECT sequence, document FROM change_log WHERE sequence > :after"
                        + " ORDER BY sequence LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Change(row.getLong("sequence"), new DocumentId(text(row, "document"))))
                .list();
    }

    @Override
    public long last() {
        return session.reading()
                .createQuery("SELECT coalesce(max(sequence), 0) FROM change_log")
                .mapTo(Long.class)
                .one();
    }
}
