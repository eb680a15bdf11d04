package org.chartroom.models.record;

import java.time.Instant;
import org.chartroom.models.text.Transcript;

/**
 * One version of a dictation's note; versions are added, never changed.
 *
 * @param number from 1
 * @param note why it was sent back or changed, empty where nothing was said
 */
public record TranscriptVersion(
        DocumentId document,
        int number,
        TranscriptState state,
        Transcript content,
        UserId editor,
        Instant at,
        String note) {}
