package org.chartroom.models.release;

import java.time.Instant;
import org.chartroom.models.record.Actor;

/**
 * Something that was done with a request.
 *
 * @param what such as {@code identity verified}; no health information
 */
public record Step(String what, Actor by, Instant at) {}
