package org.chartroom.api.auth;

import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.RecordStore;

/**
 * The counter of the records room: what every door to the records works with.
 *
 * @param access says which records are open to a caller
 * @param trail where every look and every change is written down
 * @param ids gives a new, unguessable id at each call
 * @param facility the office's own
 * @param zone where the office is: it says when a day begins
 */
public record Counter(
        RecordStore store,
        BlobStore blobs,
        Access access,
        AuditTrail trail,
        Clock clock,
        Supplier<String> ids,
        FacilityId facility,
        ZoneId zone) {}
