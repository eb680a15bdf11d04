package org.chartroom.models.record;

/** Names one request to scan pages again. Random, never reused, means nothing by itself. */
public record RescanId(String value) {
    public RescanId {
        Ids.check("rescan", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
