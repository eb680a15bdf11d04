package org.chartroom.api.reader;

import org.chartroom.ingest.FileOutcome;

/** How reading a file ended, seen from outside the reader. */
public sealed interface ReadEnd {
    /** The reader said what came of the file. */
    record Finished(FileOutcome outcome) implements ReadEnd {}

    /**
     * The reader is gone; the pages delivered before stand, and the file may be tried again.
     *
     * @param pages how many pages had been delivered
     */
    record Lost(ReaderLoss loss, int pages) implements ReadEnd {}
}
