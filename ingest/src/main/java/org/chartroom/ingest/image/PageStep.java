package org.chartroom.ingest.image;

/**
 * One step of cleaning up a page before it is read. Steps are tried in order, each on what the one before it made, on the
 * thread that reads. A step that has nothing to do gives back the very bitmap it was given; one that makes a new bitmap
 * leaves closing both to the caller.
 */
public interface PageStep {
    /** Stable name, such as {@code deskew}, kept on the page's record. */
    String name();

    /** Looks at the page and does what it needs. */
    Stepped apply(PageBitmap page);
}
