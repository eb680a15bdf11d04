package org.chartroom.index.lucene;

import org.chartroom.index.MeaningModel;

/**
 * Reads passages beside searches and gives way to them: before each, it waits for a moment while one is running. A core that reads all the
 * time would otherwise be missing to searches for as long as there is something to read.
 */
final class YieldingModel implements MeaningModel {
    /** About three times as long as a passage takes, so that reading gets a quarter of a core at least. */
    private static final long WAIT_MS = 25;

    private final MeaningModel model;
    private final Traffic searches;

    YieldingModel(MeaningModel model, Traffic searches) {
        this.model = model;
        this.searches = searches;
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
        try {
            searches.awaitGap(WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return model.place(text);
    }
}
