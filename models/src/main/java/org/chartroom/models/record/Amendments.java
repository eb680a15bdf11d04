package org.chartroom.models.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.Amendment;
import org.chartroom.models.release.AmendmentId;

/** Requests to amend records. None is ever deleted. */
public interface Amendments {
    /** @param due the last day on which acting is in time */
    void add(Amendment amendment, LocalDate due);

    Optional<Amendment> find(AmendmentId id);

    /** Those that are not done, the most urgent first. */
    List<Amendment> open(FacilityId facility);

    /** All of a patient, of charts merged into theirs too, first first. */
    List<Amendment> of(PatientId patient);

    /**
     * Replaces it; version as in {@link Documents#update}. Earlier versions are kept.
     *
     * @throws ConflictException when it has changed since
     */
    Amendment update(Amendment changed, LocalDate due);
}
