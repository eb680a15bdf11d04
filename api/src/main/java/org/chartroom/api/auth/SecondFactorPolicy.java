package org.chartroom.api.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.Role;

/**
 * Whom the office asks to set up a second factor, and how long they may put it off.
 *
 * @param ask whoever has one of these roles; empty: nobody
 * @param grace from the first time that they were asked on; zero: at once
 */
public record SecondFactorPolicy(Set<Role> ask, Duration grace) {
    public SecondFactorPolicy {
        ask = Set.copyOf(ask);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the grace is zero or longer");
        }
    }

    boolean asks(Set<Role> roles) {
        return !Collections.disjoint(ask, roles);
    }

    /** Until when somebody who was first asked then may put it off. */
    Instant laterUntil(Instant asked) {
        return asked.plus(grace);
    }

    /** Whether somebody with these roles and no second factor has to set it up before anything else. */
    boolean requires(Set<Role> roles, Optional<Instant> asked, Instant now) {
        return asks(roles) && asked.filter(at -> !now.isBefore(laterUntil(at))).isPresent();
    }
}
