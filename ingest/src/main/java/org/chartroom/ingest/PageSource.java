package org.chartroom.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.ingest.sniff.Sniffed;

/**
 * Delivers the pages of one kind of file. Called by FileReader, one file at a time, always on the thread that
 * called it; may keep warm what is dear to set up (an OCR engine), which {@link #close()} lets go.
 */
public interface PageSource extends AutoCloseable {
    /** The kinds it reads; no kind has two sources. */
    Set<FileKind> kinds();

    /**
     * Reads a file that has bytes and is within the byte budget.
     *
     * @param file not changed, and closed on return
     * @param sniffed what the file is
     * @throws IOException only when the sink or the spool folder fails; what is wrong with the file is an outcome
     */
    FileOutcome read(Path file, Sniffed sniffed, ReadRequest request, ReadSink sink) throws IOException;

    /** Lets go of what is kept between files. */
    @Override
    default void close() {}
}
