package org.chartroom.api.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.Priority;
import org.chartroom.models.text.ReadSettings;

/**
 * A piece of work handed to one worker until the lease runs out.
 *
 * @param token proves the lease in every later call
 * @param expected what the sender said the file is; its bytes decide
 * @param priority how urgent it is among what the worker has
 * @param attempt from 1
 * @param name the sender's file name: data, never a path
 * @param mediaType as known so far, often {@code application/octet-stream}
 * @param bytes length of the file
 * @param password to open the file with, when a person has given one
 * @param leaseSeconds how long it is good for unless renewed; renew at a third of it
 * @param pages the input pages to read, from 1; empty means all of them
 * @param settings how to read them
 * @param standing how people have stood pages: input page to degrees clockwise from how it came in
 */
public record LeaseOffer(
        LeaseToken token,
        DocumentId documentId,
        ArrivalId arrivalId,
        ArrivalKind expected,
        Priority priority,
        int attempt,
        String name,
        String mediaType,
        long bytes,
        Optional<String> password,
        int leaseSeconds,
        List<Integer> pages,
        ReadSettings settings,
        Map<Integer, Integer> standing) {
    public LeaseOffer {
        pages = pages == null ? List.of() : List.copyOf(pages);
        standing = standing == null ? Map.of() : Map.copyOf(standing);
        if (settings == null) {
            throw new IllegalArgumentException("an offer says how to read");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are numbered from 1, was " + attempt);
        }
        if (leaseSeconds < 1) {
            throw new IllegalArgumentException("a lease lasts 1 s or longer, was " + leaseSeconds);
        }
    }

    /** Without the password, which never goes into a log. */
    @Override
    public String toString() {
        return "LeaseOffer[document=" + documentId + ", attempt=" + attempt + ", bytes=" + bytes + "]";
    }
}
