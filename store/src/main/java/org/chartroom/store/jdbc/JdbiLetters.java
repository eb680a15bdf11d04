package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Letters;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.LetterId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiLetters implements Letters {
    private static final RowMapper<Letter> ROW =
            (row, context) -> ReleaseColumns.read(text(row, "content"), Letter.class);

    private final Session session;

    JdbiLetters(Session session) {
        this.session = session;
    }

    @Override
    public void add(Letter letter) {
        session.writing()
                .createUpdate("""
                        INSERT INTO letter (id, matter, matter_id, sent, content, version)
                        VALUES (:id, :matter, :matterId, :sent, :content, :version)
                        """)
                .bind("id", letter.id().value())
                .bind("matter", letter.matter().of().name())
                .bind("matterId", letter.matter().id())
                .bind("sent", letter.sending().isPresent() ? 1 : 0)
                .bind("content", ReleaseColumns.write(letter))
                .bind("version", letter.version())
                .execute();
    }

    @Override
    public Optional<Letter> find(LetterId id) {
        return session.reading()
                .createQuery("SELECT content FROM letter WHERE id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public List<Letter> of(Letter.Matter matter) {
        return session.reading()
                .createQuery("SELECT content FROM letter WHERE matter = :matter AND matter_id = :id ORDER BY ordinal")
                .bind("matter", matter.of().name())
                .bind("id", matter.id())
                .map(ROW)
                .list();
    }

    @Override
    public Letter update(Letter changed) {
        Letter next = changed.atVersion(changed.version() + 1);
        int done = session.writing()
                .createUpdate("""
                        UPDATE letter SET sent = :sent, content = :content, version = :next
                        WHERE id = :id AND version = :version AND sent = 0
                        """)
                .bind("sent", next.sending().isPresent() ? 1 : 0)
                .bind("content", ReleaseColumns.write(next))
                .bind("next", next.version())
                .bind("id", next.id().value())
                .bind("version", changed.version())
                .execute();
        if (done != 1) {
            throw new ConflictException(
                    "the letter was sent, or changed by somebody else meanwhile; look at it as it is now");
        }
        return next;
    }
}
