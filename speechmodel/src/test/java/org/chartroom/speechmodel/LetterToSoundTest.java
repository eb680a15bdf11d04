package org.chartroom.speechmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LetterToSoundTest {
    @Test
    void aNewWordIsSaidAsTheWordsItLooksLike() {
        LetterToSound rules = LetterToSound.learntFrom(List.of(
                Map.entry("cat", "K AE T"),
                Map.entry("can", "K AE N"),
                Map.entry("cap", "K AE P"),
                Map.entry("pan", "P AE N"),
                Map.entry("tan", "T AE N"),
                Map.entry("nap", "N AE P"),
                Map.entry("phone", "F OW N"),
                Map.entry("tone", "T OW N"),
                Map.entry("cone", "K OW N"),
                Map.entry("cope", "K OW P")));
        assertThat(rules.pronunciations("pat", 1)).containsExactly("P AE T");
        assertThat(rules.pronunciations("cane", 2)).isNotEmpty();
    }
}
