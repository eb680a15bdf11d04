package org.chartroom.models.record;

/** Where a note is on its way from a draft to signed text. */
public enum TranscriptState {
    /** Made by the engine or being edited. */
    DRAFT,
    /** With a second person who reads it before the author does. */
    IN_REVIEW,
    /** With its author, to be read and signed. */
    AWAITING_SIGNATURE,
    /** Sent back to be corrected, with a note. */
    REJECTED,
    /** Put aside, with what it waits for. */
    PENDED,
    /** Signed by the author; only addenda may follow. */
    SIGNED;

    /** Whether somebody has handed it in and somebody else is to decide. */
    public boolean isHandedIn() {
        return this == IN_REVIEW || this == AWAITING_SIGNATURE;
    }
}
