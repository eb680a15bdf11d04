package org.chartroom.models.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A packet that goes out by mail or fax. It is written down together with the entry of the account, before a byte leaves; there is one
 * of a request at most.
 *
 * @param id unguessable
 * @param to as it was when the packet was handed over
 * @param messageId by which the other side knows it; the same however often it is tried
 * @param reference by which the other side calls what it took, such as the number of a job; empty before, and where it says none
 * @param tries how often it was tried
 * @param nextTry when it is tried next, or looked after; empty when it is not
 * @param said what the other side said, first first
 */
public record Delivery(
        String id,
        ReleaseId release,
        String packetSha256,
        Way way,
        Recipient to,
        String messageId,
        String reference,
        State state,
        int tries,
        Optional<Instant> nextTry,
        List<Said> said) {
    /** By which way. Names are stored: added to, never renamed. */
    public enum Way {
        /** E-mail, signed and encrypted. */
        MAIL,
        FAX
    }

    /** How it stands. Names are stored: added to, never renamed. */
    public enum State {
        /** Nothing left yet; it is tried when its time has come. */
        WAITING,
        /** Bytes may be leaving just now. */
        GOING,
        /** The other side took it; nothing shows yet that it arrived. */
        TAKEN,
        ARRIVED,
        /** It is known that it did not arrive. */
        FAILED,
        /** Nobody can tell. */
        UNKNOWN,
        /** Taken back before anything left. */
        WITHDRAWN;

        /** Whether it may be tried, or is being tried. */
        public boolean mayLeave() {
            return this == WAITING || this == GOING;
        }
    }

    /** What the other side said, or what happened. */
    public record Said(Instant at, String words) {}

    public Delivery {
        said = List.copyOf(said);
        if (id.isBlank() || messageId.isBlank() || to.address().isEmpty()) {
            throw new IllegalArgumentException("a delivery has an id, a message id and an address");
        }
        if (tries < 0) {
            throw new IllegalArgumentException("a delivery is tried 0 times or more");
        }
    }

    /** A new one, to be tried at once. */
    public static Delivery waiting(
            String id, ReleaseId release, String packetSha256, Way way, Recipient to, String messageId, Instant now) {
        return new Delivery(
                id, release, packetSha256, way, to, messageId, "", State.WAITING, 0, Optional.of(now), List.of());
    }

    /** The same while it is tried once more. */
    public Delivery going() {
        return new Delivery(
                id,
                release,
                packetSha256,
                way,
                to,
                messageId,
                reference,
                State.GOING,
                tries + 1,
                Optional.empty(),
                said);
    }

    /** The same in another state, with what was said. */
    public Delivery now(State changed, Optional<Instant> next, Said heard) {
        List<Said> all = new ArrayList<>(said);
        all.add(heard);
        return new Delivery(id, release, packetSha256, way, to, messageId, reference, changed, tries, next, all);
    }

    /** The same, called like this by the other side. */
    public Delivery called(String name) {
        return new Delivery(id, release, packetSha256, way, to, messageId, name, state, tries, nextTry, said);
    }
}
