package org.chartroom.models.record;

/** Names one recording in progress. Random, never reused, means nothing by itself. */
public record RecordingId(String value) {
    public RecordingId {
        Ids.check("recording", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
