package org.chartroom.models.record;

/** Names one appointment. Random, never reused, means nothing by itself. */
public record AppointmentId(String value) {
    public AppointmentId {
        Ids.check("appointment", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
