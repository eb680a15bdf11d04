package org.chartroom.ingest;

import org.chartroom.models.text.PageProblem;

/** What became of a whole file. */
public sealed interface FileOutcome {
    /**
     * Every page was delivered to the sink, each with an outcome of its own.
     *
     * @param pages how many were delivered
     */
    record Read(int pages) implements FileOutcome {}

    /**
     * A person can help; nothing is wrong with the file.
     *
     * @param askPerson one sentence: what to do
     */
    record Held(PageProblem problem, String askPerson) implements FileOutcome {}

    /**
     * It cannot be read, or not to its end; the pages delivered before stand.
     *
     * @param detail one sentence for a person, without anything of the file's text
     */
    record Failed(PageProblem problem, String detail) implements FileOutcome {}

    /** A recording: transcription's, not ours. */
    record Audio(String mediaType) implements FileOutcome {}
}
