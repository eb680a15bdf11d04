package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.Listened;

/** Dictations and the versions of their notes. */
public interface Dictations {
    void add(Dictation dictation);

    Optional<Dictation> find(DocumentId document);

    /** Replaces length, peaks, playable form, work type and due time. */
    void update(Dictation dictation);

    /** The first version, made by an engine, or a later one; numbers must follow. @throws ConflictException when not, or when the note is signed */
    void addVersion(TranscriptVersion version);

    Optional<TranscriptVersion> latest(DocumentId document);

    List<TranscriptVersion> versions(DocumentId document);

    /** @throws ConflictException when the note is not signed */
    void addAddendum(Addendum addendum);

    List<Addendum> addenda(DocumentId document);

    /** @throws ConflictException when the note was signed before */
    void addSignature(Signature signature);

    Optional<Signature> signature(DocumentId document);

    /** What somebody has played of a recording; nothing when they never did. */
    Listened listened(DocumentId document, UserId user);

    /** Takes the place of what was kept of it. */
    void putListened(DocumentId document, UserId user, Listened listened);
}
