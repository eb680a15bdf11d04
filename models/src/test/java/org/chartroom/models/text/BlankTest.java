package org.chartroom.models.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BlankTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "He takes ___ daily.| 9| 12| -1",
                "He takes ____[00:41] daily.| 9| 20| 41000",
                "He takes ???[1:02:03] daily.| 9| 21| 3723000",
                "He takes [ ] daily.| 9| 12| -1",
                "He takes [] daily.| 9| 11| -1"
            })
    void isAPlaceInTheTextWithItsTimeWhereThatIsKnown(String text, int start, int end, long audioMs) {
        assertThat(Blank.in(text))
                .containsExactly(new Blank(start, end, audioMs < 0 ? OptionalLong.empty() : OptionalLong.of(audioMs)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "He takes 5 mg.", "first__last", "Really??", "see [1]", "[handwriting]"})
    void isNotSeenWhereThereIsNone(String text) {
        assertThat(Blank.in(text)).isEmpty();
    }

    @Test
    void areAllFoundInTheirOrder() {
        assertThat(Blank.in("___ and ____[00:05] and ???"))
                .extracting(Blank::start)
                .containsExactly(0, 8, 24);
    }
}
