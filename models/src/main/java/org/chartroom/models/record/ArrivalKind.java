package org.chartroom.models.record;

/** What the sender said an arrival is; what it really is, its bytes decide. */
public enum ArrivalKind {
    SCAN,
    FAX,
    DICTATION
}
