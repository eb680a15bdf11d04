package org.chartroom.models.text;

import java.util.List;

/**
 * What an engine made of a recording.
 *
 * @param engine {@code vosk} or {@code pocketsphinx}
 * @param model name of the acoustic and language model used
 * @param audioMs length of the recording in ms
 * @param words as spoken, in time order
 * @param text formatted text
 * @param edits the rewrites that lead from the words to the text, in word order, not overlapping
 * @param sections the text cut at its headings
 */
public record Transcript(
        String engine,
        String model,
        long audioMs,
        List<SpokenWord> words,
        String text,
        List<TextEdit> edits,
        List<NoteSection> sections) {
    public Transcript {
        if (audioMs < 0) {
            throw new IllegalArgumentException("a recording is not shorter than 0 ms, was " + audioMs);
        }
        words = List.copyOf(words);
        edits = List.copyOf(edits);
        sections = List.copyOf(sections);
    }

    /** The words as spoken, single spaces between them. */
    public String raw() {
        return String.join(" ", words.stream().map(SpokenWord::word).toList());
    }

    /** Mean confidence of the words, 0..1; 0 when nothing was heard. */
    public double confidence() {
        return words.stream().mapToDouble(SpokenWord::confidence).average().orElse(0);
    }
}
