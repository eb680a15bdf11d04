package org.chartroom.models.record;

/** Names one saved search. Random, never reused, means nothing by itself. */
public record SavedSearchId(String value) {
    public SavedSearchId {
        Ids.check("saved search", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
