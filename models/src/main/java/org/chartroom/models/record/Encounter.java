package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/**
 * One visit, stay or call: the chart is kept by these.
 *
 * @param kind such as {@code office visit}, {@code telephone}, {@code inpatient}
 * @param end empty while it lasts
 * @param clinician who was seen, as written
 * @param reason why, as written
 */
public record Encounter(
        EncounterId id,
        PatientId patient,
        FacilityId facility,
        String kind,
        Instant start,
        Optional<Instant> end,
        String clinician,
        String reason) {}
