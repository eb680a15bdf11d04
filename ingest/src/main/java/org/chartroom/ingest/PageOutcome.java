package org.chartroom.ingest;

import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.Reading;

/** What became of one input page. Every page of a file ends as one of these. */
public sealed interface PageOutcome {
    /** A page of a document. Its reading may be doubtful or unreadable: it is kept and shown all the same. */
    record Content(Reading reading) implements PageOutcome {}

    /**
     * Nothing is on it.
     *
     * @param inkShare how much of the page, without its margins and specks, is dark, 0..1
     */
    record Blank(double inkShare) implements PageOutcome {}

    /**
     * A sheet put between two documents.
     *
     * @param value what it says of the documents after it, as {@link org.chartroom.models.record.SeparatorValue#text()}
     *     writes it: {@code PATCHT} for a plain sheet, else a label, a patient's number, a type
     */
    record Separator(String value) implements PageOutcome {}

    /**
     * It could not be decoded, or may not be.
     *
     * @param detail one sentence for a person, without anything of the page's text
     */
    record Rejected(PageProblem problem, String detail) implements PageOutcome {}
}
