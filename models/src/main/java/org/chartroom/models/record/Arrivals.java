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

    /** The ledger in the order of files and pages. */
    List<LedgerEntry> ledger(ArrivalId id);

    /** Writes the ledger of one input file, replacing what was there for it. */
    void setLedger(ArrivalId id, DocumentId source, int inputPages, List<LedgerEntry> entries);

    /** What an earlier creation with this key made, if there was one. */
    Optional<String> idempotent(String scope, String key);

    /** Remembers what a creation with this key made; the key must be new. */
    void rememberIdempotent(String scope, String key, String result, Instant at);

    /** A line a channel and day, latest day first, of the last {@code days} days. */
    List<Reconciliation> reconcile(FacilityId facility, java.time.ZoneId zone, int days);
}
