package org.chartroom.api.reader;

import org.chartroom.models.text.PageProblem;

/** Why a reader process was lost while it was on a file. */
public enum ReaderLoss {
    /** The process ended by itself: native code crashed, or somebody killed it. */
    DIED(PageProblem.READER_DIED, "the reader process died while it was on the file"),
    /** It got nowhere within its time. */
    TIMED_OUT(PageProblem.TIMEOUT, "reading the file took longer than its time budget"),
    /** It took more memory than its budget, or Java's heap was full. */
    OUT_OF_MEMORY(PageProblem.TOO_LARGE, "reading the file took more memory than its budget"),
    /** It started more programs than reading a file takes. */
    SWARMED(PageProblem.READER_DIED, "the reader process started more programs than reading needs"),
    /** What it sent is no message. */
    GARBLED(PageProblem.READER_DIED, "the reader process sent something that is no message");

    private final PageProblem problem;
    private final String sentence;

    ReaderLoss(PageProblem problem, String sentence) {
        this.problem = problem;
        this.sentence = sentence;
    }

    /** The same as the ledger says it. */
    public PageProblem problem() {
        return problem;
    }

    /** What happened, for a person; lower case, no full stop. */
    public String sentence() {
        return sentence;
    }
}
