package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.chartroom.index.Completion;
import org.chartroom.index.DocumentVersion;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;
import org.chartroom.index.Hit;
import org.chartroom.index.IndexInUseException;
import org.chartroom.index.IndexRebuild;
import org.chartroom.index.IndexStatus;
import org.chartroom.index.IndexUnavailableException;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexVerdict;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.MeaningModel;
import org.chartroom.index.Opening;
import org.chartroom.index.PageHits;
import org.chartroom.index.PageText;
import org.chartroom.index.PageTexts;
import org.chartroom.index.PatientGroup;
import org.chartroom.index.PatientGroups;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.SearchPage;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.index.Viewer;
import org.chartroom.index.query.QueryNode;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.index.synonyms.Thesaurus;
import org.chartroom.index.synonyms.Widening;
import org.chartroom.models.record.DocumentId;
import org.jspecify.annotations.Nullable;

/** The index on Lucene, in a folder of its own. */
public final class LuceneSearchIndex implements SearchIndex {
    /** Searches make updates visible themselves when nobody has after this time. */
    private static final Duration UNSEEN_AT_MOST = Duration.ofMillis(500);
    /** Indexes up to this size are read through when they are opened, in about a tenth of a second. */
    private static final long CHECKED_BYTES = 64L << 20;
    /** The most pages of one document whose hits are told. */
    private static final int MOST_PAGES = 10_000;

    /** How much of a document is compared with others: pages and characters. */
    private static final int COMPARED_PAGES = 20;

    private static final int COMPARED_CHARACTERS = 60_000;

    private static final double LIVE_BUFFER_MB = 64;

    private final IndexFolder folder;
    private final Directory lockFolder;
    private final Lock lock;
    private final DirectoryOpener opener;
    private final PageTexts texts;
    private final InstantSource clock;
    private final NoteAnalyzer analyzer = new NoteAnalyzer();
    private final QueryCompiler onAPage = QueryCompiler.onAPage(analyzer);
    private final Supplier<Thesaurus> thesaurus;
    private final Optional<MeaningModel> model;
    private final Highlighter highlighter = new Highlighter(analyzer);
    private final PageDocuments documents;
    private final FacetValues facetValues = new FacetValues();
    private final ExecutorService workers;
    /** Closes what no search reads any more. */
    private final ExecutorService closing;

    private final Traffic searches = new Traffic();
    private final Opening opening;

    /** Held by whoever writes or changes generations. */
    private final ReentrantLock writing = new ReentrantLock();

    /** What was applied since {@link #deepen} began; for who holds {@link #writing}. */
    private final Set<DocumentId> changed = new HashSet<>();

    private final AtomicLong unseenSince = new AtomicLong();
    private volatile Generation live;
    private volatile int liveNumber;
    private @Nullable LuceneRebuild running;
    private boolean closed;

    private LuceneSearchIndex(
            IndexFolder folder,
            Directory lockFolder,
            Lock lock,
            DirectoryOpener opener,
            PageTexts texts,
            InstantSource clock,
            ZoneId zone,
            Supplier<Thesaurus> thesaurus,
            Optional<MeaningModel> model)
            throws IOException {
        this.folder = folder;
        this.lockFolder = lockFolder;
        this.lock = lock;
        this.opener = opener;
        this.texts = texts;
        this.clock = clock;
        this.documents = new PageDocuments(zone);
        this.workers = Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
                Thread.ofPlatform().daemon().name("index-", 0).factory());
        this.closing = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("index-closing").factory(),
                // Once it is shut down, whoever still searches closes what it searched.
                (task, _) -> task.run());
        this.thesaurus = thesaurus;
        this.model = model;
        Opened opened;
        try {
            opened = openLive();
        } catch (IOException | RuntimeException failure) {
            workers.shutdown();
            closing.shutdown();
            throw failure;
        }
        this.live = opened.generation();
        this.liveNumber = opened.number();
        this.opening = opened.opening();
    }

    /**
     * Opens the index in this folder, or makes one. A damaged one, or one written by another version, is set aside and an
     * empty one made: {@link #opening()} tells.
     *
     * @param folder of its own; made when missing
     * @param texts where snippets and places come from
     * @param zone in which the day of arrival is told
     * @throws IndexInUseException when another process has it open
     * @throws IndexUnavailableException when the folder cannot be read or written
     */
    public static LuceneSearchIndex open(Path folder, PageTexts texts, InstantSource clock, ZoneId zone) {
        Thesaurus shipped = Thesaurus.shipped();
        return open(folder, texts, clock, zone, () -> shipped);
    }

    /**
     * The same with synonyms of its own.
     *
     * @param thesaurus asked for at every search, by any thread
     */
    public static LuceneSearchIndex open(
            Path folder, PageTexts texts, InstantSource clock, ZoneId zone, Supplier<Thesaurus> thesaurus) {
        return open(folder, texts, clock, zone, thesaurus, Optional.empty());
    }

    /**
     * The same with a model that says what pages mean.
     *
     * @param model empty to find by words only
     */
    public static LuceneSearchIndex open(
            Path folder,
            PageTexts texts,
            InstantSource clock,
            ZoneId zone,
            Supplier<Thesaurus> thesaurus,
            Optional<MeaningModel> model) {
        return open(folder, texts, clock, zone, thesaurus, model, FSDirectory::open);
    }

    static LuceneSearchIndex open(
            Path folder,
            PageTexts texts,
            InstantSource clock,
            ZoneId zone,
            Supplier<Thesaurus> thesaurus,
            Optional<MeaningModel> model,
            DirectoryOpener opener) {
        Directory lockFolder = null;
        Lock lock = null;
        try {
            IndexFolder root = new IndexFolder(folder);
            lockFolder = FSDirectory.open(root.root());
            lock = lockFolder.obtainLock("chartroom.lock");
            return new LuceneSearchIndex(root, lockFolder, lock, opener, texts, clock, zone, thesaurus, model);
        } catch (LockObtainFailedException taken) {
            release(lock, lockFolder, taken);
            throw new IndexInUseException(
                    "Another process has the index open. Stop it, or use another data folder.", taken);
        } catch (IOException | RuntimeException failure) {
            release(lock, lockFolder, failure);
            throw Failures.sorted("Opening the index", failure);
        }
    }

    private record Opened(Generation generation, int number, Opening opening) {}

    private Opened openLive() throws IOException {
        Optional<Integer> current = folder.current();
        if (current.isEmpty()) {
            return create(new Opening.Created());
        }
        int number = current.get();
        try {
            Generation generation = openSound(number);
            for (int other : folder.generations()) {
                if (other < number) {
                    folder.remove(other);
                }
            }
            Opening found =
                    generation.created() ? new Opening.Created() : new Opening.Continued(generation.lastApplied());
            return new Opened(generation, number, found);
        } catch (IOException | RuntimeException failure) {
            if (!Failures.isDamage(failure)) {
                throw failure;
            }
            Path aside = folder.setAside(number);
            return create(new Opening.SetAside(aside, String.valueOf(failure.getMessage())));
        }
    }

    /** An empty live generation in place of whatever is there. */
    private Opened create(Opening opening) throws IOException {
        int number = 1;
        for (int other : folder.generations()) {
            folder.remove(other);
            number = other + 1;
        }
        Generation generation = open(number);
        folder.makeCurrent(number);
        return new Opened(generation, number, opening);
    }

    private Generation open(int number) throws IOException {
        return open(number, LIVE_BUFFER_MB);
    }

    /** @param bufferMb MB of heap for documents not yet written out */
    Generation open(int number, double bufferMb) throws IOException {
        return Generation.open(
                opener.open(folder.generation(number)),
                analyzer,
                documents,
                bufferMb,
                workers,
                searches,
                new SegmentWarmer(facetValues));
    }

    private Generation openSound(int number) throws IOException {
        Generation generation = open(number);
        try {
            if (folder.size(number) <= CHECKED_BYTES) {
                generation.checkIntegrity();
            }
            return generation;
        } catch (IOException | RuntimeException failure) {
            generation.close();
            throw failure;
        }
    }

    private static void release(@Nullable Lock lock, @Nullable Directory folder, Exception failure) {
        try {
            if (lock != null) {
                lock.close();
            }
            if (folder != null) {
                folder.close();
            }
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public Opening opening() {
        return opening;
    }

    @Override
    public void apply(long upToSequence, List<IndexUpdate> updates) {
        writing("Updating the index", generation -> {
            generation.apply(upToSequence, updates);
            updates.forEach(update -> changed.add(update.id()));
        });
        unseenSince.compareAndSet(0, clock.millis());
    }

    @Override
    public boolean knowsMeaning() {
        return model.isPresent();
    }

    @Override
    public int deepen(int most, Function<DocumentId, Optional<IndexedDocument>> current) {
        if (model.isEmpty()) {
            return 0;
        }
        MeaningModel asked = new YieldingModel(model.get(), searches);
        writing.lock();
        try {
            changed.clear();
        } finally {
            writing.unlock();
        }
        int done = 0;
        for (DocumentId id :
                searching("Looking for what was not read yet", searcher -> unplaced(searcher, asked, most))) {
            Optional<IndexedDocument> document = current.apply(id);
            if (document.isPresent()) {
                List<Document> pages = documents.of(document.get(), asked);
                writing("Adding what pages mean", generation -> {
                    if (!changed.contains(id)) {
                        generation.putPlaced(id, pages);
                    }
                });
                done++;
            }
        }
        if (done > 0) {
            // Else the next call would find the same documents.
            refresh();
        }
        return done;
    }

    private static List<DocumentId> unplaced(IndexSearcher searcher, MeaningModel model, int most) throws IOException {
        Query unplaced = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.HEAD, Fields.YES)), Occur.FILTER)
                .add(new TermQuery(new Term(Fields.PLACED, model.name())), Occur.MUST_NOT)
                .build();
        List<DocumentId> ids = new ArrayList<>();
        for (ScoreDoc head : searcher.search(unplaced, most).scoreDocs) {
            ids.add(id(searcher, head.doc));
        }
        return ids;
    }

    private static DocumentId id(IndexSearcher searcher, int page) throws IOException {
        return ShownFields.of(searcher.storedFields().document(page).getBinaryValue(Fields.SHOWN))
                .id();
    }

    @Override
    public void refresh() {
        long mark = unseenSince.get();
        writing("Refreshing the index", Generation::refresh);
        unseenSince.compareAndSet(mark, 0);
    }

    @Override
    public void commit() {
        writing("Committing the index", Generation::commit);
    }

    @Override
    public long lastApplied() {
        return live.lastApplied();
    }

    private interface Write {
        void on(Generation generation) throws IOException;
    }

    private void writing(String what, Write write) {
        writing.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the index is closed");
            }
            try {
                write.on(live);
            } catch (IOException | AlreadyClosedException failure) {
                reopen(failure);
                throw Failures.sorted(what, failure);
            }
        } finally {
            writing.unlock();
        }
    }

    /**
     * After a failure Lucene's writer may be closed, and what it had not committed is not to be trusted: goes back to the
     * last commit.
     */
    private void reopen(Exception failure) {
        try {
            live.close();
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
        try {
            live = open(liveNumber);
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private interface Read<T> {
        T on(IndexSearcher searcher) throws IOException;
    }

    private <T> T searching(String what, Read<T> read) {
        showUnseen();
        while (true) {
            Generation generation = live;
            IndexSearcher searcher;
            try {
                searcher = generation.searchers().acquire();
            } catch (AlreadyClosedException swapped) {
                if (generation != live) {
                    continue;
                }
                throw Failures.sorted(what, swapped);
            } catch (IOException failure) {
                throw Failures.sorted(what, failure);
            }
            searches.begin();
            try {
                return read.on(searcher);
            } catch (IOException failure) {
                throw Failures.sorted(what, failure);
            } catch (UncheckedIOException failure) {
                IOException cause = failure.getCause();
                throw Failures.sorted(what, cause == null ? failure : cause);
            } finally {
                searches.end();
                release(generation, searcher);
            }
        }
    }

    /**
     * The last to let go of a searcher closes it, and deletes the files that only it still reads: it waits for whoever writes and takes
     * several times as long as a search.
     */
    private void release(Generation generation, IndexSearcher searcher) {
        if (searcher.getIndexReader().getRefCount() > 1) {
            letGo(generation, searcher);
        } else {
            closing.execute(() -> letGo(generation, searcher));
        }
    }

    private static void letGo(Generation generation, IndexSearcher searcher) {
        try {
            generation.searchers().release(searcher);
        } catch (IOException | AlreadyClosedException leftOver) {
            // The answer is there; a file that could not be deleted is deleted when the index is opened again.
            return;
        }
    }

    /** A search does not wait for what somebody is writing; it finds what there was before. */
    private void showUnseen() {
        long since = unseenSince.get();
        if (since != 0 && clock.millis() - since >= UNSEEN_AT_MOST.toMillis() && writing.tryLock()) {
            try {
                refresh();
            } finally {
                writing.unlock();
            }
        }
    }

    private Look look(IndexSearcher searcher, Viewer viewer) {
        return new Look(analyzer, facetValues, searcher, viewer);
    }

    private QueryNode widened(SearchQuery query) {
        return Widening.of(query.root(), thesaurus.get());
    }

    @Override
    public SearchPage search(SearchRequest request) {
        Optional<QueryCompiler.Meant> meant =
                model.isPresent() && request.meaning() && request.sort() == SearchSort.RELEVANCE
                        ? QueryCompiler.meant(request.query().root())
                        : Optional.empty();
        return meant.isPresent() ? byWordsAndMeaning(request, meant.get()) : byWords(request);
    }

    private SearchPage byWordsAndMeaning(SearchRequest request, QueryCompiler.Meant meant) {
        QueryNode asked = widened(request.query());
        return searching("Searching", searcher -> {
            float[] place = model.orElseThrow().place(meant.words());
            return new Blend(searcher, look(searcher, request.viewer()), request, asked, today())
                    .with(place, meant.others(), (found, lacking) -> hits(searcher, found, asked, lacking));
        });
    }

    private SearchPage byWords(SearchRequest request) {
        QueryNode asked = widened(request.query());
        Optional<Cursor> after = request.cursor().map(written -> Cursor.read(written, request.sort()));
        return searching("Searching", searcher -> {
            Look look = look(searcher, request.viewer());
            Bar bar = new Bar(request.sort(), new Recency(today()));
            QueryCompiler.Ranked ranked = look.compiler().ranked(asked);
            FacetCounter facets = request.facets() ? look.counter() : null;
            DocumentCollector collector = new DocumentCollector(bar, after, request.limit() + 1, facets);
            collector.search(
                    searcher, ranked.limited(query -> Limits.apply(query, request.viewer(), request.filter())));
            List<DocumentCollector.Found> found = collector.found();
            boolean more = found.size() > request.limit();
            List<DocumentCollector.Found> shown = more ? found.subList(0, request.limit()) : found;
            Map<Facet, List<FacetCount>> counts = facets == null ? Map.of() : facets.counts();
            Optional<String> next = more
                    ? Optional.of(new Cursor(
                                    request.sort(),
                                    shown.getLast().value(),
                                    shown.getLast().tie())
                            .written())
                    : Optional.empty();
            Lacking lacking = ranked.loosened() ? look.lacking(asked) : Lacking.NOTHING;
            return new SearchPage(
                    collector.total(),
                    collector.complete(),
                    0,
                    hits(searcher, shown, asked, lacking),
                    counts,
                    next,
                    Widening.also(asked));
        });
    }

    @Override
    public Set<DocumentId> matching(
            Viewer viewer, SearchQuery query, SearchFilter filter, Optional<Set<DocumentId>> among, int most) {
        QueryNode asked = widened(query);
        return searching("Matching", searcher -> {
            Query matches =
                    new ConstantScoreQuery(look(searcher, viewer).compiler().complete(asked));
            Query limited = among.isPresent()
                    ? Limits.apply(matches, viewer, filter, among.get())
                    : Limits.apply(matches, viewer, filter);
            IdCollector collector = new IdCollector(searcher.storedFields(), most);
            searcher.search(limited, collector);
            return collector.ids();
        });
    }

    /** The same for a day, so that an answer's following pages stay in its order. */
    private long today() {
        return clock.millis() / 86_400_000L * 86_400_000L;
    }

    @Override
    public PatientGroups byPatient(SearchRequest request) {
        QueryNode asked = widened(request.query());
        return searching("Searching by patient", searcher -> {
            Look look = look(searcher, request.viewer());
            QueryCompiler.Ranked ranked = look.compiler().ranked(asked);
            PatientCollector collector = new PatientCollector();
            collector.search(
                    searcher, ranked.limited(query -> Limits.apply(query, request.viewer(), request.filter())));
            Lacking lacking = ranked.loosened() ? look.lacking(asked) : Lacking.NOTHING;
            List<PatientCollector.Group> best = collector.best(request.limit());
            List<Hit> hits = hits(
                    searcher,
                    best.stream()
                            .map(group -> new DocumentCollector.Found(group.page(), group.score(), group.score(), 0))
                            .toList(),
                    asked,
                    lacking);
            List<PatientGroup> groups = new ArrayList<>();
            for (int i = 0; i < hits.size(); i++) {
                groups.add(new PatientGroup(hits.get(i).patient(), best.get(i).documents(), hits.get(i)));
            }
            return new PatientGroups(collector.total(), collector.size(), groups);
        });
    }

    @Override
    public List<String> didYouMean(SearchRequest request) {
        return searching(
                "Looking for spellings",
                searcher -> look(searcher, request.viewer()).didYouMean(request));
    }

    @Override
    public List<Completion> complete(Viewer viewer, String typed, int most) {
        return searching("Completing", searcher -> look(searcher, viewer).complete(typed, most));
    }

    @Override
    public List<Hit> similar(Viewer viewer, DocumentId document, int most) {
        return searching("Searching for the like", searcher -> {
            TopDocs pages = searcher.search(Limits.apply(new MatchAllDocsQuery(), viewer, document), COMPARED_PAGES);
            StringBuilder text = new StringBuilder();
            for (ScoreDoc page : pages.scoreDocs) {
                texts.find(document, pageNumber(searcher, page.doc))
                        .ifPresent(found -> text.append(found.text()).append('\n'));
            }
            text.setLength(Math.min(text.length(), COMPARED_CHARACTERS));
            Optional<Look.Likeness> likeness = look(searcher, viewer).like(document, text.toString());
            if (likeness.isEmpty()) {
                return List.of();
            }
            DocumentCollector collector = new DocumentCollector(
                    new Bar(SearchSort.RELEVANCE, new Recency(today())), Optional.empty(), most, null);
            collector.search(searcher, likeness.get().query());
            return hits(searcher, collector.found(), likeness.get().words(), Lacking.NOTHING);
        });
    }

    private List<Hit> hits(
            IndexSearcher searcher, List<DocumentCollector.Found> found, QueryNode asked, Lacking lacking)
            throws IOException {
        StoredFields stored = searcher.storedFields();
        List<OnPage> pages = new ArrayList<>(found.size());
        for (DocumentCollector.Found one : found) {
            ShownFields shown = ShownFields.of(stored.document(one.page()).getBinaryValue(Fields.SHOWN));
            int page = pageNumber(searcher, one.page());
            PageText text = texts.find(shown.id(), page).orElse(new PageText.Plain(""));
            pages.add(OnPage.of(one, shown, page, text, part(text.text(), one)));
        }
        List<List<Span>> places = highlighter.spans(
                onAPage.places(asked), pages.stream().map(OnPage::part).toList(), searcher.getTaskExecutor());
        List<Hit> hits = new ArrayList<>(found.size());
        for (int i = 0; i < places.size(); i++) {
            hits.add(pages.get(i).hit(places.get(i), lacking));
        }
        return hits;
    }

    /**
     * A page that was found, and what is said of it.
     *
     * @param part of its text, that is shown
     * @param begins where the part begins in the text
     */
    private record OnPage(
            DocumentCollector.Found found, ShownFields shown, int page, PageText text, String part, int begins) {
        private static OnPage of(
                DocumentCollector.Found found, ShownFields shown, int page, PageText text, Span within) {
            String part = text.text().substring(within.start(), within.end());
            return new OnPage(found, shown, page, text, part, within.start());
        }

        /** @param places in the part */
        private Hit hit(List<Span> places, Lacking lacking) throws IOException {
            List<Span> spans = places.stream()
                    .map(span -> new Span(span.start() + begins, span.end() + begins))
                    .toList();
            return new Hit(
                    shown.id(),
                    page,
                    found.score(),
                    shown.title(),
                    shown.kind(),
                    shown.stage(),
                    shown.type(),
                    shown.date(),
                    shown.author(),
                    shown.patient(),
                    Snippet.of(part, places),
                    PlaceFinder.places(text, spans),
                    found.isMeant(),
                    lacking.of(found));
        }
    }

    /** Of a page that was found for what it means: the passage that means it. */
    private static Span part(String text, DocumentCollector.Found found) {
        List<Span> passages = found.isMeant() ? Passages.of(text) : List.of();
        return found.passage() >= 0 && found.passage() < passages.size()
                ? passages.get(found.passage())
                : new Span(0, text.length());
    }

    private static int pageNumber(IndexSearcher searcher, int page) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(page, leaves));
        NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), Fields.PAGE);
        if (!numbers.advanceExact(page - leaf.docBase)) {
            throw new IllegalStateException("a page in the index has no number");
        }
        return Math.toIntExact(numbers.longValue());
    }

    @Override
    public List<PageHits> hits(Viewer viewer, DocumentId document, SearchQuery query) {
        QueryNode asked = widened(query);
        Highlighter.Marking marking = highlighter.marking(onAPage.places(asked));
        List<Integer> pages = searching("Searching in a document", searcher -> {
            Query onShelves = look(searcher, viewer).compiler().places(asked);
            Query limited = Limits.apply(onShelves, viewer, document);
            TopDocs found = searcher.search(limited, MOST_PAGES);
            List<Integer> numbers = new ArrayList<>();
            for (var page : found.scoreDocs) {
                numbers.add(pageNumber(searcher, page.doc));
            }
            return numbers.stream().sorted().toList();
        });
        List<PageHits> hits = new ArrayList<>();
        for (int page : pages) {
            Optional<PageText> text = texts.find(document, page);
            if (text.isPresent()) {
                List<Span> spans = marking.spans(text.get().text());
                if (!spans.isEmpty()) {
                    hits.add(new PageHits(page, PlaceFinder.places(text.get(), spans)));
                }
            }
        }
        return hits;
    }

    @Override
    public IndexStatus status() {
        return searching(
                "Measuring the index",
                searcher -> new IndexStatus(
                        searcher.count(new TermQuery(new Term(Fields.HEAD, Fields.YES))),
                        searcher.getIndexReader().numDocs(),
                        folder.size(liveNumber),
                        live.lastApplied(),
                        live.lastCommitted()));
    }

    @Override
    public IndexVerdict verify(Iterator<DocumentVersion> expected) {
        refresh();
        return searching("Verifying the index", searcher -> Verification.of(searcher, expected));
    }

    @Override
    public void purge(Set<DocumentId> removed) {
        writing("Purging the index", generation -> {
            if (running != null) {
                throw new IllegalStateException("the index is being rebuilt");
            }
            generation.purge();
            for (int other : folder.generations()) {
                if (other != liveNumber) {
                    folder.remove(other);
                }
            }
            folder.removeSetAside();
            if (generation.holdsAny(removed)) {
                throw new IOException("documents that were removed are still in the files of the index");
            }
        });
    }

    @Override
    public IndexRebuild rebuild(long sequence) {
        writing.lock();
        try {
            if (closed || running != null) {
                throw new IllegalStateException(closed ? "the index is closed" : "the index is being rebuilt already");
            }
            try {
                running = LuceneRebuild.begin(this, folder, liveNumber, sequence);
                return running;
            } catch (IOException | RuntimeException failure) {
                throw Failures.sorted("Rebuilding the index", failure);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Puts a finished generation in the live one's place. */
    void swapIn(Generation fresh, int number) throws IOException {
        writing.lock();
        try {
            fresh.refresh();
            fresh.commit();
            folder.makeCurrent(number);
            Generation old = live;
            int oldNumber = liveNumber;
            live = fresh;
            liveNumber = number;
            running = null;
            unseenSince.set(0);
            removeOld(old, oldNumber);
        } finally {
            writing.unlock();
        }
    }

    private void removeOld(Generation old, int number) {
        try {
            old.close();
            folder.remove(number);
        } catch (IOException | AlreadyClosedException leftOver) {
            // The swap is done and durable; whatever could not be removed now is removed at the next opening.
            return;
        }
    }

    void rebuildEnded() {
        writing.lock();
        try {
            running = null;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (lockFolder;
                    lock;
                    Generation last = live) {
                if (running != null) {
                    running.close();
                }
                last.commit();
            } catch (IOException | AlreadyClosedException failure) {
                throw Failures.sorted("Closing the index", failure);
            } finally {
                workers.shutdown();
                closing.close();
            }
        } finally {
            writing.unlock();
        }
    }
}
