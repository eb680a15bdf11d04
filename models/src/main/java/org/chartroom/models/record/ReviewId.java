package org.chartroom.models.record;

/** Names one review. Random, never reused, means nothing by itself. */
public record ReviewId(String value) {
    public ReviewId {
        Ids.check("review", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
