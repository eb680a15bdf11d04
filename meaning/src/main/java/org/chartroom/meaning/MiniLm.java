package org.chartroom.meaning;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import org.chartroom.index.MeaningModel;

/**
 * The sentence model all-MiniLM-L6-v2 with its numbers rounded to bytes, from its Maven artifact. It runs in this process: no
 * text leaves it. English; trained on everyday text, not on medicine.
 */
public final class MiniLm implements MeaningModel {
    private static final int DIMENSIONS = 384;

    private final EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();

    @Override
    public String name() {
        return "all-minilm-l6-v2-q";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public float[] place(String text) {
        float[] place = model.embed(text.isBlank() ? "." : text).content().vector();
        double length = 0;
        for (float each : place) {
            length += each * each;
        }
        float scale = (float) (1 / Math.sqrt(length));
        float[] unit = new float[place.length];
        for (int i = 0; i < place.length; i++) {
            unit[i] = place[i] * scale;
        }
        return unit;
    }
}
