package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.chartroom.models.record.Role;

/**
 * What anybody outside of an office could see of its release desk: what was asked and answered, what its account said, and the bytes
 * that others got.
 */
record History(List<Call> calls, List<Look> looks, List<Account> accounts, List<Left> left) {
    History {
        calls = List.copyOf(calls);
        looks = List.copyOf(looks);
        accounts = List.copyOf(accounts);
        left = List.copyOf(left);
    }

    /** How bytes leave. */
    enum Way {
        DOWNLOAD,
        PICKUP,
        MAIL,
        FAX
    }

    /**
     * A step that somebody took, or wanted to take.
     *
     * @param step as the API names it; {@code create} for a new request
     * @param status 0 when the answer was lost: it may have been done or not
     * @param packet hash of the packet that the answer has; empty when it has none
     */
    record Call(
            String request,
            String step,
            Role by,
            JsonNode body,
            Instant asked,
            Instant answered,
            int status,
            String packet) {
        boolean done() {
            return status == 200 || status == 201;
        }

        /** Whether it was done, or may have been. */
        boolean perhaps() {
            return done() || status == 0;
        }
    }

    /**
     * How a request was said to stand.
     *
     * @param packet hash of its packet; empty when it has none
     */
    record Look(String request, Instant at, String state, String packet) {}

    /** A patient's account as it was shown. */
    record Account(String patient, Instant asked, Instant answered, List<Entry> entries) {
        Account {
            entries = List.copyOf(entries);
        }
    }

    /** An entry of an account. */
    record Entry(String id, Instant at, String request, String recipient, String address, boolean permitted) {}

    /**
     * A packet that somebody outside got.
     *
     * @param request which its pages are stamped with
     * @param link what it was fetched with; another word for everything else that came
     * @param to address or number as the other side saw it; empty where there is none
     * @param taken whether the other side took it: bytes that it refused at the end were there, too
     * @param begun the last moment at which it had certainly not left yet
     * @param ended when all of it was there
     */
    record Left(
            String request,
            Way way,
            String link,
            String to,
            String sha256,
            boolean taken,
            Instant begun,
            Instant ended) {}
}
