package org.chartroom.api.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;

/**
 * Asks those who are signed in for their password once more, before what only they themselves may do: a session left open, or a
 * token, is not enough. Safe for use by several threads.
 */
public final class PasswordAgain {
    private final Accounting accounting;
    private final AuditTrail trail;
    private final SignInThrottle throttle;
    private final Clock clock;

    public PasswordAgain(Accounting accounting, AuditTrail trail, Clock clock) {
        this.accounting = accounting;
        this.trail = trail;
        this.throttle = new SignInThrottle(clock);
        this.clock = clock;
    }

    /**
     * Returns when the password is theirs.
     *
     * @param undone said of what is not done when it is not, such as {@code Nothing was signed.}
     * @throws ProblemException 403 when it is not theirs, 429 after too many tries
     */
    public void require(Caller caller, String password, String undone) {
        String login = caller.account().login();
        Duration wait = throttle.waitFor(login, caller.address());
        if (!wait.isZero()) {
            throw new ProblemException(
                    Kind.TOO_MANY_ATTEMPTS,
                    "Too many failed tries. " + undone + " Wait, then try again.",
                    Map.of("retryAfterSeconds", wait.toSeconds() + 1));
        }
        if (accounting
                .check(login, password)
                .filter(account -> account.id().equals(caller.id()))
                .isPresent()) {
            throttle.succeeded(login, caller.address());
            return;
        }
        throttle.failed(login, caller.address());
        trail.write(new AuditEvent(
                clock.instant(),
                caller.actor(),
                AuditAction.SIGN_IN_REFUSED,
                "user",
                caller.id().value(),
                Optional.empty(),
                Map.of()));
        throw new ProblemException(Kind.NOT_ALLOWED, "The password is not right. " + undone + " Type it again.");
    }
}
