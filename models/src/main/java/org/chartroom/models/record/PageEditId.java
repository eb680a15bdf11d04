package org.chartroom.models.record;

/** Names one edit of pages. Random, never reused, means nothing by itself. */
public record PageEditId(String value) {
    public PageEditId {
        Ids.check("page edit", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
