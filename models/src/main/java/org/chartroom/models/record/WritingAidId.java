package org.chartroom.models.record;

/** Names one writing aid. Random, never reused, means nothing by itself. */
public record WritingAidId(String value) {
    public WritingAidId {
        Ids.check("writing aid", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
