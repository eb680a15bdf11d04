package org.chartroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimingsTest {
    @Test
    void aQuestionThatWasAskedMoreOftenDoesNotWeighMore() {
        List<Long> quick = List.of(1_000_000L, 1_000_000L, 1_000_000L, 1_000_000L, 1_000_000L, 1_000_000L);
        List<Long> slow = List.of(9_000_000L, 8_000_000L);
        List<Long> slower = List.of(20_000_000L);
        Timings alike = Timings.alike(List.of(quick, slow, slower), 6);
        assertThat(alike.count()).isEqualTo(18);
        assertThat(alike.ms(0.5)).isEqualTo(8);
        assertThat(alike.ms(0.99)).isEqualTo(20);
    }

    @Test
    void ofManyRunsFewAreTakenOverTheirWholeRange() {
        Timings few = Timings.alike(List.of(List.of(1_000_000L, 2_000_000L, 3_000_000L, 4_000_000L)), 2);
        assertThat(few.count()).isEqualTo(2);
        assertThat(few.ms(0)).isEqualTo(1);
        assertThat(few.ms(1)).isEqualTo(3);
    }
}
