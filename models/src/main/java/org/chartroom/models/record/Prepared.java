package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;

/**
 * That somebody prepared the chart for a planned visit.
 *
 * @param name of who did, as shown
 * @param contents what there was to look at then, a key each; what is there later and not among these is new
 */
public record Prepared(AppointmentId appointment, UserId by, String name, Instant at, List<String> contents) {
    public Prepared {
        contents = List.copyOf(contents);
    }
}
