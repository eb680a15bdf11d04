package org.chartroom.models.record;

import java.time.Instant;

/** Text added to a signed note. */
public record Addendum(DocumentId document, int number, String text, UserId author, Instant at) {}
