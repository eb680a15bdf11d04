package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What authors' own edits of their drafts teach. */
public interface Corrections {
    /** All of an author's, the most often seen first. */
    List<Correction> of(UserId author);

    Optional<Correction> find(long number);

    /** Notes that the author replaced the words in a note; the same note counts once. Keeps the correction when it is new. */
    Correction replaced(UserId author, String spoken, String written, DocumentId document);

    /** Notes that the author left the words as they were heard; the same note counts once. */
    void kept(long number, DocumentId document);

    /** The author's own, accepted at once. */
    Correction accept(UserId author, String spoken, String written, Instant at);

    void decide(long number, Correction.State state, Instant at);

    void remove(long number);
}
