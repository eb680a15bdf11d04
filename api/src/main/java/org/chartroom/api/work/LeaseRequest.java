package org.chartroom.api.work;

/**
 * A worker asks for work.
 *
 * @param owner who asks, as status pages show it: host and process, 1 to 100 characters
 * @param waitSeconds how long the server may hold the call open until there is work, 0 to 60 s
 */
public record LeaseRequest(String owner, int waitSeconds) {
    public LeaseRequest {
        if (owner == null || owner.isBlank() || owner.length() > 100) {
            throw new IllegalArgumentException("owner must be 1 to 100 characters");
        }
        if (waitSeconds < 0 || waitSeconds > 60) {
            throw new IllegalArgumentException("waitSeconds must be within 0..60, was " + waitSeconds);
        }
    }
}
