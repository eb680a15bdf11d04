package org.chartroom.models.record;

import java.util.List;
import org.chartroom.models.text.SpokenWord;

/**
 * What was heard in a stretch of a recording that is still being made.
 *
 * @param from its first sample, as recorded
 * @param to the first sample after it
 * @param words with times in seconds from the first recorded sample, whatever became of the takes
 */
public record HeardStretch(long from, long to, List<SpokenWord> words) {
    public HeardStretch {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a stretch runs forward, was " + from + ".." + to);
        }
        words = List.copyOf(words);
    }
}
