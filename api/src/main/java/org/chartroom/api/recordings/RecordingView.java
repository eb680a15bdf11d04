package org.chartroom.api.recordings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Recording;
import org.chartroom.models.record.RecordingId;
import org.chartroom.models.record.Take;

/**
 * A recording in progress as its author sees it.
 *
 * @param next number of the next piece
 * @param samples that have come, {@value Recording#RATE} a second
 * @param seconds length of the dictation as it stands
 * @param listening whether a worker listens to it now
 * @param dictationId what it became when it was handed in
 */
record RecordingView(
        RecordingId id,
        Optional<PatientId> patientId,
        String workType,
        Priority priority,
        Optional<Instant> due,
        Instant begunAt,
        Instant lastAt,
        List<Take> takes,
        int next,
        long samples,
        double seconds,
        boolean listening,
        Optional<DocumentId> dictationId) {
    static RecordingView of(Recording recording, boolean listening) {
        return new RecordingView(
                recording.id(),
                recording.patient(),
                recording.workType(),
                recording.priority(),
                recording.due(),
                recording.begunAt(),
                recording.lastAt(),
                recording.takes(),
                recording.pieces() + 1,
                recording.samples(),
                (double) recording.length() / Recording.RATE,
                listening,
                recording.document());
    }
}
