package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.SavedSearch;
import org.chartroom.models.record.SavedSearchId;
import org.chartroom.models.record.SavedSearches;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

final class JdbiSavedSearches implements SavedSearches {
    private static final String SELECT =
            "SELECT id, owner, name, query, limits, newest_first, shared_with, changed_at, version FROM saved_search ";
    private static final RowMapper<SavedSearch> ROW = (row, context) -> new SavedSearch(
            new SavedSearchId(text(row, "id")),
            new UserId(text(row, "owner")),
            text(row, "name"),
            text(row, "query"),
            JsonColumns.lists(text(row, "limits")),
            row.getInt("newest_first") != 0,
            JsonColumns.strings(text(row, "shared_with")).stream()
                    .map(Role::ofCode)
                    .collect(Collectors.toSet()),
            Columns.instant(row, "changed_at"),
            row.getInt("version"));

    private final Session session;

    JdbiSavedSearches(Session session) {
        this.session = session;
    }

    @Override
    public void add(SavedSearch search) {
        requireFreeName(search);
        bind(session.writing().createUpdate("""
            INSERT INTO saved_search (id, owner, name, name_key, query, limits, newest_first, shared_with, changed_at, version)
            VALUES (:id, :owner, :name, :nameKey, :query, :limits, :newestFirst, :sharedWith, :changedAt, :version)
            """), search).execute();
    }

    @Override
    public Optional<SavedSearch> find(SavedSearchId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public List<SavedSearch> of(UserId owner) {
        return session.reading()
                .createQuery(SELECT + "WHERE owner = :owner ORDER BY name_key")
                .bind("owner", owner.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<SavedSearch> shared() {
        return session.reading()
                .createQuery(SELECT + "WHERE shared_with <> '[]' ORDER BY name_key, id")
                .map(ROW)
                .list();
    }

    @Override
    public void update(SavedSearch search) {
        requireFreeName(search);
        bind(session.writing().createUpdate("""
            UPDATE saved_search SET owner = :owner, name = :name, name_key = :nameKey, query = :query, limits = :limits,
              newest_first = :newestFirst, shared_with = :sharedWith, changed_at = :changedAt, version = :version
            WHERE id = :id
            """), search).execute();
    }

    @Override
    public void remove(SavedSearchId id) {
        session.writing()
                .createUpdate("DELETE FROM saved_search WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    private void requireFreeName(SavedSearch search) {
        boolean taken = session.reading()
                .createQuery("SELECT id FROM saved_search WHERE owner = :owner AND name_key = :nameKey AND id <> :id")
                .bind("owner", search.owner().value())
                .bind("nameKey", key(search.name()))
                .bind("id", search.id().value())
                .mapTo(String.class)
                .findFirst()
                .isPresent();
        if (taken) {
            throw new ConflictException(
                    "There is a saved search of this name already. Nothing was kept; choose another.");
        }
    }

    private static <S extends SqlStatement<S>> S bind(S statement, SavedSearch search) {
        return statement
                .bind("id", search.id().value())
                .bind("owner", search.owner().value())
                .bind("name", search.name())
                .bind("nameKey", key(search.name()))
                .bind("query", search.query())
                .bind("limits", JsonColumns.write(search.limits()))
                .bind("newestFirst", search.newestFirst() ? 1 : 0)
                .bind(
                        "sharedWith",
                        JsonColumns.write(search.sharedWith().stream()
                                .map(Role::code)
                                .sorted()
                                .toList()))
                .bind("changedAt", Columns.micros(search.changedAt()))
                .bind("version", search.version());
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
