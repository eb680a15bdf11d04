package org.chartroom.models.record;

/** How urgent a piece of work is; work of a higher priority is leased first. */
public enum Priority {
    ROUTINE,
    URGENT,
    STAT
}
