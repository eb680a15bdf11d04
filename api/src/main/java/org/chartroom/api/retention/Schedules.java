package org.chartroom.api.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import org.chartroom.api.json.Json;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.ScheduleVersion;

/** The schedule in force: what ships with what the office laid down last. Safe for use by many threads. */
public final class Schedules {
    private final ShippedSchedule shipped;
    private final ObjectMapper json = Json.mapper();

    private Schedules(ShippedSchedule shipped) {
        this.shipped = shipped;
    }

    /** Over the schedule that ships. */
    public static Schedules shipped() {
        return new Schedules(ShippedSchedule.read());
    }

    ShippedSchedule ships() {
        return shipped;
    }

    /** Within a transaction. */
    Schedule now(Records records) {
        return records.retention()
                .schedule()
                .map(kept -> site(kept).on(shipped, kept.version()))
                .orElseGet(() -> SiteSchedule.NOTHING.on(shipped, 0));
    }

    SiteSchedule site(ScheduleVersion kept) {
        try {
            return json.readValue(kept.content(), SiteSchedule.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("version " + kept.version() + " of the schedule cannot be read", e);
        }
    }

    String written(SiteSchedule site) {
        try {
            return json.writeValueAsString(site);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the schedule cannot be written", e);
        }
    }
}
