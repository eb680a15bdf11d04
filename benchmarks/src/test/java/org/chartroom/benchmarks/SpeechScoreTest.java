package org.chartroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechScoreTest {
    @Test
    void aWrongDoseSideOrNegationIsACriticalErrorAndAnArticleIsNot() throws Exception {
        assertThat(score("the left knee", "a left knee").criticalErrorRate()).isZero();
        assertThat(score("the left knee", "the right knee").criticalErrorRate()).isEqualTo(1);
        assertThat(score("warfarin five milligrams", "warfarin nine milligrams").criticalErrorRate())
                .isEqualTo(1.0 / 3);
        assertThat(score("she denies pain", "she has pain").criticalErrorRate()).isEqualTo(1);
    }

    @Test
    void aCriticalWordThatNobodySaidIsACriticalErrorToo() throws Exception {
        assertThat(score("left knee pain", "left knee pain no").criticalErrorRate())
                .isEqualTo(1);
    }

    @Test
    void theRangeHoldsTheRate() throws Exception {
        SpeechScore score = new SpeechScore(CriticalWords.load());
        for (int i = 0; i < 10; i++) {
            score.add(WordAlignment.of(
                    words("pain for two days"), words(i < 3 ? "pain for ten days" : "pain for two days")));
        }
        ObjectNode object = JsonOut.object();
        score.putWords(object, "wer");
        double rate = object.path("wer").asDouble();
        assertThat(rate).isEqualTo(0.075);
        assertThat(object.path("werCi95").get(0).asDouble()).isLessThan(rate);
        assertThat(object.path("werCi95").get(1).asDouble()).isGreaterThan(rate);
        assertThat(object.path("werSubstitutions").asInt()).isEqualTo(3);
    }

    private static SpeechScore score(String truth, String heard) throws Exception {
        SpeechScore score = new SpeechScore(CriticalWords.load());
        score.add(WordAlignment.of(words(truth), words(heard)));
        return score;
    }

    private static List<String> words(String text) {
        return SpokenWords.of(text);
    }
}
