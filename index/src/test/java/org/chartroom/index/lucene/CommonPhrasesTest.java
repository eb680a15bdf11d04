package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chartroom.index.IndexUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Phrases of common words are looked up by rows of them; nobody must be able to tell. */
class CommonPhrasesTest {
    private static final List<String> WORDS =
            List.of("of", "the", "left", "patient", "was", "knee", "chest", "pain", "blood");

    private static String words(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(word -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    @Test
    void aPhraseIsFoundWhereItStandsWordForWordHoweverCommonItsWordsAre(@TempDir Path folder) {
        Random random = new Random(20_260_301);
        Office office = new Office();
        List<String> texts = new ArrayList<>();
        List<IndexUpdate> updates = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            texts.add(words(random, 1 + random.nextInt(40)));
            updates.add(new IndexUpdate.Put(office.document("d" + i, "Scan", Optional.empty(), texts.get(i))));
        }
        try (LuceneSearchIndex index = office.openInMemory(folder)) {
            index.apply(1, updates);
            index.refresh();
            int foundLong = 0;
            for (int i = 0; i < 600; i++) {
                String phrase = words(random, 1 + random.nextInt(6));
                Set<String> expected = new TreeSet<>();
                for (int text = 0; text < texts.size(); text++) {
                    if ((" " + texts.get(text) + " ").contains(" " + phrase + " ")) {
                        expected.add("d" + text);
                    }
                }
                Set<String> documents = new TreeSet<>();
                index.matching(
                                Office.CLERK,
                                Office.request(Office.CLERK, '"' + phrase + '"').query(),
                                Office.request(Office.CLERK, phrase).filter(),
                                Optional.empty(),
                                100)
                        .forEach(id -> documents.add(id.value()));
                assertThat(documents).as(phrase).isEqualTo(expected);
                foundLong += phrase.split(" ").length > 3 ? expected.size() : 0;
            }
            assertThat(foundLong).isGreaterThan(20);
        }
    }
}
