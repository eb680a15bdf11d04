package org.chartroom.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How values look in columns: times are microseconds since the epoch, dates ISO 8601 text, absent is NULL. */
final class Columns {
    private Columns() {}

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static @Nullable Long micros(Optional<Instant> instant) {
        return instant.isPresent() ? micros(instant.get()) : null;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row.getLong(column));
    }

    static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
        OptionalLong micros = maybeLong(row, column);
        return micros.isPresent() ? Optional.of(instant(micros.getAsLong())) : Optional.empty();
    }

    static OptionalLong maybeLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        if (value == null) {
            throw new SQLException("column " + column + " is empty");
        }
        return value;
    }

    static <T> Optional<T> maybe(ResultSet row, String column, Function<String, T> parse) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(parse);
    }

    static <E extends Enum<E>> E name(ResultSet row, String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, text(row, column));
    }

    static @Nullable String iso(Optional<LocalDate> date) {
        return date.isPresent() ? date.get().toString() : null;
    }

    static <T> @Nullable String value(Optional<T> value, Function<T, String> name) {
        return value.isPresent() ? name.apply(value.get()) : null;
    }

    static <T> @Nullable Number number(Optional<T> value, Function<T, Number> number) {
        return value.isPresent() ? number.apply(value.get()) : null;
    }

    /** A cursor that pages by {@code ordinal}, as handed in by a caller, or the end of the numbers. */
    static long ordinalBefore(Optional<String> cursor) {
        if (cursor.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor.get());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("that is not a cursor this list gave out", e);
        }
    }
}
