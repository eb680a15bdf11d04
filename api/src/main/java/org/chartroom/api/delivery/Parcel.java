package org.chartroom.api.delivery;

import java.io.IOException;
import java.io.InputStream;
import org.chartroom.models.release.Delivery;

/**
 * A packet that is handed to a way out.
 *
 * @param office who sends it, as people read it
 * @param packet its bytes, a PDF; may be opened more than once
 */
public record Parcel(Delivery delivery, String office, Bytes packet) {
    /** Bytes that are kept somewhere. */
    @FunctionalInterface
    public interface Bytes {
        /** Opens them from the start; the caller closes. */
        InputStream open() throws IOException;
    }
}
