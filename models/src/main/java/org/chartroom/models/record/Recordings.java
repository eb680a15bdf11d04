package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Recordings in progress and their pieces. */
public interface Recordings {
    void add(Recording recording);

    Optional<Recording> find(RecordingId id);

    /** Replaces patient, work type, priority, due time and takes. */
    void update(Recording recording);

    /** Those of this author that were not handed in, latest first. */
    List<Recording> unfinished(UserId author);

    /** Some of those to which nothing came since {@code before} and that were not handed in, oldest first. */
    List<Recording> quietSince(Instant before, int limit);

    /**
     * Keeps one more piece.
     *
     * @throws ConflictException when it is not the next one, or the recording was handed in
     */
    void addPiece(RecordingPiece piece, Instant at);

    Optional<RecordingPiece> piece(RecordingId id, int number);

    /** Pieces with samples from {@code fromSample} on, in order. */
    List<RecordingPiece> pieces(RecordingId id, long fromSample, int limit);

    /** What was heard so far, in the order of the recording. */
    List<HeardStretch> heard(RecordingId id);

    /** How far it was heard: the first sample nobody listened to yet. */
    long heardTo(RecordingId id);

    void addHeard(RecordingId id, HeardStretch stretch);

    /**
     * Notes what the recording became and lets go of its pieces.
     *
     * @throws ConflictException when it was handed in before
     */
    void finish(RecordingId id, DocumentId document);

    /** Forgets a recording that was not handed in, and lets go of its pieces. */
    void discard(RecordingId id);
}
