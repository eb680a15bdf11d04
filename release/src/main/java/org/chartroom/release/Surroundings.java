package org.chartroom.release;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a request is held against.
 *
 * @param zone where the office is: it says which day it is
 * @param subject the patient of the request; {@link Subject#UNKNOWN} while that is not known
 */
public record Surroundings(Instant now, ZoneId zone, RuleBook book, Subject subject) {
    /** The day where the office is. */
    public LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }
}
