package org.chartroom.models.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;

/** How long records are kept, and their destruction. */
public interface Retention {
    /** What the office laid down last; empty when it did not yet. */
    Optional<ScheduleVersion> schedule();

    /** Every version of it, latest first. */
    List<ScheduleVersion> schedules();

    /** Keeps the next version. @throws ConflictException when that number is taken */
    void addSchedule(ScheduleVersion next);

    /** Since when nobody has seen a patient. */
    LastSeen lastSeen(PatientId patient);

    /**
     * The last that the records have of a patient.
     *
     * @param encounter end of the latest visit, or its start
     * @param document latest date of a document in the chart
     */
    record LastSeen(Optional<Instant> encounter, Optional<LocalDate> document) {}

    /** Keeps a destruction that is proposed, or one from the log of destroyed records. */
    void add(Destruction destruction);

    Optional<Destruction> find(DestructionId id);

    /** Latest first. {@code cursor} is a former {@link Slice#next()}. */
    Slice<Destruction> latest(FacilityId facility, Optional<String> cursor, int limit);

    /** Those that two persons want and that are not carried out to the end, oldest first. */
    List<DestructionId> unfinished();

    /** Documents that are in a destruction which is proposed or being carried out. */
    Optional<DestructionId> pendingFor(DocumentId document);

    /**
     * Replaces state and decision, not the items; version as in {@link Documents#update}.
     *
     * @throws ConflictException when it has changed since
     */
    Destruction update(Destruction changed);

    /** Notes that a document stays, and why. */
    void keep(DestructionId destruction, DocumentId document, String why);

    /**
     * Takes everything a document said out of the rows: text, words, names, versions of a note, sound. What is left is its
     * id, whose it was, and its tombstone. Blobs that only it named are listed by {@link #freed}. The file it came in goes
     * with the last document of its arrival. Doing it again changes nothing.
     *
     * @param nothing an empty blob, which is named in place of the file
     * @param reason what its row says from now on
     * @throws ConflictException when a hold is in force over it, or two persons have not confirmed this
     */
    Tombstone destroy(DestructionId destruction, DocumentId document, Blob nothing, String reason, Instant at);

    /** Blobs that a destruction freed and whose bytes are not known to be gone. */
    List<BlobRef> freed(DestructionId destruction);

    /** Notes that the bytes of these are gone, or that something else names them still. */
    void gone(DestructionId destruction, List<BlobRef> refs);
}
