package org.chartroom.store.jdbc;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Slice;
import org.jdbi.v3.core.mapper.RowMapper;

/** A row with its {@code ordinal}, by which lists page. */
record Ordered<T>(long ordinal, T item) {
    static <T> RowMapper<Ordered<T>> of(RowMapper<T> mapper) {
        return (row, context) -> new Ordered<>(row.getLong("ordinal"), mapper.map(row, context));
    }

    /** Makes a slice of rows of which one more than {@code limit} was asked for. */
    static <T> Slice<T> slice(List<Ordered<T>> rows, int limit) {
        List<T> items = rows.stream().limit(limit).map(Ordered::item).toList();
        Optional<String> next = rows.size() > limit && limit > 0
                ? Optional.of("" + rows.get(limit - 1).ordinal())
                : Optional.empty();
        return new Slice<>(items, next);
    }
}
