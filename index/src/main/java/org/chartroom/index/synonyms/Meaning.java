package org.chartroom.index.synonyms;

/**
 * What else some words may be written as.
 *
 * @param text as people write it
 * @param weight how much a match counts beside the words as typed, above 0 and below 1
 */
public record Meaning(String text, double weight) {
    public Meaning {
        if (!(weight > 0 && weight < 1)) {
            throw new IllegalArgumentException("a weight is above 0 and below 1, was " + weight);
        }
    }
}
