package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody opened a restricted chart in an emergency. Kept for good.
 *
 * @param patient whose chart
 * @param reason in their words
 * @param until when it closes again by itself, or was closed before
 * @param look what a privacy officer found afterwards; empty until one looked
 */
public record EmergencyAccess(
        String id, PatientId patient, UserId by, String reason, Instant from, Instant until, Optional<Look> look) {
    /**
     * A look at it afterwards.
     *
     * @param justified whether there was need
     */
    public record Look(UserId by, Instant at, boolean justified, String words) {}

    public EmergencyAccess {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a chart is opened in an emergency with a reason");
        }
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("a chart that is opened in an emergency closes afterwards");
        }
    }

    /** Whether it is open still. */
    public boolean isOpen(Instant now) {
        return now.isBefore(until);
    }

    /** The same, closed before its time. */
    public EmergencyAccess closedAt(Instant now) {
        return new EmergencyAccess(id, patient, by, reason, from, now, look);
    }

    /** The same, looked at. */
    public EmergencyAccess lookedAt(Look seen) {
        return new EmergencyAccess(id, patient, by, reason, from, until, Optional.of(seen));
    }
}
