package org.chartroom.models.record;

import java.util.List;

/**
 * The change log that the index follows. Of each document only the latest change is told: whoever reads the document then
 * sees all earlier ones.
 */
public interface Changes {
    /** In order, from {@code after} (exclusive). */
    List<Change> after(long after, int limit);

    /** The last number given out, 0 when none was. */
    long last();
}
