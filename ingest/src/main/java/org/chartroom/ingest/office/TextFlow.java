package org.chartroom.ingest.office;

import java.io.IOException;
import java.util.List;

/** Takes a text in reading order, piece by piece; the pieces are laid out as they come and not kept. */
public interface TextFlow {
    /** A paragraph, broken into lines where it has to; line feeds in it break it too. Blank ones are left out. */
    void paragraph(String text) throws IOException;

    /** A heading: like a paragraph, larger, and kept off the text before it. */
    void heading(String text) throws IOException;

    /** One line of text whose columns stand under those of the line before: spaces count, nothing is folded. */
    void typedLine(String line) throws IOException;

    /** One row of a table, its cells side by side; a cell may hold line feeds. */
    void row(List<String> cells) throws IOException;

    /** A line across the page. */
    void rule() throws IOException;

    /** What follows begins on a new page, unless the page is still empty. */
    void pageBreak() throws IOException;
}
