package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexedDocument;
import org.chartroom.models.record.DocumentId;
import org.jspecify.annotations.Nullable;

/**
 * One Lucene index: writer, searchers and the position in the change log, which is kept in the commit itself so that the
 * two can never disagree. Writing methods are for one thread at a time.
 */
final class Generation implements AutoCloseable {
    private static final String APPLIED = "chartroom.applied";
    private static final String REACHED = "chartroom.reached";
    private static final String VERSION = "chartroom.version";
    /** Fewer are not worth another thread. */
    private static final int DOCUMENTS_A_TASK = 16;
    /** So small files are merged before updates can be seen, rather than each search going through all of them. */
    private static final long SMALL_BYTES = 256 * 1024;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final PageDocuments documents;
    private final TaskExecutor workers;
    private final boolean created;
    private volatile long lastApplied;
    private volatile long lastCommitted;
    private volatile @Nullable DocumentId reached;

    private Generation(
            Directory directory,
            IndexWriter writer,
            SearcherManager searchers,
            PageDocuments documents,
            Executor workers,
            Map<String, String> committed) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
        this.documents = documents;
        this.workers = new TaskExecutor(workers);
        this.created = committed.isEmpty();
        this.lastApplied = Long.parseLong(committed.getOrDefault(APPLIED, "0"));
        this.lastCommitted = lastApplied;
        String last = committed.get(REACHED);
        this.reached = last == null ? null : new DocumentId(last);
    }

    /**
     * Opens the index in this directory, or makes one. The directory belongs to the generation from here on, also when
     * this fails.
     *
     * @param bufferMb MB of heap for documents not yet written out
     * @param workers help with searches over much and with many documents at once
     * @param searches to which merging gives way
     * @param warmer what is done with a merged segment before searches see it
     * @throws IndexFormatTooOldException also when it was written by another version of the analysis
     */
    static Generation open(
            Directory directory,
            Analyzer analyzer,
            PageDocuments documents,
            double bufferMb,
            Executor workers,
            Traffic searches,
            IndexWriter.IndexReaderWarmer warmer)
            throws IOException {
        IndexWriter writer = null;
        try {
            IndexWriterConfig config = new IndexWriterConfig(analyzer);
            config.setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
            config.setRAMBufferSizeMB(bufferMb);
            config.setCommitOnClose(false);
            config.setCodec(new RoundedPlaces());
            TieredMergePolicy merging = new TieredMergePolicy() {
                @Override
                protected long maxFullFlushMergeSize() {
                    return SMALL_BYTES;
                }
            };
            // Left to itself it lets a tenth of a file be of removed documents when these are to be merged away.
            merging.setForceMergeDeletesPctAllowed(0);
            YieldingMerges yielding = new YieldingMerges(searches);
            config.setMergePolicy(yielding.givingWay(merging));
            config.setMergeScheduler(yielding);
            config.setMergedSegmentWarmer(warmer);
            boolean exists = DirectoryReader.indexExists(directory);
            writer = new IndexWriter(directory, config);
            Map<String, String> committed = exists ? userData(writer) : Map.of();
            String version = Integer.toString(NoteAnalyzer.VERSION);
            if (exists && !version.equals(committed.get(VERSION))) {
                throw new IndexFormatTooOldException(
                        "the index",
                        "its words were cut by version " + committed.get(VERSION) + ", this is " + version);
            }
            SearcherManager searchers = new SearcherManager(writer, new SearcherFactory() {
                @Override
                public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
                    return new IndexSearcher(reader, workers);
                }
            });
            Generation generation = new Generation(directory, writer, searchers, documents, workers, committed);
            if (!exists) {
                generation.commit();
            }
            return generation;
        } catch (IOException | RuntimeException | Error failure) {
            closeQuietly(writer, directory, failure);
            throw failure;
        }
    }

    /** Whether opening made it. */
    boolean created() {
        return created;
    }

    SearcherManager searchers() {
        return searchers;
    }

    long lastApplied() {
        return lastApplied;
    }

    long lastCommitted() {
        return lastCommitted;
    }

    /** How far a rebuild got; null outside of one and at its start. */
    @Nullable
    DocumentId reached() {
        return reached;
    }

    void apply(long upToSequence, List<IndexUpdate> updates) throws IOException {
        Map<DocumentId, List<IndexUpdate>> byDocument = new LinkedHashMap<>();
        for (IndexUpdate update : updates) {
            byDocument.computeIfAbsent(update.id(), none -> new ArrayList<>()).add(update);
        }
        atOnce(List.copyOf(byDocument.values()));
        lastApplied = upToSequence;
    }

    /** Adds what a rebuild reads; replaces, because a rebuild that was killed may read the same once more. */
    void add(List<IndexedDocument> batch, DocumentId last) throws IOException {
        atOnce(batch.stream()
                .map(document -> List.<IndexUpdate>of(new IndexUpdate.Put(document)))
                .toList());
        reached = last;
    }

    /** Writes what concerns different documents on several threads, and what concerns one of them in its order. */
    private void atOnce(List<List<IndexUpdate>> updates) throws IOException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int from = 0; from < updates.size(); from += DOCUMENTS_A_TASK) {
            List<List<IndexUpdate>> some = updates.subList(from, Math.min(updates.size(), from + DOCUMENTS_A_TASK));
            tasks.add(() -> {
                for (List<IndexUpdate> ofOne : some) {
                    for (IndexUpdate update : ofOne) {
                        write(update);
                    }
                }
                return null;
            });
        }
        workers.invokeAll(tasks);
    }

    private void write(IndexUpdate update) throws IOException {
        switch (update) {
            case IndexUpdate.Put put -> put(put.document());
            case IndexUpdate.Remove remove -> writer.deleteDocuments(id(remove.id()));
        }
    }

    /** Sets the position a rebuild starts from. */
    void startAt(long sequence) {
        lastApplied = sequence;
    }

    private void put(IndexedDocument document) throws IOException {
        writer.updateDocuments(id(document.id()), documents.of(document));
    }

    /** Replaces a document by one with what its passages mean. */
    void putPlaced(DocumentId document, List<Document> pages) throws IOException {
        writer.updateDocuments(id(document), pages);
    }

    private static Term id(DocumentId document) {
        return new Term(Fields.ID, document.value());
    }

    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    void commit() throws IOException {
        Map<String, String> data = new HashMap<>();
        long applied = lastApplied;
        data.put(APPLIED, Long.toString(applied));
        data.put(VERSION, Integer.toString(NoteAnalyzer.VERSION));
        DocumentId last = reached;
        if (last != null) {
            data.put(REACHED, last.value());
        }
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
        lastCommitted = applied;
    }

    /** Merges away what was deleted, waits for that, commits and lets go of the old files. */
    void purge() throws IOException {
        writer.forceMergeDeletes(true);
        commit();
        refresh();
        writer.deleteUnusedFiles();
    }

    /** Whether the files still have one of these, deleted or not. */
    boolean holdsAny(Set<DocumentId> ids) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                Terms terms = leaf.reader().terms(Fields.ID);
                if (terms == null) {
                    continue;
                }
                TermsEnum each = terms.iterator();
                for (DocumentId id : ids) {
                    if (each.seekExact(new BytesRef(id.value()))) {
                        return true;
                    }
                }
            }
            return false;
        } finally {
            searchers.release(searcher);
        }
    }

    /** Closes without committing; searches that are running go on. */
    @Override
    public void close() throws IOException {
        try (directory) {
            searchers.close();
            writer.rollback();
        }
    }

    /** Reads all files through. @throws org.apache.lucene.index.CorruptIndexException when a checksum is wrong */
    void checkIntegrity() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                leaf.reader().checkIntegrity();
            }
        } finally {
            searchers.release(searcher);
        }
    }

    private static Map<String, String> userData(IndexWriter writer) {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> committed = writer.getLiveCommitData();
        if (committed != null) {
            committed.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    private static void closeQuietly(@Nullable IndexWriter writer, Directory directory, Throwable failure) {
        try (directory) {
            if (writer != null) {
                writer.rollback();
            }
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}
