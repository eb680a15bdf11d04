package org.chartroom.models.record;

import java.time.Instant;

/**
 * Who changed a patient's record, when and why.
 *
 * @param reason as somebody wrote it, or the file it came from; may be empty
 */
public record Provenance(Instant at, Actor by, String reason) {}
