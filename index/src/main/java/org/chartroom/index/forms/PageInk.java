package org.chartroom.index.forms;

/** The image of a page. */
public interface PageInk {
    /** Width in px. */
    int width();

    /** Height in px. */
    int height();

    /** How light it is there, 0 black to 255 white. */
    int luminance(int x, int y);
}
