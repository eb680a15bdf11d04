package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the work on notes is measured by. */
public interface NoteQuality {
    void add(QualityReview review);

    /** Of one note, latest first. */
    List<QualityReview> of(DocumentId document);

    /** Reviews made in {@code from} (inclusive) to {@code to} (exclusive), latest first; of one editor or of all. */
    List<QualityReview> made(Optional<UserId> editor, Instant from, Instant to);

    /** Who corrected a note, or handed it in; its author when nobody else did. Empty for what is no note. */
    Optional<UserId> editor(DocumentId document);

    /** Notes signed in {@code from} (inclusive) to {@code to} (exclusive), in order of time. */
    List<SignedNote> signed(Instant from, Instant to);
}
