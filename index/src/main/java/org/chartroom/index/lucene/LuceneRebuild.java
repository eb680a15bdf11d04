package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.store.AlreadyClosedException;
import org.chartroom.index.IndexRebuild;
import org.chartroom.index.IndexedDocument;
import org.chartroom.models.record.DocumentId;

/** A generation that is being built beside the live one. */
final class LuceneRebuild implements IndexRebuild {
    /** How many documents a kill costs at most. */
    private static final int COMMIT_EVERY = 5000;

    private static final double BUFFER_MB = 64;

    private final LuceneSearchIndex index;
    private final Generation generation;
    private final int number;
    private int uncommitted;
    private boolean ended;

    private LuceneRebuild(LuceneSearchIndex index, Generation generation, int number) {
        this.index = index;
        this.generation = generation;
        this.number = number;
    }

    /** Begins one, or takes up the one with the highest number above the live one's. */
    static LuceneRebuild begin(LuceneSearchIndex index, IndexFolder folder, int liveNumber, long sequence)
            throws IOException {
        int number = Math.max(liveNumber + 1, folder.generations().getLast());
        for (int other : folder.generations()) {
            if (other > liveNumber && other < number) {
                folder.remove(other);
            }
        }
        Generation generation;
        try {
            generation = index.open(number, BUFFER_MB);
        } catch (IOException failure) {
            if (!Failures.isDamage(failure)) {
                throw failure;
            }
            folder.remove(number);
            generation = index.open(number, BUFFER_MB);
        }
        if (generation.reached() == null) {
            generation.startAt(sequence);
            generation.commit();
        }
        return new LuceneRebuild(index, generation, number);
    }

    @Override
    public Optional<DocumentId> resumeAfter() {
        return Optional.ofNullable(generation.reached());
    }

    @Override
    public void add(List<IndexedDocument> documents, DocumentId reached) {
        if (ended) {
            throw new IllegalStateException("the rebuild has ended");
        }
        try {
            generation.add(documents, reached);
            uncommitted += documents.size();
            if (uncommitted >= COMMIT_EVERY) {
                generation.commit();
                uncommitted = 0;
            }
        } catch (IOException | AlreadyClosedException failure) {
            throw Failures.sorted("Rebuilding the index", failure);
        }
    }

    @Override
    public void swap() {
        if (ended) {
            throw new IllegalStateException("the rebuild has ended");
        }
        try {
            index.swapIn(generation, number);
            ended = true;
        } catch (IOException | AlreadyClosedException failure) {
            throw Failures.sorted("Swapping in the rebuilt index", failure);
        }
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        try (generation) {
            generation.commit();
        } catch (IOException | AlreadyClosedException failure) {
            throw Failures.sorted("Stopping the rebuild", failure);
        } finally {
            index.rebuildEnded();
        }
    }
}
