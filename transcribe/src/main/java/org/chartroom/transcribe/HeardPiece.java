package org.chartroom.transcribe;

import java.util.List;
import org.chartroom.models.text.SpokenWord;

/**
 * What was heard in one piece of a recording, between two silences. Pieces are cut the same way each time, so that
 * finished ones can be kept and given back after an interruption.
 *
 * @param startMs where the piece starts in the recording, ms
 * @param endMs where it ends, ms
 * @param words with times from the start of the recording
 */
public record HeardPiece(long startMs, long endMs, List<SpokenWord> words) {
    public HeardPiece {
        if (startMs < 0 || endMs < startMs) {
            throw new IllegalArgumentException("a piece runs forward, was " + startMs + ".." + endMs + " ms");
        }
        words = List.copyOf(words);
    }
}
