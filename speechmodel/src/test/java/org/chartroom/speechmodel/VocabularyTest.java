package org.chartroom.speechmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void swearWordsAreNotWordsOfADraftAndMedicalWordsThatLookLikeThemAre() throws Exception {
        Vocabulary vocabulary = Vocabulary.empty();
        vocabulary.count(List.of(List.of("shit", "shift", "pissed", "prick", "pinprick", "scrape", "cocktail")), 9);

        assertThat(vocabulary.words(2, List.of("bastard's", "retardation")))
                .containsExactly(
                        Vocabulary.END,
                        Vocabulary.START,
                        "cocktail",
                        "pinprick",
                        "prick",
                        "retardation",
                        "scrape",
                        "shift");
    }
}
