package org.chartroom.api.releases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.delivery.DeliveryTarget;
import org.chartroom.api.delivery.Handed;
import org.chartroom.api.delivery.Parcel;
import org.chartroom.api.upkeep.Duties;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.Handover;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.NotYetException;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was handed over by mail or fax. That it goes is written down before a byte leaves, what became of it after; between the two
 * nobody can tell, and what is found there after a crash is for a person. It is tried again only when it is certain that nothing left.
 */
final class Outbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int AT_ONCE = 100;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);
    private static final long STOPS_WITHIN_SECONDS = 15;

    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final Map<Delivery.Way, DeliveryTarget> targets;
    private final String office;
    private final IntFunction<Duration> pause;
    private final Duties duties = new Duties();
    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean stopping;

    /**
     * @param office as recipients read it
     * @param pause how long to wait after that many tries; a negative time when it is given up
     */
    Outbox(
            ReleaseDeskCounter desk,
            Map<Delivery.Way, DeliveryTarget> targets,
            String office,
            IntFunction<Duration> pause) {
        this.desk = desk;
        this.counter = desk.counter();
        this.targets = targets;
        this.office = office;
        this.pause = pause;
    }

    /** Begins to send. */
    void start() {
        duties.every(Duration.ofMillis(300), Duration.ofMillis(500), "send packets", this::keepUp);
    }

    /** Why a packet cannot go to a recipient by a way; empty when it can. */
    Optional<String> against(Delivery.Way way, Recipient to) {
        DeliveryTarget target = targets.get(way);
        return target == null
                ? Optional.of(
                        way == Delivery.Way.MAIL
                                ? "The office sends no records by mail: an administrator sets delivery.mail up."
                                : "The office sends no faxes: an administrator sets delivery.fax up.")
                : target.against(to);
    }

    /** Sends what is due, and looks after what was taken. */
    void keepUp() {
        if (!sending.tryLock()) {
            return;
        }
        try {
            // Nobody else sends, so what is found like this was left by a crash.
            for (Delivery torn : inState(Delivery.State.GOING)) {
                keep(
                        torn,
                        new Handed.Unknown(
                                "Chartroom was stopped while the packet may have been leaving. Ask the recipient, or look at the log of the mail or fax server."));
            }
            Instant now = counter.clock().instant();
            for (Delivery waiting : inState(Delivery.State.WAITING)) {
                if (!stopping && (isDue(waiting, now) || isTakenBack(waiting))) {
                    send(waiting);
                }
            }
            for (Delivery taken : inState(Delivery.State.TAKEN)) {
                if (!stopping && isDue(taken, now)) {
                    lookAfter(taken);
                }
            }
        } finally {
            sending.unlock();
        }
    }

    private List<Delivery> inState(Delivery.State state) {
        return counter.store().read(records -> records.releases().deliveries(state, AT_ONCE));
    }

    private static boolean isDue(Delivery delivery, Instant now) {
        return delivery.nextTry().filter(at -> !at.isAfter(now)).isPresent();
    }

    /** What was taken back does not wait for its next try to be told so. */
    private boolean isTakenBack(Delivery waiting) {
        return counter.store()
                .read(records -> records.releases()
                        .find(waiting.release())
                        .filter(ReleaseDesk::mayBeFetched)
                        .isEmpty());
    }

    private void send(Delivery waiting) {
        record Going(Delivery delivery, Blob packet) {}
        Optional<Going> going = counter.store().write(records -> {
            Optional<Blob> packet = records.releases().packet(waiting.release(), waiting.packetSha256());
            Optional<String> against = against(records, waiting, packet);
            if (against.isPresent()) {
                withdraw(records, waiting, against.get());
                return Optional.<Going>empty();
            }
            Delivery begun = waiting.going();
            records.releases().updateDelivery(begun, waiting.state());
            return packet.map(file -> new Going(begun, file));
        });
        going.ifPresent(each -> keep(each.delivery(), handed(each.delivery(), each.packet())));
    }

    /** All that was checked when it was handed over, once more. */
    private Optional<String> against(Records records, Delivery waiting, Optional<Blob> packet) {
        ReleaseRequest request = records.releases().find(waiting.release()).orElseThrow();
        if (request.handover()
                .filter(each -> each.packetSha256().equals(waiting.packetSha256()))
                .isEmpty()) {
            return Optional.of("It is not what was handed over.");
        }
        if (packet.isEmpty()) {
            return Optional.of("Its bytes are not kept.");
        }
        return ReleaseDesk.againstLeaving(request, desk.around(records, request)).stream()
                .findFirst()
                .map(Reason::words);
    }

    private void withdraw(Records records, Delivery waiting, String why) {
        Instant now = counter.clock().instant();
        records.releases()
                .updateDelivery(
                        waiting.now(
                                Delivery.State.WITHDRAWN,
                                Optional.empty(),
                                new Delivery.Said(now, "Nothing left. " + why)),
                        waiting.state());
        ReleaseRequest request = records.releases().find(waiting.release()).orElseThrow();
        if (outcome(request) == Handover.Outcome.UNDER_WAY) {
            became(records, request, Handover.Outcome.FAILED, Optional.empty());
        }
        audit(records, request, "withdrawn before it left");
    }

    private static Handover.Outcome outcome(ReleaseRequest request) {
        return request.handover().map(Handover::outcome).orElseThrow();
    }

    private Handed handed(Delivery going, Blob packet) {
        DeliveryTarget target = targets.get(going.way());
        if (target == null) {
            return new Handed.Refused(true, "This way out is not set up any more. Nothing was sent.");
        }
        Parcel parcel = new Parcel(
                going,
                office,
                () -> Channels.newInputStream(counter.blobs().open(packet.ref())),
                () -> counter.store().read(records -> against(records, going, Optional.of(packet))));
        try {
            if (!sha256(parcel).equals(going.packetSha256())) {
                return new Handed.Refused(false, "Its bytes are not those that were approved. Nothing was sent.");
            }
        } catch (IOException e) {
            log.warn("A packet cannot be read.", e);
            return new Handed.Refused(true, "Its bytes cannot be read. Nothing was sent.");
        }
        try {
            return target.hand(parcel);
        } catch (RuntimeException | LinkageError e) {
            log.error("A packet could not be handed over; a person is asked what became of it.", e);
            return new Handed.Unknown("Chartroom failed while the packet may have been leaving.");
        }
    }

    private static String sha256(Parcel parcel) throws IOException {
        try (InputStream bytes = parcel.packet().open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                bytes.transferTo(out);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void lookAfter(Delivery taken) {
        DeliveryTarget target = targets.get(taken.way());
        if (target != null) {
            Optional<Handed> later = target.after(taken.reference());
            if (later.isPresent()) {
                keep(taken, later.get());
                return;
            }
        }
        counter.store().write(records -> {
            Delivery again = new Delivery(
                    taken.id(),
                    taken.release(),
                    taken.packetSha256(),
                    taken.way(),
                    taken.to(),
                    taken.messageId(),
                    taken.reference(),
                    taken.state(),
                    taken.tries(),
                    Optional.of(counter.clock().instant().plus(LOOK_AGAIN)),
                    taken.said());
            records.releases().updateDelivery(again, taken.state());
            return true;
        });
    }

    /** Writes down what became of it. */
    private void keep(Delivery before, Handed handed) {
        Instant now = counter.clock().instant();
        Delivery.Said said = new Delivery.Said(now, handed.said());
        counter.store().write(records -> {
            ReleaseRequest request = records.releases().find(before.release()).orElseThrow();
            switch (handed) {
                case Handed.Taken taken -> {
                    DeliveryTarget target = targets.get(before.way());
                    boolean looks = target != null && target.looksAfter();
                    Delivery kept = before.called(taken.reference())
                            .now(
                                    Delivery.State.TAKEN,
                                    looks ? Optional.of(now.plus(LOOK_AGAIN)) : Optional.empty(),
                                    said);
                    records.releases().updateDelivery(kept, before.state());
                    switch (outcome(request)) {
                        case UNDER_WAY -> noted(records, request, "taken by the other side");
                        // Somebody took it back or gave it up while it was leaving: it left all the same, a person has
                        // to know.
                        case FAILED, UNKNOWN, RECALLED ->
                            became(records, request, Handover.Outcome.UNKNOWN, Optional.empty());
                        case DELIVERED -> {}
                    }
                }
                case Handed.Arrived _ -> {
                    end(records, before, Delivery.State.ARRIVED, said);
                    became(
                            records,
                            request,
                            Handover.Outcome.DELIVERED,
                            Optional.of(new Handover.Proof(
                                    before.way() == Delivery.Way.FAX
                                            ? Handover.Proof.Kind.FAX_CONFIRMATION
                                            : Handover.Proof.Kind.MAIL_RECEIPT,
                                    said.words(),
                                    now)));
                }
                case Handed.Refused refused -> {
                    Duration wait = refused.forNow() && before.state() == Delivery.State.GOING
                            ? pause.apply(before.tries())
                            : Duration.ofSeconds(-1);
                    if (wait.isNegative()) {
                        end(records, before, Delivery.State.FAILED, said);
                        if (outcome(request) == Handover.Outcome.UNDER_WAY) {
                            became(records, request, Handover.Outcome.FAILED, Optional.empty());
                        }
                    } else {
                        records.releases()
                                .updateDelivery(
                                        before.now(Delivery.State.WAITING, Optional.of(now.plus(wait)), said),
                                        before.state());
                    }
                }
                case Handed.Unknown _ -> {
                    end(records, before, Delivery.State.UNKNOWN, said);
                    if (outcome(request) != Handover.Outcome.DELIVERED) {
                        became(records, request, Handover.Outcome.UNKNOWN, Optional.empty());
                    }
                }
            }
            audit(
                    records,
                    request,
                    switch (handed) {
                        case Handed.Taken _ -> "taken by the other side";
                        case Handed.Arrived _ -> "arrived";
                        case Handed.Refused _ -> "refused by the other side";
                        case Handed.Unknown _ -> "nobody can tell";
                    });
            return true;
        });
    }

    private static void end(Records records, Delivery before, Delivery.State state, Delivery.Said said) {
        records.releases().updateDelivery(before.now(state, Optional.empty(), said), before.state());
    }

    private void noted(Records records, ReleaseRequest request, String what) {
        ReleaseRequest changed =
                request.noted(what, Accounting.HOUSE, counter.clock().instant());
        records.releases().update(changed, desk.due(changed), !changed.closed());
    }

    /** What left is said of the request, whatever was decided of it meanwhile; only a recall stands. */
    private void became(
            Records records, ReleaseRequest request, Handover.Outcome outcome, Optional<Handover.Proof> proof) {
        Surroundings around = desk.around(records, request);
        try {
            ReleaseRequest changed = ReleaseDesk.ended(request, outcome, proof, around, Accounting.HOUSE);
            records.releases().update(changed, desk.due(changed), !changed.closed());
        } catch (NotYetException e) {
            log.info("A packet that was recalled is {}; the recall stands.", outcome);
        }
    }

    private void audit(Records records, ReleaseRequest request, String what) {
        records.audit()
                .append(new AuditEvent(
                        counter.clock().instant(),
                        Accounting.HOUSE,
                        AuditAction.CHANGE,
                        ReleaseDeskCounter.KIND,
                        request.id().value(),
                        request.patient(),
                        Map.of("what", "delivery", "outcome", what)));
    }

    /** Ends when what is being sent just now is through, or could not be in time. */
    @Override
    public void close() {
        stopping = true;
        try {
            if (!sending.tryLock(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                log.warn("A packet was still being sent; at the next start a person is asked what became of it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        duties.close();
    }
}
