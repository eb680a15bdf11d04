package org.chartroom.index;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.models.record.DocumentId;

/**
 * The searchable projection of the record store. It can be thrown away: everything in it comes from the store by way of
 * the change log, and it remembers how far in that log it is.
 *
 * <p>All methods may be called from any thread. One process at a time holds an index open.
 *
 * <p>Failures: {@link IndexUnavailableException} (disk full, I/O error: what was applied since the last commit may be
 * gone, so ask {@link #lastApplied()} and replay from there) and {@link IndexDamagedException} (rebuild it).
 */
public interface SearchIndex extends AutoCloseable {
    /** What was found when it was opened. */
    Opening opening();

    /**
     * Applies updates, in order, and moves {@link #lastApplied()} to {@code upToSequence}. Putting a document replaces
     * all of its pages at once; putting or removing the same one again changes nothing, so a log may be replayed from
     * any earlier point. Not durable before {@link #commit()}, not searchable before {@link #refresh()} (or, if that is
     * not called, half a second later, when a search comes while nobody writes: none waits for a writer).
     *
     * @param upToSequence the change log is applied up to and including this number
     */
    void apply(long upToSequence, List<IndexUpdate> updates);

    /** Whether it can be asked what pages mean. */
    boolean knowsMeaning();

    /**
     * Finds out what documents mean where that is not in the index yet. Takes tenths of a second a page, so not on the thread
     * that applies updates; one thread at a time. Documents that change meanwhile are left for the next call.
     *
     * @param most how many documents
     * @param current the document as the store has it now, empty when it is not to be found
     * @return how many were done; 0 when nothing is left to do, or there is no model
     */
    int deepen(int most, Function<DocumentId, Optional<IndexedDocument>> current);

    /** Makes everything applied so far searchable. */
    void refresh();

    /** Makes everything applied so far, and {@link #lastApplied()} with it, survive a crash. */
    void commit();

    /**
     * How far in the change log this index is, 0 when empty. It goes back after a crash (to the last commit), after a
     * failure and after a rebuild was swapped in: the one who follows the log asks before every batch.
     */
    long lastApplied();

    /** Finds documents; what the viewer may not see takes no part in hits, totals or facets. */
    SearchPage search(SearchRequest request);

    /**
     * Every place in one document that matches, for the viewer to draw. Empty when nothing does, or when the viewer may
     * not see it.
     */
    List<PageHits> hits(Viewer viewer, DocumentId document, SearchQuery query);

    /**
     * Which documents have all that is asked for, in no order and without scores: the way to ask many searches about a few
     * documents.
     *
     * @param among the only ones that are looked at, which costs no more than they are many; empty for all
     * @param most no more than so many are told
     */
    Set<DocumentId> matching(
            Viewer viewer, SearchQuery query, SearchFilter filter, Optional<Set<DocumentId>> among, int most);

    /** Finds documents and groups them by patient; the request's cursor, sort and facets do not count. */
    PatientGroups byPatient(SearchRequest request);

    /**
     * Other spellings of the query's words, each of which finds something that the viewer may see within the filter, most
     * likely first; empty when its words are all known. A word is never turned into its opposite.
     */
    List<String> didYouMean(SearchRequest request);

    /**
     * How what is being typed could go on, from what the viewer may see.
     *
     * @param most how many, 1..50
     */
    List<Completion> complete(Viewer viewer, String typed, int most);

    /**
     * Documents that say much the same as this one, best first; empty when the viewer may not see it.
     *
     * @param most how many, 1..{@link SearchRequest#MAX_LIMIT}
     */
    List<Hit> similar(Viewer viewer, DocumentId document, int most);

    /** Size and position, as searchable now. */
    IndexStatus status();

    /**
     * Compares the index with what should be in it and checks the checksums of its files. Reads all of them: not for
     * every minute. Run it while nothing is applied, or expect differences that are only lag.
     *
     * @param expected the searchable documents of the store, each once, in any order
     */
    IndexVerdict verify(Iterator<DocumentVersion> expected);

    /**
     * Writes the index anew where it still has what was removed from it, so that its files hold no word of that any more,
     * and commits. Rewrites files: not for every minute. What was begun of a rebuild is thrown away.
     *
     * @param removed documents that were removed and applied; looked for in the files afterwards
     * @throws IndexUnavailableException when one of them is still there, or the disk failed; doing it again goes on
     */
    void purge(Set<DocumentId> removed);

    /**
     * Begins to build a fresh index beside this one, or goes on with one that was begun and not finished. At most one at a
     * time.
     *
     * @param sequence the last number of the change log now; the new index starts there
     * @throws IllegalStateException when one is running
     */
    IndexRebuild rebuild(long sequence);

    /** Commits and closes. */
    @Override
    void close();
}
