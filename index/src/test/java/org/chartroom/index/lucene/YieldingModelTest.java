package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.chartroom.index.MeaningModel;
import org.junit.jupiter.api.Test;

/** Reading waits for searches, and never for long. */
class YieldingModelTest {
    private final Traffic searches = new Traffic();
    private final MeaningModel letters = new LetterModel();
    private final MeaningModel yielding = new YieldingModel(letters, searches);

    @Test
    void saysWhatItsModelSays() {
        assertThat(yielding.name()).isEqualTo(letters.name());
        assertThat(yielding.dimensions()).isEqualTo(letters.dimensions());
        assertThat(yielding.place("heart")).containsExactly(letters.place("heart"));
    }

    @Test
    void aPassageWaitsAMomentWhileASearchRunsAndIsReadAllTheSame() {
        searches.begin();
        long began = System.nanoTime();

        assertThat(yielding.place("heart")).containsExactly(letters.place("heart"));

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }
}
