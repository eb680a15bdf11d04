package org.chartroom.transcribe.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberWordsTest {
    private static final List<String> SMALL = List.of(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                    .split(" "));
    private static final List<String> TENS =
            List.of("- - twenty thirty forty fifty sixty seventy eighty ninety".split(" "));

    @Test
    void understandsEveryNumberBelowAMillion() {
        for (int value = 0; value < 1_000_000; value++) {
            check(value, false);
        }
    }

    @Test
    void understandsAnAndWhereEnglishHasOne() {
        for (int value = 0; value < 1_000_000; value += 7) {
            check(value, true);
        }
    }

    private static void check(int value, boolean and) {
        List<String> words = new ArrayList<>();
        say(value, and, words);
        NumberWords.Found found = NumberWords.number(new Utterance(words), 0);
        if (found == null || found.value() != value || found.end() != words.size()) {
            assertThat(found)
                    .as(String.join(" ", words))
                    .isEqualTo(new NumberWords.Found(value, "" + value, words.size()));
        }
    }

    private static void say(int value, boolean and, List<String> words) {
        if (value >= 1000) {
            say(value / 1000, and, words);
            words.add("thousand");
            if (value % 1000 > 0) {
                if (and && value % 1000 < 100) {
                    words.add("and");
                }
                say(value % 1000, and, words);
            }
        } else if (value >= 100) {
            words.add(SMALL.get(value / 100));
            words.add("hundred");
            if (value % 100 > 0) {
                if (and) {
                    words.add("and");
                }
                say(value % 100, and, words);
            }
        } else if (value >= 20) {
            words.add(TENS.get(value / 10));
            if (value % 10 > 0) {
                words.add(SMALL.get(value % 10));
            }
        } else {
            words.add(SMALL.get(value));
        }
    }
}
