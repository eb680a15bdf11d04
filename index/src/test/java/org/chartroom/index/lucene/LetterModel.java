package org.chartroom.index.lucene;

import java.util.Locale;
import org.chartroom.index.MeaningModel;

/** A model for tests that is fast and knows nothing: texts with the same pairs of letters lie near each other. */
final class LetterModel implements MeaningModel {
    private static final int DIMENSIONS = 64;

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public float[] place(String text) {
        String letters = text.toLowerCase(Locale.ROOT);
        float[] place = new float[DIMENSIONS];
        for (int i = 1; i < letters.length(); i++) {
            place[Math.floorMod(letters.charAt(i - 1) * 31 + letters.charAt(i), DIMENSIONS)]++;
        }
        double length = 0;
        for (float each : place) {
            length += each * each;
        }
        if (length == 0) {
            place[0] = 1;
            return place;
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            place[i] /= (float) Math.sqrt(length);
        }
        return place;
    }
}
