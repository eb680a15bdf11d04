package org.chartroom.transcribe.safety;

/** How much a finding matters, worst first. */
public enum Severity {
    /** Misread, it can harm a patient; the note should not be signed with it. */
    DANGER,
    /** Likely wrong or easily misread. */
    WARNING,
    /** Worth a look. */
    NOTICE
}
