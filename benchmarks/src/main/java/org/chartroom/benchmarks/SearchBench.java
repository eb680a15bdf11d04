package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.api.cli.Home;
import org.chartroom.benchmarks.search.JudgedQueries;
import org.chartroom.benchmarks.search.MixedPlaces;
import org.chartroom.benchmarks.search.Note;
import org.chartroom.benchmarks.search.NoteCorpus;
import org.chartroom.benchmarks.search.PlainIndex;
import org.chartroom.benchmarks.search.Postgres;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.IndexedPage;
import org.chartroom.index.IndexedPatient;
import org.chartroom.index.MeaningModel;
import org.chartroom.index.PageText;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.SearchPage;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.index.Viewer;
import org.chartroom.index.lucene.LuceneSearchIndex;
import org.chartroom.index.query.ParsedQuery;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.index.synonyms.Thesaurus;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Stage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How fast the index takes notes in and answers, without the server around it, how well it ranks, and PostgreSQL's full text
 * search on the same notes in the same run.
 */
@Command(
        name = "search",
        description = "Indexing and searching notes, beside PostgreSQL's full text search.",
        mixinStandardHelpOptions = true)
final class SearchBench implements Callable<Integer> {
    private static final FacilityId FACILITY = new FacilityId("main");
    private static final List<DocumentKind> KINDS = List.of(DocumentKind.values());
    private static final int BATCH = 500;
    private static final int NOTES_A_PATIENT = 20;
    private static final int FRESH = 100;
    private static final int FIRST_GROWTH = 10_000;
    private static final int GROWTH_ROUNDS = 10;
    private static final int LOADED_PER_SECOND = 50;
    /** While the first goes on, files of the notes that were taken in just before are merged. */
    private static final int LOADED_STRETCHES = 3;
    /** More notes than come in during one. */
    private static final int MOST_A_STRETCH = 1_000_000;

    private static final int MOST_COMPARED = 200_000;
    /** Kinds of questions without operators. */
    private static final Set<String> PLAIN = Set.of("term", "multi", "keywords", "phrase");
    /** To be reached against PostgreSQL at p50. */
    private static final int TIMES_FASTER = 10;
    /** Of so many keywords one is asked, and fewer times than other questions: PostgreSQL reads the notes of each from the disk at first. */
    private static final int KEYWORD_STEP = 3;

    private static final int KEYWORD_ROUNDS = 3;

    private static final List<String> SEVERAL =
            List.of("chest pain fever", "knee arthroscopy tear", "aspirin warfarin", "diabetes insulin");

    private static final Map<String, String> NAMES = Map.of(
            "term", "one word",
            "multi", "several words",
            "keywords", "several words, keywords",
            "allWords", "all of several words",
            "anyWord", "any of several words",
            "commonPhrase", "phrase of common words",
            "patient", "within a patient",
            "faceted", "with facets");

    /** Kind of the questions that are asked by meaning, too. */
    private static final String HYBRID = "hybrid";

    private static final int READ_PASSAGES = 2_000;
    /** Notes of which it is found out at once what they mean, as the server does. */
    private static final int READ_AT_ONCE = 10;

    private static final Thesaurus SHIPPED = Thesaurus.shipped();

    private final Home home;
    private final Clock clock;

    @Option(
            names = {"--docs", "--documents"},
            description = "How many; ${DEFAULT-VALUE} by default.")
    private int docs = 20_000;

    @Option(names = "--rounds", description = "Runs of each query; ${DEFAULT-VALUE} by default.")
    private int rounds = 40;

    @Option(
            names = "--seconds",
            description = "How long it is asked while it indexes, three times; ${DEFAULT-VALUE} by default, 0: not.")
    private int seconds = 20;

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description =
                    "Folder with mtsamples.csv, of which the notes are made and by which ranking is judged; without it"
                            + " they are made of made-up words.")
    private @Nullable Path corpusFolder;

    @Option(
            names = "--passages",
            description =
                    "How many passages are searched by meaning, where its model is; ${DEFAULT-VALUE} by default, 0: none.")
    private int passages = 100_000;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draws how the medians grow, as SVG.")
    private @Nullable Path plotFile;

    @Option(names = "--no-postgres", description = "Leaves PostgreSQL out.")
    private boolean withoutPostgres;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    private final GrowthPlot growth = new GrowthPlot();
    private @Nullable NoteCorpus corpus;

    SearchBench(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /**
     * Something asked.
     *
     * @param sql the same for PostgreSQL, empty where it has nothing like it
     */
    private record Question(String kind, String typed, String sql) {}

    private static List<Question> questions() {
        List<Question> all = new ArrayList<>();
        for (String word : List.of("metoprolol", "pneumonia", "bronchitis", "patient", "meniscus")) {
            all.add(new Question("term", word, "plainto_tsquery('english', '" + word + "')"));
        }
        for (String words : SEVERAL) {
            all.add(new Question("multi", words, "plainto_tsquery('english', '" + words + "')"));
        }
        for (String words : List.of("blood pressure", "chest pain", "coronary artery disease", "vital signs")) {
            all.add(new Question("phrase", '"' + words + '"', "phraseto_tsquery('english', '" + words + "')"));
        }
        for (String words : List.of("the patient was", "history of the", "of the left")) {
            all.add(new Question("commonPhrase", '"' + words + '"', ""));
        }
        all.add(new Question(
                "boolean", "(fever OR pain) NOT pneumonia", "to_tsquery('english', '(fever | pain) & !pneumonia')"));
        all.add(new Question("boolean", "diabetes -insulin", "to_tsquery('english', 'diabetes & !insulin')"));
        all.add(new Question("boolean", "heart AND left", "to_tsquery('english', 'heart & left')"));
        for (String word : List.of("metoprolal~", "pnuemonia~", "warfrin~")) {
            all.add(new Question("fuzzy", word, ""));
        }
        for (String start : List.of("chol", "br", "fibril", "met")) {
            all.add(new Question("prefix", start + "*", "to_tsquery('english', '" + start + ":*')"));
        }
        for (String word : List.of("pain", "fever", "metoprolol")) {
            all.add(new Question("patient", word, "plainto_tsquery('english', '" + word + "')"));
        }
        for (String words : List.of("pain", "diabetes", "heart left")) {
            all.add(new Question("faceted", words, ""));
        }
        return all;
    }

    /**
     * Several words as both understand them in the same way. Side by side PostgreSQL asks for all of them; ours lets a note lack what says
     * little.
     */
    private List<Question> compared() {
        List<Question> all = new ArrayList<>(questions());
        // Chosen by the notes' authors, so that frequent and rare words come as they do.
        List<JudgedQueries.Judged> keywords = corpus == null ? List.of() : JudgedQueries.of(corpus.notes());
        for (int i = 0; i < keywords.size(); i += KEYWORD_STEP) {
            String words = keywords.get(i).text();
            all.add(new Question("keywords", words, "plainto_tsquery('english', '" + words + "')"));
        }
        for (String words : SEVERAL) {
            all.add(new Question(
                    "allWords", words.replace(" ", " AND "), "plainto_tsquery('english', '" + words + "')"));
            all.add(new Question(
                    "anyWord",
                    words.replace(" ", " OR "),
                    "to_tsquery('english', '" + words.replace(" ", " | ") + "')"));
        }
        return all;
    }

    @Override
    public Integer call() throws IOException {
        if (docs < 1 || rounds < 1) {
            throw new IOException("--docs and --rounds must be 1 or more");
        }
        if (plotFile != null && docs <= FIRST_GROWTH) {
            throw new IOException("--plot needs more than " + FIRST_GROWTH + " documents");
        }
        corpus = corpusFolder == null ? null : NoteCorpus.read(corpusFolder);
        JsonOut out = new JsonOut(spec.commandLine().getOut());
        ObjectNode sum = JsonOut.object()
                .put("bench", "search")
                .put("at", clock.instant().toString())
                .put("docs", docs)
                .put("corpus", corpus == null ? "made-up words" : "made of published notes")
                .put("mostHeapMb", Runtime.getRuntime().maxMemory() >> 20);
        try (Scratch scratch = Scratch.make(home);
                SearchIndex index = LuceneSearchIndex.open(
                        scratch.folder().resolve("index"),
                        (document, page) -> Optional.of(new PageText.Plain(text(number(document)))),
                        clock,
                        ZoneOffset.UTC)) {
            fill(index, out, sum, scratch.folder());
            Map<Question, List<Long>> asked = ask(index, rounds);
            Map<String, Timings> alone = byKind(asked);
            ObjectNode queries = figures(alone);
            plot(docs, alone);
            if (plotFile != null) {
                Files.writeString(plotFile, growth.svg(NAMES));
            }
            hybrid(queries, sum, out);
            sum.set("queries", queries);
            out.line(JsonOut.object().put("part", "alone").set("queries", queries));
            sum.put("freshnessP99Ms", freshness(index).ms(0.99));
            if (seconds > 0) {
                sum.set("loaded", underLoad(index, questions(), out));
            }
            if (withoutPostgres) {
                sum.putNull("postgres");
            } else {
                besidePostgres(index, asked, out, sum);
            }
            index.commit();
        }
        sum.set("ndcg", ndcg(out));
        out.line(sum);
        return 0;
    }

    private void fill(SearchIndex index, JsonOut out, ObjectNode sum, Path folder) throws IOException {
        long textBytes = 0;
        long indexing = 0;
        int nextGrowth = FIRST_GROWTH;
        for (int from = 0; from < docs; from += BATCH) {
            List<IndexUpdate> updates = new ArrayList<>();
            for (int number = from; number < Math.min(docs, from + BATCH); number++) {
                IndexedDocument document = document(number);
                textBytes += document.pages().getFirst().text().getBytes(StandardCharsets.UTF_8).length;
                updates.add(new IndexUpdate.Put(document));
            }
            long began = System.nanoTime();
            index.apply(from + updates.size(), updates);
            indexing += System.nanoTime() - began;
            if (from + BATCH >= nextGrowth && from + BATCH < docs) {
                index.refresh();
                Map<String, Timings> times = byKind(ask(index, GROWTH_ROUNDS));
                plot(from + BATCH, times);
                out.line(JsonOut.object()
                        .put("part", "growth")
                        .put("docs", from + BATCH)
                        .set("queries", figures(times)));
                nextGrowth *= 10;
            }
        }
        long began = System.nanoTime();
        index.commit();
        index.refresh();
        indexing += System.nanoTime() - began;
        double perSecond = docs / (indexing / 1e9);
        sum.put("indexDocsPerSecond", JsonOut.rounded(perSecond, 1));
        sum.put("textMb", textBytes >> 20);
        sum.put("indexToText", JsonOut.rounded(size(folder) / (double) textBytes, 3));
        out.line(JsonOut.object().put("part", "indexing").put("docsPerSecond", JsonOut.rounded(perSecond, 1)));
    }

    private void plot(int notes, Map<String, Timings> times) {
        times.forEach((kind, each) -> growth.add(kind, notes, each.ms(0.5)));
    }

    private static ObjectNode figures(Map<String, Timings> times) {
        ObjectNode all = JsonOut.object();
        times.forEach((kind, each) -> all.set(
                kind,
                JsonOut.object()
                        .put("runs", each.count())
                        .put("p50Ms", each.ms(0.5))
                        .put("p99Ms", each.ms(0.99))));
        return all;
    }

    private Map<Question, List<Long>> ask(SearchIndex index, int times) {
        Map<Question, List<Long>> nanos = new LinkedHashMap<>();
        List<Question> questions = compared();
        // The first runs compile the code and fill the disk's cache.
        for (int round = -3; round < times; round++) {
            for (Question question : questions) {
                long began = System.nanoTime();
                index.search(request(question));
                if (round >= 0) {
                    nanos.computeIfAbsent(question, none -> new ArrayList<>()).add(System.nanoTime() - began);
                }
            }
        }
        return nanos;
    }

    private static Map<String, Timings> byKind(Map<Question, List<Long>> nanos) {
        Map<String, List<Long>> kinds = new LinkedHashMap<>();
        nanos.forEach((question, each) -> kinds.computeIfAbsent(question.kind(), none -> new ArrayList<>())
                .addAll(each));
        return timed(kinds);
    }

    private static Map<String, Timings> timed(Map<String, List<Long>> nanos) {
        Map<String, Timings> times = new LinkedHashMap<>();
        nanos.forEach((kind, each) -> times.put(kind, new Timings(each)));
        return times;
    }

    private ArrayNode underLoad(SearchIndex index, List<Question> questions, JsonOut out) throws IOException {
        ArrayNode stretches = JsonOut.object().arrayNode();
        for (int stretch = 1; stretch <= LOADED_STRETCHES; stretch++) {
            ObjectNode loaded = figures(askWhileIndexing(index, stretch, questions));
            stretches.add(loaded);
            out.line(JsonOut.object()
                    .put("part", "loaded")
                    .put("stretch", stretch)
                    .set("queries", loaded));
        }
        return stretches;
    }

    /**
     * Fifty questions a second, each timed from when it was due, while notes come in and, where there is a model, what they mean is
     * found out.
     *
     * @param stretch which, from 1; each takes in notes of its own
     */
    private Map<String, Timings> askWhileIndexing(SearchIndex index, int stretch, List<Question> questions)
            throws IOException {
        Map<String, List<Long>> nanos = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread indexer = Thread.ofPlatform().start(() -> {
            for (int number = docs + FRESH + stretch * MOST_A_STRETCH; !over.get(); number += 20) {
                List<IndexUpdate> updates = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    updates.add(new IndexUpdate.Put(document(number + i)));
                }
                index.apply(number + 20L, updates);
                index.refresh();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        });
        Thread reader = Thread.ofPlatform().start(() -> {
            while (index.knowsMeaning() && !over.get()) {
                index.deepen(READ_AT_ONCE, id -> Optional.of(document(number(id))));
            }
        });
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            long start = System.nanoTime();
            for (int i = 0; i < seconds * LOADED_PER_SECOND; i++) {
                long due = start + i * (1_000_000_000L / LOADED_PER_SECOND);
                LockSupport.parkNanos(due - System.nanoTime());
                Question question = questions.get(i % questions.size());
                pool.execute(() -> {
                    index.search(request(question));
                    long took = System.nanoTime() - due;
                    nanos.computeIfAbsent(question.kind(), none -> Collections.synchronizedList(new ArrayList<>()))
                            .add(took);
                });
            }
        } finally {
            over.set(true);
        }
        try {
            indexer.join();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return timed(nanos);
    }

    private void besidePostgres(SearchIndex index, Map<Question, List<Long>> ours, JsonOut out, ObjectNode sum)
            throws IOException {
        Optional<Postgres> started = Postgres.start(Path.of("/tmp"));
        if (started.isEmpty()) {
            sum.put("postgres", "not installed: apt-get install postgresql");
            return;
        }
        try (Postgres server = started.get()) {
            server.load(docs, this::text, number -> number % patients());
            Map<String, List<List<Long>>> ids = new LinkedHashMap<>();
            Map<String, List<List<Long>>> shown = new LinkedHashMap<>();
            Map<String, List<Double>> faster = new LinkedHashMap<>();
            for (Question question : compared()) {
                if (question.sql().isEmpty()) {
                    continue;
                }
                String limit = question.kind().equals("patient") ? " AND patient = 7" : "";
                int times = question.kind().equals("keywords") ? KEYWORD_ROUNDS : rounds;
                Postgres.Answered answered = server.ask(question.sql(), limit, times);
                double theirs = new Timings(answered.ids()).ms(0.5);
                double here = new Timings(ours.getOrDefault(question, List.of())).ms(0.5);
                faster.computeIfAbsent(question.kind(), none -> new ArrayList<>())
                        .add(theirs / here);
                ids.computeIfAbsent(question.kind(), none -> new ArrayList<>()).add(answered.ids());
                shown.computeIfAbsent(question.kind(), none -> new ArrayList<>())
                        .add(answered.shown());
                ObjectNode line = JsonOut.object()
                        .put("part", "postgres")
                        .put("asked", question.typed())
                        .put("matches", answered.matches())
                        .put("ours", index.search(request(question)).total())
                        .put("p50Ms", theirs)
                        .put("shownP50Ms", new Timings(answered.shown()).ms(0.5))
                        .put("oursP50Ms", here);
                if (limit.isEmpty() && answered.matches() <= MOST_COMPARED) {
                    Set<Integer> missed = server.matches(question.sql());
                    missed.removeIf(number -> number >= docs);
                    missed.removeAll(all(index, question));
                    line.put("missed", missed.size());
                    if (PLAIN.contains(question.kind())) {
                        line.put(
                                "missedAsTyped",
                                missed.stream()
                                        .filter(number -> says(number, question))
                                        .count());
                    }
                }
                out.line(line);
            }
            Map<String, Timings> allOurs = byKind(ours);
            Map<String, Timings> allIds = alike(ids);
            Map<String, Timings> allShown = alike(shown);
            sum.set("postgres", figures(allIds));
            sum.set("timesFasterAtP50", timesFaster(allOurs, allIds));
            sum.set("postgresShown", figures(allShown));
            sum.set("timesFasterThanShownAtP50", timesFaster(allOurs, allShown));
            sum.set("fasterQuestionByQuestion", questionByQuestion(faster));
        }
    }

    /** What is answered quickly is asked more often in the same time, and must not weigh more for that. */
    private Map<String, Timings> alike(Map<String, List<List<Long>>> nanos) {
        Map<String, Timings> times = new LinkedHashMap<>();
        nanos.forEach((kind, questions) -> times.put(kind, Timings.alike(questions, rounds)));
        return times;
    }

    private static ObjectNode timesFaster(Map<String, Timings> ours, Map<String, Timings> theirs) {
        ObjectNode faster = JsonOut.object();
        theirs.forEach((kind, times) -> {
            Timings here = ours.get(kind);
            if (here != null) {
                faster.put(kind, JsonOut.rounded(times.ms(0.5) / here.ms(0.5), 1));
            }
        });
        return faster;
    }

    /** The median question's times faster, and how many questions of how many reach the target each by itself. */
    private static ObjectNode questionByQuestion(Map<String, List<Double>> faster) {
        ObjectNode all = JsonOut.object();
        faster.forEach((kind, each) -> {
            List<Double> sorted = each.stream().sorted().toList();
            all.set(
                    kind,
                    JsonOut.object()
                            .put("questions", sorted.size())
                            .put("slowest", JsonOut.rounded(sorted.getFirst(), 1))
                            .put("median", JsonOut.rounded(sorted.get(sorted.size() / 2), 1))
                            .put(
                                    "reached",
                                    each.stream()
                                            .filter(times -> times >= TIMES_FASTER)
                                            .count()));
        });
        return all;
    }

    /** Whether the note has what was asked letter by letter, as one who reads it would say. */
    private boolean says(int number, Question question) {
        String typed = question.typed().replace("\"", "");
        List<String> parts = question.kind().equals("phrase") ? List.of(typed) : List.of(typed.split(" "));
        String text = text(number);
        return parts.stream()
                .allMatch(part -> Pattern.compile("\\b" + part.replace(" ", "\\s+") + "\\b", Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find());
    }

    /** Those that have all words that were asked for. */
    private static Set<Integer> all(SearchIndex index, Question question) {
        Set<Integer> numbers = new HashSet<>();
        index.matching(
                        Viewer.of(FACILITY),
                        query(question.typed()),
                        SearchFilter.NONE,
                        Optional.empty(),
                        2 * MOST_COMPARED)
                .forEach(id -> numbers.add(number(id)));
        return numbers;
    }

    private ObjectNode ndcg(JsonOut out) throws IOException {
        ObjectNode means = JsonOut.object();
        NoteCorpus published = corpus;
        if (published == null) {
            means.putNull("bm25").putNull("hybrid").putNull("plain");
            return means;
        }
        List<Note> notes = published.notes();
        List<JudgedQueries.Judged> judged = JudgedQueries.of(notes);
        double ours = 0;
        double meant = 0;
        double plain = 0;
        Optional<MeaningModel> model = model();
        try (Scratch scratch = Scratch.make(home);
                PlainIndex base = new PlainIndex(notes.stream().map(Note::text).toList());
                SearchIndex index = LuceneSearchIndex.open(
                        scratch.folder().resolve("index"),
                        (document, page) -> Optional.of(
                                new PageText.Plain(notes.get(number(document)).text())),
                        clock,
                        ZoneOffset.UTC,
                        () -> SHIPPED,
                        model)) {
            List<IndexUpdate> updates = new ArrayList<>();
            for (int number = 0; number < notes.size(); number++) {
                updates.add(new IndexUpdate.Put(bare(number, notes.get(number).text())));
            }
            index.apply(1, updates);
            index.refresh();
            index.deepen(
                    notes.size(),
                    id -> Optional.of(bare(number(id), notes.get(number(id)).text())));
            index.refresh();
            for (JudgedQueries.Judged each : judged) {
                SearchRequest request = request(new Question("term", each.text(), ""));
                SearchPage page = index.search(request);
                double blended =
                        JudgedQueries.ndcg(each, numbers(index.search(request(new Question(HYBRID, each.text(), "")))));
                double one = JudgedQueries.ndcg(each, numbers(page));
                double other = JudgedQueries.ndcg(each, base.search(each.text(), 20));
                out.line(JsonOut.object()
                        .put("part", "judged")
                        .put("asked", each.text())
                        .put("right", each.worth().size())
                        .put("found", page.total())
                        .put("bm25", JsonOut.rounded(one, 3))
                        .put("hybrid", JsonOut.rounded(blended, 3))
                        .put("plain", JsonOut.rounded(other, 3)));
                ours += one;
                meant += blended;
                plain += other;
            }
        }
        means.put("queries", judged.size());
        means.put("bm25", JsonOut.rounded(ours / judged.size(), 4));
        if (model.isPresent()) {
            means.put("hybrid", JsonOut.rounded(meant / judged.size(), 4));
        } else {
            means.putNull("hybrid");
        }
        means.put("plain", JsonOut.rounded(plain / judged.size(), 4));
        return means;
    }

    private static List<Integer> numbers(SearchPage page) {
        return page.hits().stream().map(hit -> number(hit.document())).toList();
    }

    /** What {@code ./chartroom fetch --meaning} brought. */
    private static Optional<MeaningModel> model() {
        return ServiceLoader.load(MeaningModel.class).findFirst();
    }

    private static SearchRequest request(Question question) {
        SearchFilter filter =
                question.kind().equals("patient") ? SearchFilter.of(Set.of(patientId(7))) : SearchFilter.NONE;
        return new SearchRequest(
                Viewer.of(FACILITY),
                query(question.typed()),
                filter,
                SearchSort.RELEVANCE,
                Optional.empty(),
                20,
                question.kind().equals("faceted"),
                question.kind().equals(HYBRID));
    }

    private static SearchQuery query(String text) {
        ParsedQuery parsed = QueryLanguage.parse(text);
        if (parsed instanceof SearchQuery query) {
            return query;
        }
        throw new IllegalStateException("not a query: " + text);
    }

    /**
     * Searches by words and meaning over an index of its own with so many passages as were asked for. To have so many in a
     * bearable time, most lie somewhere between two that were really read.
     */
    private void hybrid(ObjectNode queries, ObjectNode sum, JsonOut out) throws IOException {
        Optional<MeaningModel> model = model();
        if (model.isEmpty() || passages == 0) {
            queries.putNull("hybrid");
            return;
        }
        MixedPlaces mixed = new MixedPlaces(model.get(), READ_PASSAGES);
        try (Scratch scratch = Scratch.make(home);
                SearchIndex index = LuceneSearchIndex.open(
                        scratch.folder().resolve("index"),
                        (document, page) -> Optional.of(new PageText.Plain(text(number(document)))),
                        clock,
                        ZoneOffset.UTC,
                        () -> SHIPPED,
                        Optional.of(mixed))) {
            int numbers = 0;
            while (mixed.asked() < passages) {
                List<IndexUpdate> updates = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    updates.add(new IndexUpdate.Put(document(numbers++)));
                }
                index.apply(numbers, updates);
                index.refresh();
                index.deepen(BATCH, id -> Optional.of(document(number(id))));
                index.refresh();
            }
            index.commit();
            mixed.onlyRead();
            List<Question> questions = questions().stream()
                    .filter(question ->
                            question.kind().equals("term") || question.kind().equals("multi"))
                    .map(question -> new Question(HYBRID, question.typed(), ""))
                    .toList();
            List<Long> nanos = new ArrayList<>();
            for (int round = -3; round < rounds; round++) {
                for (Question question : questions) {
                    long began = System.nanoTime();
                    index.search(request(question));
                    if (round >= 0) {
                        nanos.add(System.nanoTime() - began);
                    }
                }
            }
            queries.set("hybrid", figures(Map.of("hybrid", new Timings(nanos))).get("hybrid"));
            sum.put("passages", mixed.asked());
            sum.put("passagesRead", Math.min(READ_PASSAGES, mixed.asked()));
            sum.put("hybridIndexMb", size(scratch.folder()) >> 20);
            sum.put("msToReadAPassage", JsonOut.rounded(mixed.msToRead(), 1));
            out.line(JsonOut.object().put("part", "hybrid").set("queries", queries.get("hybrid")));
            if (seconds > 0) {
                // Beside all others, as people ask.
                List<Question> all = new ArrayList<>(questions());
                all.addAll(questions);
                sum.set("hybridLoaded", underLoad(index, all, out));
            }
        }
    }

    /** From putting a document until a search finds it, on the index with all the others in it. */
    private Timings freshness(SearchIndex index) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < Math.min(FRESH, docs); i++) {
            int number = docs + i;
            IndexedDocument document = document(number);
            SearchRequest request = request(new Question("term", "title:fresh" + number, ""));
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

    private String text(int number) {
        NoteCorpus made = corpus;
        return made == null ? OfficeText.page(number) : made.text(number);
    }

    private int patients() {
        return Math.max(10, docs / NOTES_A_PATIENT);
    }

    private IndexedDocument document(int number) {
        NoteCorpus made = corpus;
        String type = made == null ? "Type " + number % 12 : made.specialty(number);
        int patient = number % patients();
        return new IndexedDocument(
                new DocumentId("doc" + number),
                1,
                FACILITY,
                KINDS.get(number % KINDS.size()),
                Stage.FILED,
                Optional.of(new DocumentType(type.replace(' ', '-'), type)),
                Optional.of(LocalDate.of(2020, 1, 1).plusDays(number % 2_000)),
                "Author " + number % 40,
                "fresh" + number,
                Optional.of(new IndexedPatient(
                        patientId(patient), "Patient " + patient, "M" + patient, LocalDate.of(1950, 1, 1), false)),
                clock.instant(),
                Channel.UPLOAD,
                List.of(new IndexedPage(1, text(number))));
    }

    /** Nothing but text, so that nothing else ranks it. */
    private IndexedDocument bare(int number, String text) {
        return new IndexedDocument(
                new DocumentId("doc" + number),
                1,
                FACILITY,
                DocumentKind.SCAN,
                Stage.READ,
                Optional.empty(),
                Optional.of(LocalDate.of(2020, 1, 1)),
                "",
                "",
                Optional.empty(),
                clock.instant(),
                Channel.UPLOAD,
                List.of(new IndexedPage(1, text)));
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
