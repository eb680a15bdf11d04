package org.chartroom.models.record;

/** Names one arrival: one file received through one channel. Random, never reused, means nothing by itself. */
public record ArrivalId(String value) {
    public ArrivalId {
        Ids.check("arrival", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
