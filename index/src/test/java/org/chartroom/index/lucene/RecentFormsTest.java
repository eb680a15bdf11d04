package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentFormsTest {
    private static final int WORDS = 60_000;
    private static final int MOST_LETTERS = 20;

    private final WordForms all = new WordForms();
    private final RecentForms recent = new RecentForms(all);

    /** Far more than are remembered, so that nearly every place is shared; short ones come again and again. */
    @Test
    void ofManyWordsEachHasItsOwnForms() {
        Random random = new Random(7);
        List<String> words = Stream.generate(() -> word(random)).limit(WORDS).toList();
        for (String word : words) {
            assertThat(formsOf(word)).as(word).isEqualTo(all.of(word.toCharArray(), word.length()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "ab",
                "ba",
                "pulmonary",
                "gastroesophageal",
                "gastroesophageals",
                "esophagogastroduodenoscopy",
                "naïve",
                "µg",
                "μg",
                "漢",
                "Ａ"
            })
    void isTheSameWhenAWordComesAgain(String word) {
        WordForms.Forms first = formsOf(word);

        assertThat(formsOf(word)).isEqualTo(first).isEqualTo(all.of(word.toCharArray(), word.length()));
    }

    @Test
    void onlyTheBeginningOfTheBufferIsTheWord() {
        char[] buffer = "patientsxyz".toCharArray();

        assertThat(recent.of(buffer, 7).folded()).isEqualTo("patient");
        assertThat(recent.of(buffer, 8).folded()).isEqualTo("patients");
    }

    private WordForms.Forms formsOf(String word) {
        return recent.of(word.toCharArray(), word.length());
    }

    private static String word(Random random) {
        int letters = 1 + random.nextInt(MOST_LETTERS);
        int alphabet = letters < 4 ? 26 : 4;
        StringBuilder word = new StringBuilder(letters);
        for (int i = 0; i < letters; i++) {
            word.append((char) ((random.nextInt(9) == 0 ? 'À' : 'a') + random.nextInt(alphabet)));
        }
        return word.toString();
    }
}
