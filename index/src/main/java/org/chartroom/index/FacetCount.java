package org.chartroom.index;

/**
 * How many matching documents have one value.
 *
 * @param value what a filter takes: a kind, a stage, a type's code, a patient's id, an author, a year, a channel, a
 *     month
 * @param label what people read: a type's display name, a patient's name; else the value itself
 */
public record FacetCount(String value, String label, long count) {}
