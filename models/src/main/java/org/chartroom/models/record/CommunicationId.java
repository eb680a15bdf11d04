package org.chartroom.models.record;

/** Names one communication. Random, never reused, means nothing by itself. */
public record CommunicationId(String value) {
    public CommunicationId {
        Ids.check("communication", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
