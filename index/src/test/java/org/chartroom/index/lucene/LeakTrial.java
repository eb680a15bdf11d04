package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.IndexedPage;
import org.chartroom.index.IndexedPatient;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.Viewer;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;

/**
 * What a viewer may not see changes nothing of what they are told. The oracle is an index that never had the hidden pages:
 * hits and their order, scores, counts, facets, groups, snippets, places, spellings, completions and the like must come out
 * the same to the last digit.
 */
final class LeakTrial {
    private static final List<String> WORDS = List.of(
            "warfarin",
            "warfrin",
            "warfarim",
            "metoprolol",
            "metoprolal",
            "lopressor",
            "myocardial",
            "infarction",
            "MI",
            "hypertension",
            "hypotension",
            "fever",
            "fevers",
            "cough",
            "coughing",
            "chole",
            "cholera",
            "cholesterol",
            "alcohol",
            "relapse");
    private static final List<String> NAMES =
            List.of("Ada Long", "Ben Short", "Cholera Hall", "Metopra Wold", "Zeno Fever", "Ida Warfield");
    private static final List<DocumentType> TYPES =
            List.of(new DocumentType("t1", "Fever chart"), new DocumentType("t2", "Cholesterol report"));
    private static final int QUESTIONS = 10;

    private LeakTrial() {}

    /** @param folder an empty one */
    static void run(Path folder, int offices, int viewers) {
        int cases = 0;
        for (int number = 0; number < offices; number++) {
            Random random = new Random(40_000 + number);
            Office office = new Office();
            List<IndexedDocument> all = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                all.add(document(random, office, "d" + i));
            }
            try (LuceneSearchIndex whole = office.openInMemory(folder.resolve(number + "-all"))) {
                putAll(whole, all);
                for (int each = 0; each < viewers; each++) {
                    Viewer viewer = viewer(random);
                    try (LuceneSearchIndex visible = office.openInMemory(folder.resolve(number + "-" + each))) {
                        putAll(visible, visible(viewer, all));
                        for (int i = 0; i < QUESTIONS; i++) {
                            compare("office " + number + ", " + viewer, random, viewer, whole, visible);
                            cases++;
                        }
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(offices * viewers * QUESTIONS);
    }

    private static void compare(
            String where, Random random, Viewer viewer, LuceneSearchIndex whole, LuceneSearchIndex visible) {
        String typed = typed(random);
        String what = where + ", " + typed;
        SearchRequest request = Office.request(viewer, typed);
        assertThat(whole.search(request)).as(what).isEqualTo(visible.search(request));
        SearchRequest meant = Office.meant(viewer, typed);
        assertThat(whole.search(meant)).as(what + ", by meaning").isEqualTo(visible.search(meant));
        assertThat(whole.byPatient(request)).as(what).isEqualTo(visible.byPatient(request));
        assertThat(whole.didYouMean(request)).as(what).isEqualTo(visible.didYouMean(request));
        String begun = WORDS.get(random.nextInt(WORDS.size())).substring(0, 2 + random.nextInt(1));
        assertThat(whole.complete(viewer, begun, 20))
                .as(what + ", " + begun)
                .isEqualTo(visible.complete(viewer, begun, 20));
        assertThat(whole.matching(viewer, request.query(), request.filter(), Optional.empty(), 100))
                .as(what)
                .isEqualTo(visible.matching(viewer, request.query(), request.filter(), Optional.empty(), 100));
        DocumentId document = new DocumentId("d" + random.nextInt(25));
        assertThat(whole.similar(viewer, document, 20))
                .as(what + ", like " + document)
                .isEqualTo(visible.similar(viewer, document, 20));
        assertThat(whole.hits(viewer, document, request.query()))
                .as(what)
                .isEqualTo(visible.hits(viewer, document, request.query()));
    }

    private static void putAll(LuceneSearchIndex index, List<IndexedDocument> documents) {
        index.apply(1, documents.stream().<IndexUpdate>map(IndexUpdate.Put::new).toList());
        index.refresh();
        Map<DocumentId, IndexedDocument> byId =
                documents.stream().collect(Collectors.toMap(IndexedDocument::id, Function.identity()));
        index.deepen(documents.size() + 1, id -> Optional.ofNullable(byId.get(id)));
        index.refresh();
    }

    /** What the viewer may see, by a reader who looks at every page. */
    private static List<IndexedDocument> visible(Viewer viewer, List<IndexedDocument> all) {
        List<IndexedDocument> visible = new ArrayList<>();
        for (IndexedDocument d : all) {
            boolean closed = d.patient()
                    .filter(IndexedPatient::restricted)
                    .filter(patient ->
                            !viewer.seesRestricted() && !viewer.opened().contains(patient.id()))
                    .isPresent();
            List<IndexedPage> pages = d.pages().stream()
                    .filter(page -> page.labels().stream().noneMatch(viewer.withheldLabels()::contains))
                    .toList();
            if (!closed && viewer.facilities().contains(d.facility()) && !pages.isEmpty()) {
                visible.add(new IndexedDocument(
                        d.id(),
                        d.version(),
                        d.facility(),
                        d.kind(),
                        d.stage(),
                        d.type(),
                        d.date(),
                        d.author(),
                        d.title(),
                        d.patient(),
                        d.createdAt(),
                        d.channel(),
                        pages));
            }
        }
        return visible;
    }

    private static IndexedDocument document(Random random, Office office, String id) {
        String[] pages = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(page -> IntStream.rangeClosed(0, random.nextInt(12))
                        .mapToObj(word -> WORDS.get(random.nextInt(WORDS.size())))
                        .collect(Collectors.joining(" ")))
                .toArray(String[]::new);
        int who = random.nextInt(NAMES.size() + 1);
        Optional<IndexedPatient> patient = who == NAMES.size()
                ? Optional.empty()
                : Optional.of(Office.patient("p" + who, NAMES.get(who), "9" + who, who > 2));
        FacilityId facility = random.nextInt(4) == 0 ? Office.SOUTH : Office.NORTH;
        IndexedDocument made = Office.with(
                office.document(id, random.nextBoolean() ? "Note" : "Fever note", patient, pages),
                random.nextBoolean() ? DocumentKind.SCAN : DocumentKind.FAX,
                TYPES.get(random.nextInt(TYPES.size())),
                LocalDate.of(2020 + random.nextInt(5), 1 + random.nextInt(12), 1),
                "Dr. " + NAMES.get(random.nextInt(NAMES.size())));
        return Office.in(facility, labelled(random, made));
    }

    private static IndexedDocument labelled(Random random, IndexedDocument d) {
        return new IndexedDocument(
                d.id(),
                d.version(),
                d.facility(),
                d.kind(),
                d.stage(),
                d.type(),
                d.date(),
                d.author(),
                d.title(),
                d.patient(),
                d.createdAt(),
                d.channel(),
                d.pages().stream()
                        .map(page -> new IndexedPage(page.number(), page.text(), labels(random)))
                        .toList());
    }

    private static Set<String> labels(Random random) {
        Set<String> labels = new TreeSet<>();
        if (random.nextInt(5) == 0) {
            labels.add("PSY");
        }
        if (random.nextInt(6) == 0) {
            labels.add("SUD");
        }
        return labels;
    }

    private static Viewer viewer(Random random) {
        Set<FacilityId> facilities = switch (random.nextInt(5)) {
            case 0 -> Set.of(Office.SOUTH);
            case 1 -> Set.of(Office.NORTH, Office.SOUTH);
            default -> Set.of(Office.NORTH);
        };
        Set<PatientId> opened = random.nextInt(3) == 0 ? Set.of(new PatientId("p4")) : Set.of();
        Set<String> withheld = switch (random.nextInt(4)) {
            case 0 -> Set.of();
            case 1 -> Set.of("PSY");
            default -> Set.of("PSY", "SUD");
        };
        return new Viewer(facilities, random.nextInt(5) == 0, opened, withheld);
    }

    private static String typed(Random random) {
        String one = WORDS.get(random.nextInt(WORDS.size()));
        String other = WORDS.get(random.nextInt(WORDS.size()));
        return switch (random.nextInt(12)) {
            case 0 -> one + " " + other;
            case 1 -> one + " OR " + other;
            case 2 -> '"' + one + " " + other + '"';
            case 3 -> one + " NOT " + other;
            case 4 -> one.length() > 3 ? one + "~" : one;
            case 5 -> one.substring(0, 2) + "*";
            case 6 -> "myocardial infarction";
            case 7 -> "patient:" + NAMES.get(random.nextInt(NAMES.size())).split(" ")[0];
            case 8 -> "author:fever OR type:fever";
            case 9 -> one.length() > 4 ? one.substring(0, 3) + one.substring(4) : one;
            case 10 -> "";
            default -> one;
        };
    }
}
