package org.chartroom.index;

import java.nio.file.Path;

/** What was found when an index was opened. */
public sealed interface Opening {
    /** A sound index that goes on from this number of the change log. */
    record Continued(long lastApplied) implements Opening {}

    /** There was none; an empty one was made. */
    record Created() implements Opening {}

    /**
     * It was damaged or written by another version. It was moved to {@code folder} and an empty one was made, which fills
     * from the change log or by {@link SearchIndex#rebuild}.
     *
     * @param reason what was wrong with it
     */
    record SetAside(Path folder, String reason) implements Opening {}
}
