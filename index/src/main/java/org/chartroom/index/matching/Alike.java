package org.chartroom.index.matching;

/** How two things agree, the best first. */
public enum Alike {
    /** They are the same. */
    SAME,
    /** One may stand for the other: a nickname, an initial, a sound, a slip of one digit. */
    CLOSE,
    /** They are not the same. */
    DIFFERENT,
    /** One of them is not known, or says nothing. */
    UNKNOWN
}
