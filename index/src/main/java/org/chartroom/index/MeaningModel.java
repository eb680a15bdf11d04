package org.chartroom.index;

/**
 * Says where texts lie in a space in which texts that mean much the same lie near each other. Asked by many threads at once;
 * an answer may take tens of milliseconds.
 */
public interface MeaningModel {
    /** What tells it from every other model: what one said is never compared with what another said. */
    String name();

    /** How many numbers a place has, 1..1024. */
    int dimensions();

    /**
     * The place of a text, as a vector of length 1.
     *
     * @param text a passage or what somebody typed; what goes beyond some 250 words may be left out
     */
    float[] place(String text);
}
