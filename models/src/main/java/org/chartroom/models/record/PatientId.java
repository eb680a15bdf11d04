package org.chartroom.models.record;

/** Names one patient; not a medical record number, which belongs to a facility. Random, never reused, means nothing by itself. */
public record PatientId(String value) {
    public PatientId {
        Ids.check("patient", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
