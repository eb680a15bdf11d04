package org.chartroom.models.record;

import java.time.Instant;

/**
 * A session or an API token. Only the hash of the secret is kept.
 *
 * @param secretSha256 64 lower-case hex digits
 * @param kind {@code session} or {@code token}
 * @param label what it is for, shown to its owner
 */
public record Credential(
        String secretSha256,
        UserId user,
        String kind,
        String label,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {}
