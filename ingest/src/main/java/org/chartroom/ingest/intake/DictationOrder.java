package org.chartroom.ingest.intake;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;

/**
 * What was said with a recording that is handed in as a dictation.
 *
 * @param author who dictated, and will sign
 * @param patient whom it is about, empty when nobody said
 * @param workType such as {@code Progress note}, empty when nobody said
 * @param due when the note should be ready
 */
public record DictationOrder(UserId author, Optional<PatientId> patient, String workType, Optional<Instant> due) {}
