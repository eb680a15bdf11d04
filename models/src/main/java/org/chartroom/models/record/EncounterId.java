package org.chartroom.models.record;

/** Names one encounter (visit). Random, never reused, means nothing by itself. */
public record EncounterId(String value) {
    public EncounterId {
        Ids.check("encounter", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
