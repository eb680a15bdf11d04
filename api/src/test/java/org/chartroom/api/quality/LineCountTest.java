package org.chartroom.api.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.config.DictationConfig;
import org.chartroom.models.record.UserId;
import org.chartroom.models.record.WritingAid;
import org.chartroom.models.record.WritingAidId;
import org.junit.jupiter.api.Test;

/** A line is what the office says a line is. */
final class LineCountTest {
    private static final String NOTE = "Assessment:\nHe is well.\n\nHeart: regular, rate 72.";

    private static double lines(boolean spaces, boolean headers, boolean macros) {
        WritingAid macro = new WritingAid(
                new WritingAidId("m"),
                WritingAid.Kind.MACRO,
                Optional.empty(),
                "heart",
                "",
                "",
                false,
                "Heart: [rhythm:regular], rate [rate].",
                new UserId("u"),
                Instant.EPOCH,
                1);
        return new LineCount(new DictationConfig.Lines(10, spaces, headers, macros), List.of(macro)).lines(NOTE);
    }

    @Test
    void hasSoManyCharactersWithOrWithoutSpaces() {
        assertThat(lines(true, true, true)).isEqualTo((11 + 11 + 24) / 10.0);
        assertThat(lines(false, true, true)).isEqualTo((11 + 9 + 21) / 10.0);
    }

    @Test
    void canLeaveOutHeadings() {
        assertThat(lines(true, false, true)).isEqualTo((11 + 24) / 10.0);
    }

    @Test
    void canLeaveOutWhatAMacroWroteWhateverStandsInItsFields() {
        assertThat(lines(true, true, false)).isEqualTo((11 + 11) / 10.0);
    }
}
