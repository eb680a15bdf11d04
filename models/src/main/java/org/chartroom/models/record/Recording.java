package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dictation while it is being recorded, piece by piece: sound of {@value #RATE} samples a second, mono, 16 bits each.
 * When it is handed in it becomes a document like a recording that came as a file.
 *
 * @param author who speaks, and will sign
 * @param patient whom it is about, empty as long as nobody said
 * @param workType such as {@code Progress note}, empty as long as nobody said
 * @param due when the note should be ready
 * @param lastAt when its latest piece came, or it was begun
 * @param takes how the dictation is put together; empty before the first
 * @param pieces how many have come
 * @param samples how many samples are in them
 * @param document what it became when it was handed in; then its pieces are gone
 */
public record Recording(
        RecordingId id,
        FacilityId facility,
        UserId author,
        Optional<PatientId> patient,
        String workType,
        Priority priority,
        Optional<Instant> due,
        Instant begunAt,
        Instant lastAt,
        List<Take> takes,
        int pieces,
        long samples,
        Optional<DocumentId> document) {
    /** Samples a second. */
    public static final int RATE = 16_000;

    /** Octets a sample. */
    public static final int SAMPLE_BYTES = 2;

    public Recording {
        takes = List.copyOf(takes);
        if (pieces < 0 || samples < 0) {
            throw new IllegalArgumentException("pieces and samples are counted from 0");
        }
        String fault = Take.fault(takes);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** The dictation as it stands. */
    public List<Take.Span> standing() {
        return Take.standing(takes, samples);
    }

    /** Length of the dictation as it stands, in samples. */
    public long length() {
        return standing().stream().mapToLong(Take.Span::length).sum();
    }
}
