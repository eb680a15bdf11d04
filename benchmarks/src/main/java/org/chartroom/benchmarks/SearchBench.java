package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.chartroom.api.cli.Home;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.IndexedPage;
import org.chartroom.index.IndexedPatient;
import org.chartroom.index.PageText;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.index.Viewer;
import org.chartroom.index.lucene.LuceneSearchIndex;
import org.chartroom.index.query.ParsedQuery;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast the index takes documents in and answers, without the server around it; made-up one-page documents. */
@Command(name = "search", description = "Indexing and searching made-up documents.", mixinStandardHelpOptions = true)
final class SearchBench implements Callable<Integer> {
    private static final FacilityId FACILITY = new FacilityId("main");
    private static final List<DocumentKind> KINDS = List.of(DocumentKind.values());
    private static final int BATCH = 500;
    private static final int PATIENTS = 500;
    private static final int FRESH = 100;

    private final Home home;
    private final Clock clock;

    @Option(names = "--docs", description = "How many; ${DEFAULT-VALUE} by default.")
    private int docs = 20_000;

    @Option(names = "--rounds", description = "Runs of each query; ${DEFAULT-VALUE} by default.")
    private int rounds = 40;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    SearchBench(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    private static Map<String, List<String>> questions() {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        questions.put("term", List.of("metoprolol", "pneumonia", "bronchitis", "patient", "tricidmox"));
        questions.put("phrase", List.of("\"blood pressure\"", "\"chest pain\"", "\"no history\"", "\"the patient\""));
        questions.put(
                "boolean",
                List.of("aspirin warfarin", "(fever OR pain) NOT pneumonia", "diabetes -insurance", "heart AND left"));
        questions.put("fuzzy", List.of("metoprolal~", "pnuemonia~", "warfrin~"));
        questions.put("prefix", List.of("chol*", "br*", "fibril*", "met*"));
        questions.put("patient", List.of("pain", "fever", "metoprolol"));
        questions.put("faceted", List.of("pain", "diabetes", "heart left"));
        return questions;
    }

    @Override
    public Integer call() throws IOException {
        if (docs < 1 || rounds < 1) {
            throw new IOException("--docs and --rounds must be 1 or more");
        }
        JsonOut out = new JsonOut(spec.commandLine().getOut());
        try (Scratch scratch = Scratch.make(home);
                SearchIndex index = LuceneSearchIndex.open(
                        scratch.folder().resolve("index"),
                        (document, page) -> Optional.of(new PageText.Plain(OfficeText.page(number(document)))),
                        clock,
                        ZoneOffset.UTC)) {
            long textBytes = 0;
            long indexing = 0;
            for (int from = 0; from < docs; from += BATCH) {
                List<IndexUpdate> updates = new ArrayList<>();
                for (int number = from; number < Math.min(docs, from + BATCH); number++) {
                    IndexedDocument document = document(number);
                    textBytes += document.pages().getFirst().text().length();
                    updates.add(new IndexUpdate.Put(document));
                }
                long began = System.nanoTime();
                index.apply(from + updates.size(), updates);
                indexing += System.nanoTime() - began;
            }
            long began = System.nanoTime();
            index.commit();
            index.refresh();
            indexing += System.nanoTime() - began;
            double perSecond = docs / (indexing / 1e9);
            out.line(JsonOut.object().put("part", "indexing").put("docsPerSecond", JsonOut.rounded(perSecond, 1)));

            ObjectNode queries = JsonOut.object();
            questions().forEach((kind, texts) -> {
                Timings timings = time(index, kind, texts);
                ObjectNode times =
                        JsonOut.object().put("p50Ms", timings.ms(0.5)).put("p99Ms", timings.ms(0.99));
                queries.set(kind, times);
                out.line(JsonOut.object()
                        .put("part", kind)
                        .put("runs", timings.count())
                        .setAll(times));
            });
            Timings fresh = freshness(index);
            index.commit();
            ObjectNode sum = JsonOut.object()
                    .put("bench", "search")
                    .put("at", clock.instant().toString())
                    .put("docs", docs)
                    .put("indexDocsPerSecond", JsonOut.rounded(perSecond, 1))
                    .put("indexToText", JsonOut.rounded(size(scratch.folder()) / (double) textBytes, 3))
                    .put("freshnessP99Ms", fresh.ms(0.99));
            sum.set("queries", queries);
            out.line(sum);
            return 0;
        }
    }

    private Timings time(SearchIndex index, String kind, List<String> texts) {
        List<SearchRequest> requests =
                texts.stream().map(text -> request(kind, text)).toList();
        // The first runs compile the code and fill the disk's cache.
        for (int round = 0; round < 5; round++) {
            requests.forEach(index::search);
        }
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (SearchRequest request : requests) {
                long began = System.nanoTime();
                index.search(request);
                nanos.add(System.nanoTime() - began);
            }
        }
        return new Timings(nanos);
    }

    private static SearchRequest request(String kind, String text) {
        SearchFilter filter =
                kind.equals("patient") ? SearchFilter.of(java.util.Set.of(patientId(7))) : SearchFilter.NONE;
        return new SearchRequest(
                Viewer.of(FACILITY),
                query(text),
                filter,
                SearchSort.RELEVANCE,
                Optional.empty(),
                20,
                kind.equals("faceted"));
    }

    private static SearchQuery query(String text) {
        ParsedQuery parsed = QueryLanguage.parse(text);
        if (parsed instanceof SearchQuery query) {
            return query;
        }
        throw new IllegalStateException("not a query: " + text);
    }

    /** From putting a document until a search finds it, on the index with all the others in it. */
    private Timings freshness(SearchIndex index) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < FRESH; i++) {
            int number = docs + i;
            IndexedDocument document = document(number);
            SearchRequest request = request("term", "title:fresh" + number);
            long began = System.nanoTime();
            index.apply(number + 1L, List.of(new IndexUpdate.Put(document)));
            index.refresh();
            if (index.search(request).total() != 1) {
                throw new IllegalStateException("document " + number + " was put and is not found");
            }
            nanos.add(System.nanoTime() - began);
        }
        return new Timings(nanos);
    }

    private IndexedDocument document(int number) {
        return new IndexedDocument(
                new DocumentId("doc" + number),
                1,
                FACILITY,
                KINDS.get(number % KINDS.size()),
                Stage.FILED,
                Optional.of(new DocumentType("type-" + number % 12, "Type " + number % 12)),
                Optional.of(LocalDate.of(2020, 1, 1).plusDays(number % 2_000)),
                "Author " + number % 40,
                "fresh" + number,
                Optional.of(new IndexedPatient(
                        patientId(number % PATIENTS),
                        "Patient " + number % PATIENTS,
                        "M" + number % PATIENTS,
                        LocalDate.of(1950, 1, 1),
                        false)),
                clock.instant(),
                Channel.UPLOAD,
                List.of(new IndexedPage(1, OfficeText.page(number))));
    }

    private static PatientId patientId(int number) {
        return new PatientId("patient" + number);
    }

    private static int number(DocumentId document) {
        return Integer.parseInt(document.value().substring("doc".length()));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
