package org.chartroom.models.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.HeardPiece;

/**
 * The work side of stage rows: who has what, until when. A lease is live while its token is the row's and its end is after
 * now. Whoever moves the document to another stage through {@link Documents#update} ends its lease: hand in a result by
 * {@link #finish} first, and read the document again before changing it.
 */
public interface Work {
    /**
     * Makes a document in stage RECEIVED available to workers.
     *
     * @param notBefore when it may first be leased; also its age among work of the same priority
     * @throws ConflictException when the document is not in stage RECEIVED
     */
    void open(DocumentId document, ArrivalKind expected, Priority priority, Instant notBefore);

    /**
     * The same for a document that somebody wants read again in another way.
     *
     * @param how kept until the work is done or the document leaves it
     */
    void openAgain(DocumentId document, ArrivalKind expected, Priority priority, Instant notBefore, ReadAgain how);

    /**
     * Hands out the most urgent, then oldest, work that is due at {@code now} and not under a live lease, and moves its
     * stage to READING or TRANSCRIBING.
     *
     * @param lowest nothing less urgent than this is handed out
     */
    Optional<Lease> lease(LeaseToken token, String owner, Priority lowest, Instant now, Duration length);

    /** The live lease with this token, if it still is one at {@code now}. */
    Optional<Lease> find(LeaseToken token, Instant now);

    /** Keeps a lease alive and notes progress; false when it has run out or was taken over. */
    boolean renew(LeaseToken token, Instant now, Duration length, Progress progress);

    /**
     * Ends a lease: the document goes on to {@code stage} and is no work any more. False when the lease is not live:
     * then nothing was changed and the result must be dropped.
     */
    boolean finish(LeaseToken token, Instant now, Stage stage, String reason);

    /** Gives work back after a failed attempt, to be tried again not before {@code retryAt}; false when not live. */
    boolean giveBack(LeaseToken token, Instant now, Instant retryAt, String reason);

    /**
     * Keeps what was heard of a recording under this lease, so that another try need not listen to it again. A piece takes
     * the place of one with the same start. Pieces are gone once the work is over, unless it may be tried again, and once
     * the document has another recording.
     *
     * @return false when the lease is not live; then nothing was kept
     */
    boolean keepPieces(LeaseToken token, Instant now, List<HeardPiece> pieces);

    /** What was heard of a recording that is still work or may be tried again, in the order of their start. */
    List<HeardPiece> pieces(DocumentId document);

    Optional<WorkState> state(DocumentId document);

    /** All work that is open or leased, most urgent first. */
    List<WorkState> queue(int limit);
}
