package org.chartroom.models.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chartroom.models.text.Listened.Span;
import org.junit.jupiter.api.Test;

final class ListenedTest {
    @Test
    void addsUpWhatWasPlayedInAnyOrderAndNothingTwice() {
        Listened listened = Listened.NOTHING
                .and(List.of(new Span(6_000, 8_000)))
                .and(List.of(new Span(0, 2_000), new Span(1_000, 3_000)));
        assertThat(listened.spans()).containsExactly(new Span(0, 3_000), new Span(6_000, 8_000));
        assertThat(listened.share(10_000)).isEqualTo(0.5);
        assertThat(listened.isAllOf(10_000)).isFalse();
    }

    @Test
    void isAllOfItOnceNoGapIsLeft() {
        Listened listened = new Listened(List.of(new Span(200, 5_000), new Span(5_300, 9_800)));
        assertThat(listened.isAllOf(10_000)).isTrue();
        assertThat(listened.isAllOf(20_000)).isFalse();
        assertThat(new Listened(List.of(new Span(0, 4_000), new Span(6_000, 10_000))).isAllOf(10_000))
                .isFalse();
    }

    @Test
    void nothingPlayedIsNotAllOfARecording() {
        assertThat(Listened.NOTHING.isAllOf(10_000)).isFalse();
        assertThat(Listened.NOTHING.share(10_000)).isZero();
    }

    @Test
    void aSpanRunsForward() {
        assertThatThrownBy(() -> new Span(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(-1, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
