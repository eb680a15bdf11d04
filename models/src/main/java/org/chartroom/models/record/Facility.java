package org.chartroom.models.record;

/** An office or site with charts of its own. */
public record Facility(FacilityId id, String name) {}
