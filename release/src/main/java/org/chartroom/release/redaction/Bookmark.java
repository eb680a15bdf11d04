package org.chartroom.release.redaction;

/**
 * An entry of the list of contents that viewers show beside a packet.
 *
 * @param title as it stands in the packet's own list of contents, too
 * @param page it leads to, from 1
 */
public record Bookmark(String title, int page) {
    /** Longer ones would not stand on one line of the list. */
    public static final int LONGEST = 60;

    public Bookmark {
        if (title.isBlank() || title.length() > LONGEST || page < 1) {
            throw new IllegalArgumentException("a bookmark has a title of one line, and a page");
        }
    }
}
