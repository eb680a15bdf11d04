package org.chartroom.models.record;

/** Names one lease of a piece of work; a new one each time the work is handed out. Random, never reused, means nothing by itself. */
public record LeaseToken(String value) {
    public LeaseToken {
        Ids.check("lease", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
