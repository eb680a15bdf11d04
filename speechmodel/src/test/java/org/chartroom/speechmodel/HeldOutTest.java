package org.chartroom.speechmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private static final String DICTATION = "she was seen for a swollen ankle after a fall on the ice period the ankle"
            + " is tender on the outside and she cannot stand on it period";

    private final HeldOut heldOut = new HeldOut();

    HeldOutTest() {
        heldOut.add(DICTATION);
    }

    @Test
    void aCopyIsFoundInsideALongerLine() {
        assertThat(copies("yesterday she was seen for a swollen ankle after a fall in the yard"))
                .isTrue();
    }

    @Test
    void aSentenceWithAFewWordsChangedIsANearCopy() {
        assertThat(copies("the left ankle is tender on the outside and he cannot stand on it"))
                .isTrue();
    }

    @Test
    void theCommonSpeechOfNotesIsNoCopy() {
        assertThat(copies("he has a swollen ankle and cannot stand period the knee is tender"))
                .isFalse();
    }

    private boolean copies(String line) {
        return heldOut.copies(List.of(line.split(" ")));
    }
}
