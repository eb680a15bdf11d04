package org.chartroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpperBoundTest {
    /** Exact values: without a case 1 - 0.05^(1/n); the others from tables of the binomial distribution. */
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"0, 10, 0.258866", "0, 100, 0.029513", "0, 30000, 0.0000998528", "1, 10, 0.394163", "2, 20, 0.282619"})
    void isTheShareAtWhichSoFewWouldBeSeenOnceInTwenty(int seen, int trials, double share) {
        assertThat(UpperBound.of(seen, trials)).isCloseTo(share, within(1e-6));
    }

    @Test
    void withoutTrialsNothingIsKnown() {
        assertThat(UpperBound.of(0, 0)).isEqualTo(1);
        assertThat(UpperBound.of(7, 7)).isEqualTo(1);
    }
}
