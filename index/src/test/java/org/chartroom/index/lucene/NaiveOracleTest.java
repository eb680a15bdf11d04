package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.IndexedPatient;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchPage;
import org.chartroom.index.Viewer;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** The index answers like a reader who goes through every page: over random offices, queries, viewers and updates. */
class NaiveOracleTest {
    private static final List<String> WORDS = List.of("ba1", "ba2", "bc1", "bc2", "dd1", "dd2", "dd3");
    private static final List<String> BEGINNINGS = List.of("ba", "bc", "dd", "ba1");

    @TempDir
    Path folder;

    /** What is asked, as typed and as a reader would check a page. */
    private record Asked(String typed, Predicate<List<String>> matches) {}

    @RepeatedTest(12)
    void answersLikeAReaderWhoGoesThroughEveryPage(RepetitionInfo repetition) {
        long seed = 7_000 + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Office office = new Office();
        Map<String, IndexedDocument> records = new TreeMap<>();
        try (LuceneSearchIndex index = office.open(folder)) {
            for (int round = 1; round <= 6; round++) {
                index.apply(round, updates(random, office, records));
                index.refresh();
                for (int i = 0; i < 40; i++) {
                    Asked asked = asked(random, 3);
                    Viewer viewer = viewer(random);
                    SearchPage page = index.search(Office.request(viewer, asked.typed()));
                    List<IndexedDocument> expected = records.values().stream()
                            .filter(document -> visible(viewer, document))
                            .filter(document -> document.pages().stream()
                                    .anyMatch(text -> asked.matches()
                                            .test(Arrays.asList(text.text().split(" ")))))
                            .toList();
                    String what = "seed " + seed + ", " + asked.typed() + ", " + viewer;
                    assertThat(new TreeSet<>(Office.ids(page)))
                            .as(what)
                            .isEqualTo(expected.stream()
                                    .map(document -> document.id().value())
                                    .collect(Collectors.toCollection(TreeSet::new)));
                    assertThat(page.total()).as(what).isEqualTo(expected.size());
                    Set<DocumentId> all = index.matching(
                            viewer, Office.query(asked.typed()), SearchFilter.NONE, Optional.empty(), 1_000);
                    assertThat(all)
                            .as(what)
                            .isEqualTo(
                                    expected.stream().map(IndexedDocument::id).collect(Collectors.toSet()));
                    Set<DocumentId> some = IntStream.range(0, 5)
                            .mapToObj(_ -> new DocumentId("d" + random.nextInt(30)))
                            .collect(Collectors.toSet());
                    assertThat(index.matching(
                                    viewer, Office.query(asked.typed()), SearchFilter.NONE, Optional.of(some), 5))
                            .as(what + ", among " + some)
                            .isEqualTo(some.stream().filter(all::contains).collect(Collectors.toSet()));
                    assertThat(page.facets().getOrDefault(Facet.PATIENT, List.of()).stream()
                                    .collect(Collectors.toMap(FacetCount::value, FacetCount::count)))
                            .as(what)
                            .isEqualTo(expected.stream()
                                    .flatMap(document -> document.patient().stream())
                                    .collect(Collectors.groupingBy(
                                            patient -> patient.id().value(), Collectors.counting())));
                }
            }
        }
    }

    private static List<IndexUpdate> updates(Random random, Office office, Map<String, IndexedDocument> records) {
        List<IndexUpdate> updates = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String id = "d" + random.nextInt(30);
            if (random.nextInt(4) == 0) {
                records.remove(id);
                updates.add(new IndexUpdate.Remove(new DocumentId(id)));
            } else {
                IndexedDocument document = document(random, office, id);
                records.put(id, document);
                updates.add(new IndexUpdate.Put(document));
            }
        }
        return updates;
    }

    private static IndexedDocument document(Random random, Office office, String id) {
        String[] pages = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(page -> IntStream.rangeClosed(0, random.nextInt(10))
                        .mapToObj(word -> WORDS.get(random.nextInt(WORDS.size())))
                        .collect(Collectors.joining(" ")))
                .toArray(String[]::new);
        int who = random.nextInt(5);
        Optional<IndexedPatient> patient =
                who == 0 ? Optional.empty() : Optional.of(Office.patient("p" + who, "Nn", "9" + who, who > 2));
        FacilityId facility = random.nextInt(3) == 0 ? Office.SOUTH : Office.NORTH;
        return Office.in(facility, office.document(id, "Zz", patient, pages));
    }

    private static Viewer viewer(Random random) {
        Set<FacilityId> facilities = switch (random.nextInt(4)) {
            case 0 -> Set.of();
            case 1 -> Set.of(Office.SOUTH);
            case 2 -> Set.of(Office.NORTH);
            default -> Set.of(Office.NORTH, Office.SOUTH);
        };
        Set<PatientId> opened = random.nextBoolean() ? Set.of(new PatientId("p3")) : Set.of();
        return new Viewer(facilities, random.nextInt(4) == 0, opened, Set.of());
    }

    private static boolean visible(Viewer viewer, IndexedDocument document) {
        return viewer.facilities().contains(document.facility())
                && document.patient()
                        .map(patient -> !patient.restricted()
                                || viewer.seesRestricted()
                                || viewer.opened().contains(patient.id()))
                        .orElse(true);
    }

    private static Asked asked(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 3)) {
            case 0 -> {
                String word = WORDS.get(random.nextInt(WORDS.size()));
                yield new Asked(word, page -> page.contains(word));
            }
            case 1 -> {
                List<String> phrase = IntStream.rangeClosed(0, 1 + random.nextInt(2))
                        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                        .toList();
                yield new Asked(
                        '"' + String.join(" ", phrase) + '"',
                        page -> java.util.Collections.indexOfSubList(page, phrase) >= 0);
            }
            case 2 -> {
                String beginning = BEGINNINGS.get(random.nextInt(BEGINNINGS.size()));
                yield new Asked(beginning + "*", page -> page.stream().anyMatch(word -> word.startsWith(beginning)));
            }
            case 3, 4 -> {
                Asked a = asked(random, depth - 1);
                Asked b = asked(random, depth - 1);
                yield new Asked(
                        "(" + a.typed() + (random.nextBoolean() ? " AND " : " ") + b.typed() + ")",
                        a.matches().and(b.matches()));
            }
            case 5 -> {
                Asked a = asked(random, depth - 1);
                Asked b = asked(random, depth - 1);
                yield new Asked(
                        "(" + a.typed() + " OR " + b.typed() + ")", a.matches().or(b.matches()));
            }
            default -> {
                Asked a = asked(random, depth - 1);
                yield new Asked(
                        random.nextBoolean() ? "NOT " + a.typed() : "-(" + a.typed() + ")",
                        a.matches().negate());
            }
        };
    }
}
