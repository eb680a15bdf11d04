package org.chartroom.api.http;

import java.util.List;
import java.util.Optional;
import org.chartroom.api.errors.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as it is answered.
 *
 * @param next cursor of the following page, opaque; empty at the end
 */
public record Paging<T>(List<T> items, Optional<String> next) {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    /** The number of items asked for, within what is allowed. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1 || asked > MOST) {
            throw ProblemException.badRequest("limit must be within 1.." + MOST + ".");
        }
        return asked;
    }

    /** The cursor asked for. */
    public static Optional<String> cursor(@Nullable String asked) {
        return Optional.ofNullable(asked).filter(text -> !text.isBlank());
    }
}
