package org.chartroom.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.models.record.Actor;
import org.chartroom.models.release.Approval;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.Handover;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.ReleaseState;
import org.chartroom.models.release.Statement;
import org.chartroom.release.forms.Revocations;

/**
 * The state machine. A request is as far as the first thing that is missing; whatever changes what an earlier step stands on drops
 * the request back to it. The steps from the packet on are taken here, and only when all that come before are done.
 */
public final class ReleaseDesk {
    private ReleaseDesk() {}

    /** Where a request stands now. */
    public static Standing standing(ReleaseRequest request, Surroundings now) {
        List<Standing.Item> items = new ArrayList<>();
        boolean gone = request.handover().isPresent();
        for (DeskStep step : DeskStep.values()) {
            // What has left was right when it left: a form that expires afterwards changes nothing about it.
            boolean past = gone && step.compareTo(DeskStep.ACCOUNT) < 0;
            items.add(new Standing.Item(step, past ? List.of() : step.missing(request, now)));
        }
        return new Standing(state(request, items), items);
    }

    private static ReleaseState state(ReleaseRequest request, List<Standing.Item> items) {
        if (request.aside().isPresent()) {
            return switch (request.aside().get().kind()) {
                case PENDED -> ReleaseState.PENDED;
                case HELD -> ReleaseState.HELD;
                case EXCEPTION -> ReleaseState.EXCEPTION;
                case CORRECTION_REQUESTED -> ReleaseState.CORRECTION_REQUESTED;
                case NO_RECORDS -> ReleaseState.NO_RECORDS;
                case DENIED -> ReleaseState.DENIED;
                case REJECTED -> ReleaseState.REJECTED;
                case CANCELLED -> ReleaseState.CANCELLED;
                case REVOKED -> ReleaseState.REVOKED;
                case BREACH_REVIEW -> ReleaseState.BREACH_REVIEW;
            };
        }
        if (request.handover().isPresent()) {
            if (request.closed()) {
                return ReleaseState.CLOSED;
            }
            return switch (request.handover().get().outcome()) {
                case UNDER_WAY -> ReleaseState.TRANSMITTING;
                case DELIVERED -> items.getLast().isDone() ? ReleaseState.DELIVERED : ReleaseState.TRANSMITTING;
                case FAILED -> ReleaseState.DELIVERY_FAILED;
                case UNKNOWN -> ReleaseState.DELIVERY_UNKNOWN;
                case RECALLED -> ReleaseState.BREACH_REVIEW;
            };
        }
        return onTheWay(request, items);
    }

    private static ReleaseState onTheWay(ReleaseRequest request, List<Standing.Item> items) {
        DeskStep blocking = items.stream()
                .filter(item -> !item.isDone())
                .map(Standing.Item::step)
                .findFirst()
                .orElse(DeskStep.PROOF);
        return switch (blocking) {
            case LOGGED -> ReleaseState.RECEIVED;
            case PATIENT -> ReleaseState.LOGGED;
            case VERIFIED -> ReleaseState.PATIENT_MATCHED;
            case BASIS, FORMS -> ReleaseState.REQUESTER_VERIFIED;
            case LABELS, SCOPE -> request.pages().isEmpty() ? ReleaseState.BASIS_ESTABLISHED : ReleaseState.COLLECTING;
            case REDACTION -> request.redactionDecided() ? ReleaseState.REDACTED : ReleaseState.SENSITIVITY_REVIEWED;
            case IDENTITY -> ReleaseState.PACKAGED;
            case APPROVAL -> ReleaseState.QA_PASSED;
            case ACCOUNT, PROOF -> ReleaseState.RELEASE_APPROVED;
        };
    }

    /**
     * Says whether all that comes before the packet is done: making one may take minutes.
     *
     * @throws NotYetException when something is missing
     */
    public static void requireReadyForPacket(ReleaseRequest request, Surroundings now) {
        requireOpen(request);
        requireHere(request);
        require(request, DeskStep.SCOPE, now);
        if (!request.redactionDecided()) {
            throw new NotYetException(PacketGuards.packaged(request, now));
        }
    }

    /**
     * The request with its packet.
     *
     * @throws NotYetException when a page, the basis or who asks still stands against it, or the packet itself does
     */
    public static ReleaseRequest packaged(ReleaseRequest request, Packet packet, Surroundings now, Actor by) {
        requireOpen(request);
        requireHere(request);
        require(request, DeskStep.SCOPE, now);
        ReleaseRequest with = request.withPacket(packet);
        require(with, DeskStep.REDACTION, now);
        return with.noted("packet made", by, now.now());
    }

    /**
     * The request with a second person's approval of its packet.
     *
     * @throws NotYetException when anything before it is missing, or this person may not approve this packet
     */
    public static ReleaseRequest approved(ReleaseRequest request, Approval approval, Surroundings now, Actor by) {
        requireOpen(request);
        requireHere(request);
        require(request, DeskStep.IDENTITY, now);
        ReleaseRequest with = request.withApproval(approval);
        require(with, DeskStep.APPROVAL, now);
        return with.noted(
                approval.exception().isBlank() ? "packet approved" : "packet approved by who made it", by, now.now());
    }

    /**
     * The request as it is handed over: every step is checked again, the forms too, at this moment. Who calls writes the
     * entry of the account and the request in one transaction, before a byte leaves.
     *
     * @throws NotYetException when anything is missing, or it was handed over before
     */
    public static ReleaseRequest handedOver(ReleaseRequest request, Disclosure entry, Surroundings now, Actor by) {
        requireOpen(request);
        requireHere(request);
        require(request, DeskStep.APPROVAL, now);
        String sha256 = request.packet().map(Packet::sha256).orElseThrow();
        boolean ofThis = entry.release().equals(Optional.of(request.id()))
                && entry.packetSha256().equals(Optional.of(sha256))
                && request.patient().filter(entry.patient()::equals).isPresent();
        if (!ofThis) {
            throw new NotYetException(
                    List.of(new Reason(Statement.S11, "The entry of the account is not of this packet.")));
        }
        return request.withHandover(
                        new Handover(sha256, entry.id(), now.now(), Handover.Outcome.UNDER_WAY, Optional.empty()))
                .noted("packet handed over", by, now.now());
    }

    /**
     * The request once it is known what became of the packet.
     *
     * @throws NotYetException when nothing was handed over, or a delivery is said without what shows it
     */
    public static ReleaseRequest ended(
            ReleaseRequest request,
            Handover.Outcome outcome,
            Optional<Handover.Proof> proof,
            Surroundings now,
            Actor by) {
        if (request.handover().isEmpty()) {
            throw new NotYetException(PacketGuards.proven(request, now));
        }
        if (outcome == Handover.Outcome.DELIVERED && proof.isEmpty()) {
            throw new NotYetException(
                    List.of(new Reason(Statement.S12, "A delivery needs what shows that it arrived.")));
        }
        Handover before = request.handover().get();
        if (before.outcome() == Handover.Outcome.RECALLED) {
            throw new NotYetException(List.of(new Reason(Statement.I4, "The packet was recalled.")));
        }
        return request.withHandover(new Handover(
                        before.packetSha256(), before.disclosure(), before.at(), outcome, proof.or(before::proof)))
                .noted("delivery " + outcome.name().toLowerCase(Locale.ROOT), by, now.now());
    }

    /**
     * The request, done: its packet arrived, or somebody found out that it did not.
     *
     * @throws NotYetException when nothing shows that the packet arrived, and nobody knows that it did not
     */
    public static ReleaseRequest closed(ReleaseRequest request, Surroundings now, Actor by) {
        requireOpen(request);
        if (request.handover()
                .filter(each -> each.outcome() == Handover.Outcome.FAILED)
                .isPresent()) {
            return request.withClosed(true).noted("closed, it did not arrive", by, now.now());
        }
        require(request, DeskStep.PROOF, now);
        return request.withClosed(true).noted("closed", by, now.now());
    }

    /**
     * The request put aside. Its clock goes on.
     *
     * @throws NotYetException when it is over
     */
    public static ReleaseRequest aside(ReleaseRequest request, Aside aside, Surroundings now, Actor by) {
        requireNotOver(request);
        boolean gone = request.handover().isPresent();
        if (gone && aside.kind() != Aside.Kind.BREACH_REVIEW) {
            throw new NotYetException(
                    List.of(new Reason(Statement.S11, "The packet has left; it can only be recalled.")));
        }
        return request.withAside(Optional.of(aside))
                .noted("put aside: " + aside.kind() + " " + aside.code(), by, now.now());
    }

    /**
     * The request taken up again where it stands.
     *
     * @throws NotYetException when it was not put aside, or is over
     */
    public static ReleaseRequest resumed(ReleaseRequest request, Surroundings now, Actor by) {
        if (request.aside().isEmpty()) {
            throw new NotYetException(List.of(new Reason(Statement.S4, "The request is not put aside.")));
        }
        requireNotOver(request);
        return request.withAside(Optional.empty()).noted("taken up again", by, now.now());
    }

    /**
     * The request after a revocation came in: what was not sent is not sent under that form, also what waits to be fetched; what was
     * sent stays on record.
     *
     * @throws NotYetException when there is no form
     */
    public static ReleaseRequest revoked(ReleaseRequest request, Surroundings now, Actor by) {
        BasisProof proof = request.basis()
                .filter(each -> each.authorization().isPresent() || each.part2().isPresent())
                .orElseThrow(() -> new NotYetException(
                        List.of(new Reason(Statement.A16, "No form is there that could be revoked."))));
        ReleaseRequest with = request.withBasis(Revocations.at(now.now(), proof));
        if (isOver(request)) {
            return with.noted("revoked", by, now.now());
        }
        Optional<Handover> gone = request.handover();
        if (gone.isPresent()) {
            Handover sent = gone.get();
            return sent.outcome() == Handover.Outcome.UNDER_WAY
                    ? with.withHandover(new Handover(
                                    sent.packetSha256(),
                                    sent.disclosure(),
                                    sent.at(),
                                    Handover.Outcome.FAILED,
                                    sent.proof()))
                            .noted("revoked before it was fetched; nothing waits any more", by, now.now())
                    : with.noted("revoked after it was sent in reliance on the form", by, now.now());
        }
        return with.withAside(Optional.of(new Aside(
                        Aside.Kind.REVOKED, "AUTH_REVOKED", "The patient revoked the form.", by.user(), now.now())))
                .noted("revoked", by, now.now());
    }

    /**
     * The request after somebody found that its packet went to the wrong person: it is frozen, its link is dead, and the breach is
     * looked into.
     *
     * @throws NotYetException when nothing was handed over
     */
    public static ReleaseRequest recalled(ReleaseRequest request, String why, Surroundings now, Actor by) {
        ReleaseRequest back = ended(request, Handover.Outcome.RECALLED, Optional.empty(), now, by);
        return back.withAside(
                        Optional.of(new Aside(Aside.Kind.BREACH_REVIEW, "WRONG_RECIPIENT", why, by.user(), now.now())))
                .noted("recalled", by, now.now());
    }

    /**
     * What stands against sending now what was handed over and waits to be sent: all that was checked at the hand-over is checked once
     * more, for hours may lie between.
     *
     * @return empty when it may leave
     */
    public static List<Reason> againstLeaving(ReleaseRequest request, Surroundings now) {
        if (!mayBeFetched(request)
                || request.handover()
                        .filter(each -> each.outcome() == Handover.Outcome.UNDER_WAY)
                        .isEmpty()) {
            return List.of(new Reason(Statement.A16, "It was taken back, revoked or ended before it left."));
        }
        List<Reason> against = new ArrayList<>();
        for (DeskStep step : DeskStep.values()) {
            if (step.compareTo(DeskStep.ACCOUNT) < 0) {
                against.addAll(step.missing(request, now));
            }
        }
        return against;
    }

    /** Whether somebody may still fetch what was handed over. */
    public static boolean mayBeFetched(ReleaseRequest request) {
        return request.aside().isEmpty()
                && request.basis().filter(Revocations::isRevoked).isEmpty()
                && request.handover()
                        .filter(each -> each.outcome() == Handover.Outcome.UNDER_WAY
                                || each.outcome() == Handover.Outcome.DELIVERED)
                        .isPresent();
    }

    private static void require(ReleaseRequest request, DeskStep upTo, Surroundings now) {
        List<Reason> missing = standing(request, now).missingUpTo(upTo);
        if (!missing.isEmpty()) {
            throw new NotYetException(missing);
        }
    }

    private static boolean isOver(ReleaseRequest request) {
        return request.closed()
                || request.aside().filter(each -> each.kind().isFinal()).isPresent();
    }

    /** What has left is not made, approved or sent again: the account is of what left. */
    private static void requireHere(ReleaseRequest request) {
        if (request.handover().isPresent()) {
            throw new NotYetException(
                    List.of(new Reason(Statement.S11, "The packet was handed over before; it is not sent twice.")));
        }
    }

    private static void requireNotOver(ReleaseRequest request) {
        if (isOver(request)) {
            throw new NotYetException(List.of(new Reason(Statement.S4, "The request is over.")));
        }
    }

    private static void requireOpen(ReleaseRequest request) {
        requireNotOver(request);
        if (request.aside().isPresent()) {
            throw new NotYetException(
                    List.of(new Reason(Statement.S4, "The request is put aside: take it up again first.")));
        }
    }
}
