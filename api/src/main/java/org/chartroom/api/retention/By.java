package org.chartroom.api.retention;

import java.time.Instant;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserId;

/** Who did something, and when. */
record By(UserId id, String name, Role role, Instant at) {
    static By of(Actor actor, Instant at) {
        return new By(actor.user(), actor.name(), actor.role(), at);
    }
}
