package org.chartroom.models.record;

/** The door an arrival came through. */
public enum Channel {
    /** The HTTP API or the web pages. */
    UPLOAD,
    /** A folder that is watched, such as a scanner's. */
    WATCHED_FOLDER,
    /** The bulk upload command. */
    COMMAND_LINE,
    /** Recorded in the browser. */
    RECORDER
}
