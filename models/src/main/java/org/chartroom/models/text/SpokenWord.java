package org.chartroom.models.text;

/**
 * One word as heard in a recording.
 *
 * @param word as spoken, lower case, without punctuation
 * @param start seconds from the start of the recording
 * @param end seconds from the start of the recording, not before {@code start}
 * @param confidence how sure the engine was, 0..1
 */
public record SpokenWord(String word, double start, double end, double confidence) {
    public SpokenWord {
        if (word.isBlank()) {
            throw new IllegalArgumentException("a spoken word needs text");
        }
        if (!(start >= 0 && end >= start)) {
            throw new IllegalArgumentException("word times must satisfy 0 <= start <= end, were " + start + ".." + end);
        }
        Confidence.check(confidence);
    }
}
