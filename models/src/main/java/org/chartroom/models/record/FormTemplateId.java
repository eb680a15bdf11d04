package org.chartroom.models.record;

/** Names one form template through all its versions. Random, never reused, means nothing by itself. */
public record FormTemplateId(String value) {
    public FormTemplateId {
        Ids.check("form template", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
