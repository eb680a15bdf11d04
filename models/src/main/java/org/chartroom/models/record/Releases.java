package org.chartroom.models.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.release.AccountAsked;
import org.chartroom.models.release.Breach;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.KeptSuspension;
import org.chartroom.models.release.PickupSignature;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleaseLink;
import org.chartroom.models.release.ReleasePaper;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.SensitiveLabel;

/** Requests for records and the account of what left. Nothing here is ever deleted, and of the account nothing changed. */
public interface Releases {
    /** @param due the last day on which an answer is in time */
    void add(ReleaseRequest request, LocalDate due);

    Optional<ReleaseRequest> find(ReleaseId id);

    /**
     * Those that are not done, the most urgent first.
     *
     * @param dueBy only those due on that day or before
     * @param cursor a former {@link Slice#next()}
     */
    Slice<ReleaseRequest> queue(FacilityId facility, Optional<LocalDate> dueBy, Optional<String> cursor, int limit);

    /**
     * Replaces the request; version as in {@link Documents#update}. Earlier versions are kept.
     *
     * @param open whether it stays in the queue
     * @throws ConflictException when it has changed since
     */
    ReleaseRequest update(ReleaseRequest changed, LocalDate due, boolean open);

    /**
     * What was last decided of the sensitivity of a document's pages, in whichever request; by page number, without the pages
     * that are not sensitive. Deciding it moves the document in {@link Changes}, and the labels stay with a page that is moved.
     */
    Map<Integer, Set<SensitiveLabel>> labels(DocumentId document);

    /** All that the request ever was, first first. */
    List<ReleaseRequest> versions(ReleaseId id);

    /**
     * All requests, done or not, the latest first.
     *
     * @param cursor a former {@link Slice#next()}
     */
    Slice<ReleaseRequest> latest(FacilityId facility, Optional<String> cursor, int limit);

    /** Keeps a paper with the request. */
    void addPaper(ReleaseId id, ReleasePaper paper);

    /** The papers of a request, first first. */
    List<ReleasePaper> papers(ReleaseId id);

    /** Keeps what is known now of a disclosure that was not permitted; what was known before is kept, too. */
    void keepBreach(ReleaseId id, Breach breach);

    /** What is known of it now. */
    Optional<Breach> breach(ReleaseId id);

    /** Keeps the bytes of a packet; a packet that was replaced by another is kept, too. */
    void keepPacket(ReleaseId id, Blob packet);

    /** A packet's bytes by their hash. */
    Optional<Blob> packet(ReleaseId id, String sha256);

    /** Writes into the account. @throws ConflictException when an entry with that id is there */
    void disclose(Disclosure entry);

    /** Everything that left of a patient, of charts merged into theirs too, first first. */
    List<Disclosure> disclosures(PatientId patient);

    /** Keeps that an agency suspended the account of a patient. */
    void suspend(KeptSuspension suspension);

    /** Suspensions of a patient's account, of charts merged into theirs too, first first. */
    List<KeptSuspension> suspensions(PatientId patient);

    /** Keeps that a patient asked for the account. */
    void accountAsked(AccountAsked asked);

    /** When a patient asked for the account, of charts merged into theirs too, first first. */
    List<AccountAsked> accountsAsked(PatientId patient);

    void addLink(ReleaseLink link);

    Optional<ReleaseLink> link(String tokenSha256);

    /** Replaces the counts of a link: wrong codes and when it was fetched. */
    void updateLink(ReleaseLink link);

    /** Keeps that a packet is to go out. @throws ConflictException when the request has a delivery */
    void addDelivery(Delivery delivery);

    /** How the packet of a request went out; empty when it went neither by mail nor by fax, or not yet. */
    Optional<Delivery> delivery(ReleaseId id);

    /** Deliveries in a state, first first. */
    List<Delivery> deliveries(Delivery.State state, int limit);

    /**
     * Replaces a delivery. One that may have left never waits again.
     *
     * @throws ConflictException when it is not in the state {@code before} any more
     */
    void updateDelivery(Delivery changed, Delivery.State before);

    /**
     * Keeps who signed for a packet at the desk.
     *
     * @param image of what was drawn
     * @throws ConflictException when somebody signed before
     */
    void addSignature(PickupSignature signature, Optional<Blob> image);

    /** Who signed for the packet of a request. */
    Optional<PickupSignature> signature(ReleaseId id);

    /** The picture of a signature that was drawn. */
    Optional<Blob> signatureImage(ReleaseId id);
}
