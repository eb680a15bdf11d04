package org.chartroom.models.text;

/** Checks shared by everything that says how sure a reader was, on the scale 0 (guess) to 1 (certain). */
final class Confidence {
    private Confidence() {}

    static void check(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be within 0..1, was " + confidence);
        }
    }
}
