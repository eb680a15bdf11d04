package org.chartroom.models.record;

/** Names one paper original. Random, never reused, means nothing by itself. */
public record OriginalId(String value) {
    public OriginalId {
        Ids.check("original", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
