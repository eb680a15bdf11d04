package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chartroom.index.Hit;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work is left out on pages that cannot be shown any more; what is shown must be the same as if it were not. */
class GradedRankingTest {
    private static final List<String> WORDS = List.of(
            "fever", "fevers", "cough", "coughing", "pain", "the", "of", "knee", "chest", "warfarin", "warfrin");
    private static final DocumentType NOTE = new DocumentType("note", "Note");

    private static String words(Random random, int most) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(word -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    private static List<DocumentId> best(LuceneSearchIndex index, String typed, int most) {
        SearchRequest request = Office.request(Office.CLERK, typed);
        return index
                .search(new SearchRequest(
                        Office.CLERK,
                        request.query(),
                        SearchFilter.NONE,
                        SearchSort.RELEVANCE,
                        Optional.empty(),
                        most,
                        false))
                .hits()
                .stream()
                .map(Hit::document)
                .toList();
    }

    @Test
    void theBestFewAreTheFirstOfAll(@TempDir Path folder) {
        Random random = new Random(20_261_127);
        Office office = new Office();
        List<IndexUpdate> updates = new ArrayList<>();
        for (int i = 0; i < 95; i++) {
            String[] pages = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(page -> words(random, 15))
                    .toArray(String[]::new);
            updates.add(new IndexUpdate.Put(Office.with(
                    office.document("d" + i, "Scan", Optional.empty(), pages),
                    DocumentKind.SCAN,
                    NOTE,
                    LocalDate.of(2020 + random.nextInt(5), 1 + random.nextInt(12), 1),
                    "Dr. Long")));
        }
        try (LuceneSearchIndex index = office.openInMemory(folder)) {
            index.apply(1, updates);
            index.refresh();
            int many = 0;
            for (int i = 0; i < 200; i++) {
                String typed = words(random, 4) + (i % 5 == 0 ? " warfarim~" : "");
                List<DocumentId> all = best(index, typed, SearchRequest.MAX_LIMIT);
                many += all.size() > 3 ? 1 : 0;
                assertThat(best(index, typed, 3)).as(typed).isEqualTo(all.subList(0, Math.min(3, all.size())));
            }
            assertThat(many).isGreaterThan(100);
        }
    }
}
