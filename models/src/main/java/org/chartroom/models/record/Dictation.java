package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.blob.Blob;

/**
 * What belongs to a dictated document besides the document itself.
 *
 * @param workType such as {@code Progress note}
 * @param due when the note should be ready, empty when nobody said
 * @param audioMs length of the recording in ms, 0 before it is known
 * @param peaks waveform: bytes, 100 a second, 0..255 loudest sample of each 10 ms
 * @param playable the recording in a form browsers play, made by the worker; empty when the original is one itself
 */
public record Dictation(
        DocumentId document,
        UserId author,
        String workType,
        Optional<Instant> due,
        long audioMs,
        Optional<Blob> peaks,
        Optional<Blob> playable) {}
