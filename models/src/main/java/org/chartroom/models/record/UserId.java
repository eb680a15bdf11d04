package org.chartroom.models.record;

/** Names one user account or service account. Random, never reused, means nothing by itself. */
public record UserId(String value) {
    public UserId {
        Ids.check("user", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
