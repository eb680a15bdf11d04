package org.chartroom.meaning;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.chartroom.index.MeaningModel;

/**
 * The sentence model all-MiniLM-L6-v2 with its numbers rounded to bytes, from its Maven artifact. It runs in this process: no
 * text leaves it. English; trained on everyday text, not on medicine.
 */
public final class MiniLm implements MeaningModel {
    private static final int DIMENSIONS = 384;

    private final EmbeddingModel model = new OnItsCallersThread();

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

    /**
     * The model of the artifact, of which each call takes the caller's thread and no other. As it comes it has a thread a core of its own,
     * and these go round and wait for more work for a while after each call: on two cores, where searches ask much, a whole core was gone.
     */
    private static final class OnItsCallersThread extends AbstractInProcessEmbeddingModel {
        private static final String FILE = "/all-minilm-l6-v2-q";

        private final OnnxBertBiEncoder encoder;

        OnItsCallersThread() {
            super(Runnable::run);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                    InputStream network = file(".onnx");
                    InputStream tokenizer = file("-tokenizer.json")) {
                options.setIntraOpNumThreads(1);
                OrtSession session = environment.createSession(network.readAllBytes(), options);
                encoder = new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
            } catch (OrtException e) {
                throw new IllegalStateException("the model cannot be loaded", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected OnnxBertBiEncoder model() {
            return encoder;
        }

        private static InputStream file(String ending) throws FileNotFoundException {
            InputStream file = AllMiniLmL6V2QuantizedEmbeddingModel.class.getResourceAsStream(FILE + ending);
            if (file == null) {
                throw new FileNotFoundException(FILE + ending + " is not in the model's artifact");
            }
            return file;
        }
    }
}
