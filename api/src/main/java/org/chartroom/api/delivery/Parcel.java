package org.chartroom.api.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.chartroom.models.release.Delivery;

/**
 * A packet that is handed to a way out.
 *
 * @param office who sends it, as people read it
 * @param packet its bytes, a PDF; may be opened more than once
 * @param leave asked by the way out whenever it has waited for the other side: before the packet's first byte leaves, and before the last
 *     word without which the other side takes nothing
 */
public record Parcel(Delivery delivery, String office, Bytes packet, Leave leave) {
    /** Bytes that are kept somewhere. */
    @FunctionalInterface
    public interface Bytes {
        /** Opens them from the start; the caller closes. */
        InputStream open() throws IOException;
    }

    /** Whether it may leave still: while a line opens slowly, a patient may revoke. */
    @FunctionalInterface
    public interface Leave {
        /** Why it must not leave any more; empty when it may. */
        Optional<String> against();
    }
}
