package org.chartroom.index;

/** By what an answer is counted. */
public enum Facet {
    KIND,
    TYPE,
    STAGE,
    PATIENT,
    AUTHOR,
    YEAR,
    CHANNEL,
    /** Written {@code 2026-01}. */
    MONTH
}
