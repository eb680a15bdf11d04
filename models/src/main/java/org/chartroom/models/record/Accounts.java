package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may sign in. */
public interface Accounts {
    /** @throws ConflictException when the login is taken */
    void add(UserAccount account);

    Optional<UserAccount> find(UserId id);

    Optional<UserAccount> byLogin(String login);

    void update(UserAccount account);

    /** By login. */
    List<UserAccount> all();

    void addCredential(Credential credential);

    Optional<Credential> credential(String secretSha256);

    void touchCredential(String secretSha256, Instant usedAt, Instant expiresAt);

    void removeCredential(String secretSha256);

    /** Ends the sessions of an account, but for the one with this secret; its tokens stay. */
    void removeSessions(UserId user, Optional<String> butSecretSha256);

    /** What makes codes for an account; empty when nobody ever began to enrol it, or it was reset. */
    Optional<SecondFactor> secondFactor(UserId user);

    /** Those accounts that need a code to sign in. */
    Set<UserId> withSecondFactor();

    /** Keeps a secret that waits for its first code, in place of one that waited; what is in use stays in use. */
    void offerSecondFactor(UserId user, String sealed);

    /**
     * Puts the secret that waits into use, in place of the one that was, with new recovery codes.
     *
     * @param step the time step whose code proved it
     * @param recoverySha256 hashes of the recovery codes; those there were are good no more
     * @throws ConflictException when none waits
     */
    void confirmSecondFactor(UserId user, Instant at, long step, List<String> recoverySha256);

    /** Takes the code of a time step, once: false when one of it or of a later step was taken before, or none is in use. */
    boolean spendStep(UserId user, long step);

    /** Takes a recovery code, once: false when it is not one of the account's, or was used. */
    boolean spendRecoveryCode(UserId user, String sha256, Instant at);

    /** Forgets secret and recovery codes: the password alone signs in again. */
    void removeSecondFactor(UserId user);

    /** When somebody was first asked to set up a second factor. */
    Optional<Instant> askedForSecondFactor(UserId user);

    /** Notes that they were asked; the first time counts. */
    void askForSecondFactor(UserId user, Instant at);
}
