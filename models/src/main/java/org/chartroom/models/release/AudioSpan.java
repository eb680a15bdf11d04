package org.chartroom.models.release;

/**
 * A passage of a recording, in ms from its beginning.
 *
 * @param fromMs included
 * @param toMs not included
 */
public record AudioSpan(long fromMs, long toMs) {
    public AudioSpan {
        if (fromMs < 0 || toMs <= fromMs) {
            throw new IllegalArgumentException("a passage ends after it begins");
        }
    }
}
