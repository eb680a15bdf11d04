package org.chartroom.ingest.intake;

import java.util.Optional;
import org.chartroom.models.record.Channel;

/**
 * A door that fetches arrivals by itself. It hands every item to {@link Receiving} and lets go of it at its source
 * (moves, deletes or marks it) only after it was kept; an item that was kept but not let go of, because the process died
 * in between, is recognised the next time and not kept twice.
 */
public interface IntakeChannel extends AutoCloseable {
    /** Which door it is. */
    Channel channel();

    /**
     * Looks once and receives what is ready. Called again and again, by one thread at a time; returns when there is
     * nothing more to do for now, or after so many items that whoever stops the channel need not wait long. Failures are
     * told in the round, not thrown.
     */
    Round look();

    /**
     * What one look did.
     *
     * @param kept items that were received and let go of, those included that an earlier look had kept
     * @param setAside items that can never be received; they are still there, beside a reason
     * @param waiting items that are not ready yet, or to be tried again
     * @param trouble what keeps the channel from working, empty when it works
     */
    record Round(int kept, int setAside, int waiting, Optional<Trouble> trouble) {}

    /** Lets go of what the channel holds open, on the thread that looks; what waits at the source stays there. */
    @Override
    void close();
}
