package org.chartroom.models.record;

import java.util.Optional;
import java.util.Set;

/**
 * Somebody, or a worker process, that may sign in.
 *
 * @param login unique, compared without case
 * @param passwordHash Argon2id in its encoded form; empty for accounts with tokens only
 */
public record UserAccount(
        UserId id, String login, String displayName, Set<Role> roles, Optional<String> passwordHash, boolean disabled) {
    public UserAccount {
        roles = Set.copyOf(roles);
    }
}
