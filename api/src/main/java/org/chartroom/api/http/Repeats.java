package org.chartroom.api.http;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** Makes creations safe to repeat: the same {@code Idempotency-Key} of the same user makes one thing. */
public final class Repeats {
    private static final int LONGEST = 200;

    private Repeats() {}

    /**
     * The id that {@code create} gives, or the one it gave when this key was used before. Within a transaction.
     *
     * @param what names the kind of thing made
     */
    public static String once(
            Records records, String what, UserId user, @Nullable String key, Instant now, Supplier<String> create) {
        if (key == null) {
            return create.get();
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw ProblemException.badRequest("An Idempotency-Key has 1 to " + LONGEST + " characters.");
        }
        String scope = what + ":" + user;
        Optional<String> before = records.arrivals().idempotent(scope, key);
        if (before.isPresent()) {
            return before.get();
        }
        String id = create.get();
        records.arrivals().rememberIdempotent(scope, key, id, now);
        return id;
    }
}
