package org.chartroom.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.chartroom.index.MeaningModel;
import org.junit.jupiter.api.Test;

class MiniLmTest {
    @Test
    void whatMeansMuchTheSameLiesNearer() {
        MeaningModel model = ServiceLoader.load(MeaningModel.class).findFirst().orElseThrow();
        float[] asked = model.place("heart attack");
        float near = product(asked, model.place("The patient suffered an acute myocardial infarction."));
        float far = product(asked, model.place("The patient fell and broke her wrist."));
        assertThat(asked).hasSize(model.dimensions());
        assertThat(product(asked, asked)).isBetween(0.999f, 1.001f);
        assertThat(near).isGreaterThan(far + 0.1f);
    }

    private static float product(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
