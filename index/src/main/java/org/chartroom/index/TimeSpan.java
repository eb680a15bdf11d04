package org.chartroom.index;

/**
 * A stretch of a recording.
 *
 * @param start seconds from its start
 * @param end seconds from its start, not before {@code start}
 */
public record TimeSpan(double start, double end) {
    public TimeSpan {
        if (!(start >= 0 && end >= start)) {
            throw new IllegalArgumentException("a time span must satisfy 0 <= start <= end, was " + start + ".." + end);
        }
    }
}
