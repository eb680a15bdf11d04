package org.chartroom.models.record;

import java.time.Instant;

/**
 * A signed note, as work that was done.
 *
 * @param editor who corrected it, or handed it in; the author when nobody else did
 * @param receivedAt when its recording came in
 * @param draft what the engine wrote
 * @param text what was signed
 */
public record SignedNote(
        DocumentId document,
        UserId author,
        UserId editor,
        String workType,
        Priority priority,
        Instant receivedAt,
        Instant signedAt,
        long audioMs,
        String draft,
        String text) {}
