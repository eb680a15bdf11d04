package org.chartroom.models.record;

/** Names one destruction of records. Random, never reused, means nothing by itself. */
public record DestructionId(String value) {
    public DestructionId {
        Ids.check("destruction", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
