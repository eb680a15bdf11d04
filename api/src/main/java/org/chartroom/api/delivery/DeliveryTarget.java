package org.chartroom.api.delivery;

import java.util.Optional;
import org.chartroom.models.release.Recipient;

/** A way out of the office. Used by one thread at a time, which may wait for minutes. */
public interface DeliveryTarget {
    /** Why nothing can go to this recipient; empty when it can. Nothing leaves by asking. */
    Optional<String> against(Recipient to);

    /** Hands a packet over, once. Whatever the other side does is an outcome, not an exception. */
    Handed hand(Parcel parcel);

    /**
     * What became of something that was taken.
     *
     * @param reference as in {@link Handed.Taken}
     * @return empty while it is not decided
     */
    default Optional<Handed> after(String reference) {
        return Optional.empty();
    }

    /** Whether it can say later what became of something. */
    default boolean looksAfter() {
        return false;
    }
}
