package org.chartroom.models.record;

import java.time.Instant;

/** Somebody opened the document of a review while it was open. */
public record ReviewLook(UserId user, Instant at) {}
