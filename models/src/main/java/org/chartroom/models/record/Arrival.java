package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.blob.Blob;

/**
 * One file as it came in. Its bytes are kept as received for as long as any of its documents is.
 *
 * @param name the sender's file name: data to show, never a path to use
 * @param sender who sent it as far as known (fax number, e-mail address, folder name), empty if not
 * @param original the bytes as received
 * @param duplicateOf the first arrival with the same bytes, when this is not the first
 */
public record Arrival(
        ArrivalId id,
        FacilityId facility,
        Channel channel,
        ArrivalKind kind,
        String name,
        String sender,
        Blob original,
        Instant receivedAt,
        UserId receivedBy,
        Optional<ArrivalId> duplicateOf) {}
