package org.chartroom.transcribe.model;

/**
 * How often an engine misheard in a measurement.
 *
 * @param wordErrorRate share of the words that were wrong, 0 or more
 * @param measuredOn what was listened to, for a person
 * @param source who measured it
 */
public record ErrorFigure(double wordErrorRate, String measuredOn, String source) {
    public ErrorFigure {
        if (!(wordErrorRate >= 0) || measuredOn == null || measuredOn.isBlank() || source == null) {
            throw new IllegalArgumentException("a figure says what was measured on what");
        }
    }
}
