package org.chartroom.api.work;

import org.chartroom.models.record.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A worker asks for work.
 *
 * @param owner who asks, as status pages show it: host and process, 1 to 100 characters
 * @param waitSeconds how long the server may hold the call open until there is work, 0 to 60 s
 * @param atLeast takes only work of this priority or a higher one; any when left out. A worker whose readers all have
 *     work asks for URGENT, so that what is urgent does not wait for the end of a batch
 * @param speech what its readers listen with; may be left out
 */
public record LeaseRequest(
        String owner,
        int waitSeconds,
        @Nullable Priority atLeast,
        @Nullable SpeechInUse speech) {
    public LeaseRequest {
        if (owner == null || owner.isBlank() || owner.length() > 100) {
            throw new IllegalArgumentException("owner must be 1 to 100 characters");
        }
        if (waitSeconds < 0 || waitSeconds > 60) {
            throw new IllegalArgumentException("waitSeconds must be within 0..60, was " + waitSeconds);
        }
    }

    Priority lowest() {
        return atLeast == null ? Priority.ROUTINE : atLeast;
    }
}
