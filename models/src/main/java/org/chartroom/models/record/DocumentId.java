package org.chartroom.models.record;

/** Names one document. Random, never reused, means nothing by itself. */
public record DocumentId(String value) {
    public DocumentId {
        Ids.check("document", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
