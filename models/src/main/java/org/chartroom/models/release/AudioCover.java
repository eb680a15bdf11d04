package org.chartroom.models.release;

/** What is heard instead of a passage that does not leave. Names are stored: added to, never renamed. */
public enum AudioCover {
    SILENCE,
    /** One thousand vibrations a second, softly. */
    TONE
}
