package org.chartroom.benchmarks.filing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chartroom.models.record.Sex;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;

final class FilingTrialTest {
    /** A page on which the reader finds nothing, so that no noise is learnt. */
    private static List<List<PlacedWord>> nothing(List<BufferedImage> pages) {
        return pages.stream().map(_ -> List.<PlacedWord>of()).toList();
    }

    @Test
    void whatCannotBeReadGoesToAPersonAndIsCountedSo() throws Exception {
        FilingTrial.Result result = new FilingTrial(
                        new FilingTrial.Settings(60, 200, 50, 4, 0, false, 3), FilingTrialTest::nothing, List.of())
                .run();
        assertThat(result.pages()).isGreaterThanOrEqualTo(60);
        assertThat(result.autoFiled()).isZero();
        assertThat(result.wrong()).isZero();
    }

    @Test
    void theHalvesShareNoNameLabelTitleOrSentence() {
        Set<String> names = new HashSet<>();
        Random chance = new Random(5);
        Names built = new Names(Half.BUILT);
        Names tested = new Names(Half.TESTED);
        for (int i = 0; i < 2_000; i++) {
            names.add(built.given(Sex.FEMALE, chance));
            names.add(built.given(Sex.MALE, chance));
        }
        for (int i = 0; i < 2_000; i++) {
            assertThat(names).doesNotContain(tested.given(i % 2 == 0 ? Sex.FEMALE : Sex.MALE, chance));
        }
        Script one = Script.of(Half.BUILT);
        Script other = Script.of(Half.TESTED);
        assertThat(one.types()).containsExactlyElementsOf(other.types());
        for (String key :
                List.of("name", "birth", "number", "sex", "address", "member", "service", "forms", "running")) {
            assertThat(one.common(key)).doesNotContainAnyElementsOf(other.common(key));
        }
        for (String type : one.types()) {
            assertThat(one.all(type)).doesNotContainAnyElementsOf(other.all(type));
        }
    }

    @Test
    void aPageReadWithoutMistakesIsMadeUpWithoutMistakes() {
        List<Printed> page = List.of(new Printed(54, 100, 10, "Ada Brook was seen"), new Printed(54, 120, 10, "today"));
        Noise noise = new Noise();
        List<PlacedWord> words = Degraded.GREY_SCAN.places(page);
        noise.learn(words, words);
        assertThat(noise.errorRate()).isZero();
        assertThat(noise.read(page, new Random(1)).stream().map(Word::text).toList())
                .containsExactly("Ada", "Brook", "was", "seen", "today");
    }

    @Test
    void mistakesOfTheReaderAreMadeAsOftenAsItMadeThem() {
        List<Printed> page = List.of(new Printed(54, 100, 10, "00000000 11111111"));
        List<PlacedWord> truth = Degraded.GREY_SCAN.places(page);
        List<PlacedWord> read = new ArrayList<>();
        truth.forEach(word -> read.add(new PlacedWord(word.text().replaceFirst("00", "OO"), word.x(), word.y())));
        Noise noise = new Noise();
        noise.learn(truth, read);
        Random chance = new Random(2);
        long wrong = 0;
        for (int i = 0; i < 500; i++) {
            wrong += noise.read(page, chance)
                    .getFirst()
                    .text()
                    .chars()
                    .filter(sign -> sign == 'O')
                    .count();
        }
        assertThat(wrong / 4_000.0).isBetween(0.2, 0.3);
    }
}
