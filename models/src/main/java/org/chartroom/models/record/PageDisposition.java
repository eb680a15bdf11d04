package org.chartroom.models.record;

import org.chartroom.models.text.PageProblem;

/** What became of one page that came in. Every input page ends as one of these; none just goes missing. */
public sealed interface PageDisposition {
    /** It is page {@code page} of a document. */
    record InDocument(DocumentId document, int page) implements PageDisposition {}

    /** It was a separator sheet with this value. */
    record Separator(String value) implements PageDisposition {}

    /**
     * It was blank.
     *
     * @param detail who said so and when, for a person; empty when the reader found it
     */
    record Blank(String detail) implements PageDisposition {}

    /** It could not be taken, and why; the original bytes are kept. */
    record Rejected(PageProblem problem, String detail) implements PageDisposition {}
}
