package org.chartroom.models.record;

/** Names one legal hold. Random, never reused, means nothing by itself. */
public record HoldId(String value) {
    public HoldId {
        Ids.check("hold", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
