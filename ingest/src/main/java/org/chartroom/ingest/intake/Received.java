package org.chartroom.ingest.intake;

import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.Document;

/**
 * What was kept.
 *
 * @param document the document opened as work for the whole file
 * @param repeated whether this is what an earlier sending with the same key made
 */
public record Received(Arrival arrival, Document document, boolean repeated) {}
