package org.chartroom.models.record;

import java.time.Instant;

/**
 * What the office laid down about how long records are kept, as of one change.
 *
 * @param version from 1
 * @param content as JSON, for those who know how to read it
 */
public record ScheduleVersion(int version, String content, Actor by, Instant at) {}
