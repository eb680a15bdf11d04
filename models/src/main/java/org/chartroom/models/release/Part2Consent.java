package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;

/**
 * A consent to the release of substance use disorder records, as it was read: 42 CFR 2.31.
 *
 * @param patientName as written
 * @param revocation whether it says how to revoke it
 * @param redisclosure whether it says that the information may be disclosed again; needed where {@code use} is treatment, payment
 *     and operations
 * @param combined whether it stands on one form with another consent
 * @param falseInformation what in it is known to be false; empty for nothing
 * @param revokedAt when a revocation was received
 */
public record Part2Consent(
        String patientName,
        String discloser,
        String description,
        String recipient,
        String purpose,
        Use use,
        boolean revocation,
        boolean redisclosure,
        Expiry expiry,
        Signed signed,
        boolean combined,
        String falseInformation,
        Optional<Instant> revokedAt) {
    /** What it is for. Names are stored: added to, never renamed. */
    public enum Use {
        /** All future treatment, payment and operations. */
        TREATMENT_PAYMENT_OPERATIONS,
        /** What it names. */
        NAMED,
        /** Counselling notes, and nothing else. */
        COUNSELLING_NOTES,
        /** Civil, criminal, administrative or legislative proceedings against the patient. */
        PROCEEDINGS
    }

    /** The same after a revocation was received; the first one counts. */
    public Part2Consent revoked(Instant at) {
        if (revokedAt.filter(before -> !before.isAfter(at)).isPresent()) {
            return this;
        }
        return new Part2Consent(
                patientName,
                discloser,
                description,
                recipient,
                purpose,
                use,
                revocation,
                redisclosure,
                expiry,
                signed,
                combined,
                falseInformation,
                Optional.of(at));
    }
}
