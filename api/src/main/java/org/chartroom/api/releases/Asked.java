package org.chartroom.api.releases;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.release.Scope;
import org.jspecify.annotations.Nullable;

/** What is asked for; left out for everything. */
public record Asked(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Set<String> types) {
    static Scope scope(@Nullable Asked asked) {
        return asked == null
                ? Scope.WHOLE_RECORD
                : new Scope(
                        Optional.ofNullable(asked.from()),
                        Optional.ofNullable(asked.to()),
                        asked.types() == null ? Set.of() : asked.types(),
                        Set.of());
    }
}
