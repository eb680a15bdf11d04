package org.chartroom.models.record;

/**
 * Where a document is on its way: {@code RECEIVED -> READING -> READ -> (NEEDS_PERSON) -> FILED}; audio is
 * {@code TRANSCRIBING} instead of {@code READING}. The last five are side stages.
 */
public enum Stage {
    /** Durable, waiting for a worker. */
    RECEIVED,
    /** Leased by a worker that reads its pages. */
    READING,
    /** Leased by a worker that transcribes it. */
    TRANSCRIBING,
    /** Read; searchable; not in a chart yet. */
    READ,
    /** A person has to decide or look, the reason says what; searchable where it has text. */
    NEEDS_PERSON,
    /** In a patient's chart. */
    FILED,
    /** Could not be processed after all tries, or is not safe to; the reason says why; the bytes are kept. */
    QUARANTINED,
    /** Should never have been in the chart; kept, marked and left out of it. */
    ENTERED_IN_ERROR,
    /** Not this office's: somebody sent it here by mistake. Out of the queues and the search; can be brought back. */
    MISDIRECTED,
    /** All its pages are in another document now, the reason says in which; kept for what was done with it. */
    MERGED,
    /** Destroyed under the retention schedule; only this row is left. */
    DESTROYED;

    /** Whether a worker may take it now or has it. */
    public boolean isWork() {
        return this == RECEIVED || this == READING || this == TRANSCRIBING;
    }

    /** Whether its text can be found by searching. */
    public boolean isSearchable() {
        return this == READ || this == NEEDS_PERSON || this == FILED;
    }
}
