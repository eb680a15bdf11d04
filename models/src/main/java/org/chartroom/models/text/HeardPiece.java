package org.chartroom.models.text;

import java.util.List;

/**
 * What was heard in one piece of a recording, between two silences. Pieces are cut the same way each time, so that
 * finished ones can be kept and given back after an interruption.
 *
 * @param engine the engine that heard it, such as {@code vosk}
 * @param model the engine's model; another one might have heard something else
 * @param startMs where the piece starts in the recording, ms
 * @param endMs where it ends, ms
 * @param words with times from the start of the recording
 */
public record HeardPiece(String engine, String model, long startMs, long endMs, List<SpokenWord> words) {
    public HeardPiece {
        if (engine == null || engine.isBlank() || model == null || model.isBlank()) {
            throw new IllegalArgumentException("a piece names the engine and the model that heard it");
        }
        if (startMs < 0 || endMs < startMs) {
            throw new IllegalArgumentException("a piece runs forward, was " + startMs + ".." + endMs + " ms");
        }
        words = words == null ? List.of() : List.copyOf(words);
    }
}
