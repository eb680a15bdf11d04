package org.chartroom.benchmarks.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chartroom.index.MeaningModel;

/**
 * Reads the first passages and lays all others somewhere between two of them: for indexes so big that reading them all would
 * take hours.
 */
public final class MixedPlaces implements MeaningModel {
    private final MeaningModel model;
    private final int read;
    private final List<float[]> known = new ArrayList<>();
    private final Random random = new Random(4);
    private boolean onlyRead;
    private int asked;
    private long nanos;

    /** @param read how many are really read */
    public MixedPlaces(MeaningModel model, int read) {
        this.model = model;
        this.read = read;
    }

    /** Of how many the place was asked. */
    public int asked() {
        return asked;
    }

    /** How long the model took for one, in ms. */
    public double msToRead() {
        return nanos / 1e6 / known.size();
    }

    /** From now on every text is really read. */
    public void onlyRead() {
        onlyRead = true;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public int dimensions() {
        return model.dimensions();
    }

    @Override
    public float[] place(String text) {
        if (onlyRead) {
            return model.place(text);
        }
        asked++;
        if (known.size() < read) {
            long began = System.nanoTime();
            float[] place = model.place(text);
            nanos += System.nanoTime() - began;
            known.add(place);
            return place;
        }
        float[] one = known.get(random.nextInt(read));
        float[] other = known.get(random.nextInt(read));
        float share = random.nextFloat();
        float[] mixed = new float[one.length];
        double length = 0;
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = share * one[i] + (1 - share) * other[i];
            length += mixed[i] * mixed[i];
        }
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] /= (float) Math.sqrt(length);
        }
        return mixed;
    }
}
