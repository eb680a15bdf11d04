package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A piece of work handed to one worker for a while. The work is the document's own stage row: nothing is queued twice.
 *
 * @param token proves the lease when renewing it and handing in the result
 * @param attempt from 1
 * @param until when it runs out unless renewed
 * @param again how it is to be read, where somebody asked for another way than the usual
 */
public record Lease(
        LeaseToken token,
        Document document,
        ArrivalKind expected,
        int attempt,
        String owner,
        Instant until,
        Optional<ReadAgain> again) {}
