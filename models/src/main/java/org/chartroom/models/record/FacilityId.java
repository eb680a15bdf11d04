package org.chartroom.models.record;

/** Names one facility (an office or site). Random, never reused, means nothing by itself. */
public record FacilityId(String value) {
    public FacilityId {
        Ids.check("facility", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
