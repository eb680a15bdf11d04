package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/**
 * What makes one-time codes for an account, beside its password.
 *
 * @param sealed the secret that codes are made with, sealed for this account; empty until one was proven by a code
 * @param pending the sealed secret of an enrolment that waits for its first code; empty when none does
 * @param since when the secret was proven; empty until then
 * @param lastStep the latest time step whose code was taken, 0 for none; no code of it or an earlier one is taken again
 * @param recoveryCodes recovery codes that were not used yet
 */
public record SecondFactor(
        UserId user,
        Optional<String> sealed,
        Optional<String> pending,
        Optional<Instant> since,
        long lastStep,
        int recoveryCodes) {
    public SecondFactor {
        if (sealed.isPresent() != since.isPresent()) {
            throw new IllegalArgumentException("a secret is there exactly when it was proven");
        }
        if (lastStep < 0 || recoveryCodes < 0) {
            throw new IllegalArgumentException("lastStep and recoveryCodes are 0 or more");
        }
    }

    /** Whether signing in needs a code. */
    public boolean on() {
        return sealed.isPresent();
    }

    @Override
    public String toString() {
        return "SecondFactor[user=" + user + ", on=" + on() + "]";
    }
}
