package org.chartroom.models.record;

/**
 * Says which page it is, wherever it lies: the page of a file, and how it stands.
 *
 * @param source the document for which the file was read
 * @param sourcePage the page's number in that file, from 1
 * @param rotation degrees it was turned clockwise from how it came in: 0, 90, 180 or 270
 */
public record PageMark(DocumentId source, int sourcePage, int rotation) {
    /** The mark of a page as it lies. */
    public static PageMark of(Page page) {
        return new PageMark(
                page.source(),
                page.sourcePage(),
                page.geometry().map(each -> each.rotation()).orElse(0));
    }

    /** Whether both are the same page of the same file, however they stand. */
    public boolean samePage(PageMark other) {
        return source.equals(other.source) && sourcePage == other.sourcePage;
    }
}
