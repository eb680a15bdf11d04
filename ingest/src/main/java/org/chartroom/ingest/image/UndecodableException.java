package org.chartroom.ingest.image;

import org.chartroom.models.text.PageProblem;

/** A page's or file's bytes could not be decoded, or may not be; says which, in a sentence for a person. */
public final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final PageProblem problem;

    /** With a sentence for a person, without anything of the page's text. */
    public UndecodableException(PageProblem problem, String detail) {
        super(detail);
        this.problem = problem;
    }

    /** What is wrong, for the ledger. */
    public PageProblem problem() {
        return problem;
    }

    /** The sentence for a person. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
