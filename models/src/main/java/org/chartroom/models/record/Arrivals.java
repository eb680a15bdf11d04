package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Arrivals, their ledger and the keys that make receiving safe to repeat. */
public interface Arrivals {
    /** Keeps the arrival and counts one reference to its blob. */
    void add(Arrival arrival);

    Optional<Arrival> find(ArrivalId id);

    /** The first arrival with these bytes at this facility. */
    Optional<ArrivalId> firstWithBytes(FacilityId facility, String sha256);

    /** Latest first. {@code cursor} is a former {@link Slice#next()}. */
    Slice<Arrival> latest(FacilityId facility, Optional<String> cursor, int limit);

    /** Those received within the span ({@code to} exclusive), through one door where that is given; latest first. */
    Slice<Arrival> received(
            FacilityId facility,
            Instant from,
            Instant to,
            Optional<Channel> channel,
            Optional<String> cursor,
            int limit);

    /** The ledger in the order of files and pages. */
    List<LedgerEntry> ledger(ArrivalId id);

    /**
     * Writes the ledger of one input file, replacing what was there for it. The documents it names must be kept already.
     *
     * @param source the document for which the file was read
     * @param inputPages pages of the file; 0 for one that has none, such as audio
     * @param entries a line for each of the pages 1 to {@code inputPages}, in any order
     * @throws IllegalArgumentException when a page is named twice or not at all
     */
    void setLedger(ArrivalId id, DocumentId source, int inputPages, List<LedgerEntry> entries);

    /**
     * Writes anew what became of single input pages. The documents it names must have those pages already.
     *
     * @throws IllegalArgumentException when the ledger has no line for one of them
     */
    void amendLedger(List<LedgerEntry> entries);

    /** What an earlier creation with this key made, if there was one. */
    Optional<String> idempotent(String scope, String key);

    /**
     * Remembers what a creation with this key made.
     *
     * @throws ConflictException when the key is not new: then another creation won, and its result is the answer
     */
    void rememberIdempotent(String scope, String key, String result, Instant at);

    /**
     * A line a channel and day, latest day first, of the last {@code days} days, today being the first. Recordings have no
     * pages and are not pending.
     *
     * @param zone where the office is: it says when a day begins
     */
    List<Reconciliation> reconcile(FacilityId facility, java.time.ZoneId zone, int days);
}
