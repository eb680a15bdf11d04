package org.chartroom.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.Approval;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Handover;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Statement;
import org.chartroom.release.fees.FeeCheck;

/** What stands against a packet. */
final class PacketGuards {
    private PacketGuards() {}

    static List<Reason> packaged(ReleaseRequest request, Surroundings now) {
        List<Reason> missing = new ArrayList<>();
        if (!request.redactionDecided()) {
            missing.add(new Reason(Statement.S8, "Nobody has said that everything to be painted over is marked."));
        }
        Optional<Packet> made = request.packet();
        if (made.isEmpty()) {
            missing.add(new Reason(Statement.S8, "The packet is not made yet."));
            return missing;
        }
        Packet packet = made.get();
        if (!packet.madeOf().equals(Makings.of(request, now.subject().amendments()))) {
            missing.add(new Reason(Statement.S10, "Something changed after the packet was made: make it again."));
        }
        if (!packet.isVerified()) {
            missing.add(new Reason(Statement.S8, "The redaction of this packet is not verified by all twelve checks."));
        }
        if (carriesPartTwoByConsent(request)) {
            if (packet.notices().isEmpty()) {
                missing.add(
                        new Reason(
                                Statement.H6,
                                "The packet holds substance use disorder records, and the notice of 42 CFR 2.32 is not in it."));
            }
            if (!packet.consentAttached()) {
                missing.add(
                        new Reason(Statement.H7, "A copy of the consent, or what it covers, is not in the packet."));
            }
        }
        return missing;
    }

    static boolean carriesPartTwo(ReleaseRequest request) {
        return request.going().stream()
                .anyMatch(page -> page.is(SensitiveLabel.PART_2) || page.is(SensitiveLabel.PART_2_COUNSELLING_NOTE));
    }

    private static boolean carriesPartTwoByConsent(ReleaseRequest request) {
        return carriesPartTwo(request)
                && request.basis()
                        .filter(proof -> proof.basis() != LawfulBasis.ACCESS)
                        .flatMap(BasisProof::part2)
                        .isPresent();
    }

    static List<Reason> approved(ReleaseRequest request, Surroundings now) {
        List<Reason> missing = new ArrayList<>();
        restrictions(request, now, missing);
        missing.addAll(FeeCheck.against(request, now));
        if (request.approval().isEmpty()) {
            missing.add(new Reason(Statement.S10, "Nobody has approved the packet."));
            return missing;
        }
        Approval approval = request.approval().get();
        if (request.packet()
                .filter(packet -> packet.sha256().equals(approval.packetSha256()))
                .isEmpty()) {
            missing.add(
                    new Reason(Statement.S10, "What was approved is not this packet: it has to be approved again."));
        }
        boolean same = request.packet()
                        .filter(packet -> packet.by().equals(approval.by()))
                        .isPresent()
                || request.collector().filter(approval.by()::equals).isPresent();
        if (same && approval.exception().isBlank()) {
            missing.add(
                    new Reason(Statement.S10, "Who put the packet together approved it: it takes a second person."));
        }
        return missing;
    }

    private static void restrictions(ReleaseRequest request, Surroundings now, List<Reason> missing) {
        if (!request.recipient().confirmed()) {
            missing.add(new Reason(
                    Statement.S10, "The recipient's address is neither from the directory nor typed twice alike."));
        }
        if (now.subject().restrictedFrom().stream()
                .anyMatch(name -> Names.same(name, request.recipient().name()))) {
            missing.add(new Reason(Statement.E4, "The office agreed not to disclose to this recipient."));
        }
        boolean own = request.basis()
                .filter(proof -> proof.basis() == LawfulBasis.ACCESS)
                .isPresent();
        now.subject()
                .confidentialAddress()
                .filter(address ->
                        own && !Names.same(address, request.recipient().address()))
                .ifPresent(_ -> missing.add(new Reason(
                        Statement.E5,
                        "The patient asked to be reached at another address for confidential communications.")));
    }

    static List<Reason> accounted(ReleaseRequest request, Surroundings now) {
        return request.handover().isPresent()
                ? List.of()
                : List.of(new Reason(Statement.S11, "The release is not entered in the account."));
    }

    static List<Reason> proven(ReleaseRequest request, Surroundings now) {
        if (request.handover().isEmpty()) {
            return List.of(new Reason(Statement.S12, "Nothing was handed over yet."));
        }
        Handover handover = request.handover().get();
        return handover.outcome() == Handover.Outcome.DELIVERED
                        && handover.proof().isPresent()
                ? List.of()
                : List.of(new Reason(Statement.S12, "Nothing shows yet that it arrived."));
    }
}
