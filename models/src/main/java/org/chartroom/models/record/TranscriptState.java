package org.chartroom.models.record;

/** Where a transcript is: drafts are edited, handed in, signed or sent back; signed text is frozen. */
public enum TranscriptState {
    /** Made by the engine or being edited. */
    DRAFT,
    /** Handed to the author to sign. */
    SUBMITTED,
    /** Sent back by the author with a note. */
    REJECTED,
    /** Signed by the author; only addenda may follow. */
    SIGNED
}
