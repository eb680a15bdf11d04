package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
}
