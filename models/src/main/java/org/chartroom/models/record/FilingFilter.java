package org.chartroom.models.record;

import java.util.Set;

/**
 * Which documents the filing desk shows; empty parts do not limit.
 *
 * @param channels any of these
 * @param reasons any of these
 */
public record FilingFilter(Set<Channel> channels, Owner owner, Set<FilingReason> reasons) {
    public static final FilingFilter ALL = new FilingFilter(Set.of(), new Owner.Anyone(), Set.of());

    public FilingFilter {
        channels = Set.copyOf(channels);
        reasons = Set.copyOf(reasons);
    }

    /** Who has a document in hand. */
    public sealed interface Owner {
        /** Somebody or nobody. */
        record Anyone() implements Owner {}

        record Nobody() implements Owner {}

        record Somebody(UserId user) implements Owner {}
    }
}
