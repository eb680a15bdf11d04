package org.chartroom.api.releases;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Breach;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.DisclosureId;
import org.chartroom.models.release.Handover;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.PickupSignature;
import org.chartroom.models.release.ReleaseLink;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.release.NotYetException;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.Surroundings;
import org.jspecify.annotations.Nullable;

/** Hands packets over and takes them back; each in one transaction with the account. */
final class Handing {
    /** As long as a letter may lie unopened. */
    private static final Duration GOOD_FOR = Duration.ofDays(14);

    private static final BigInteger CODES = BigInteger.valueOf(100_000_000);

    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final Outbox outbox;
    private final String domain;

    private final DeliveryForms forms;

    /** @param from the office's mail address; empty when it has none */
    Handing(ReleaseDeskCounter desk, DeliveryForms forms, Outbox outbox, String from) {
        this.desk = desk;
        this.forms = forms;
        this.counter = desk.counter();
        this.outbox = outbox;
        this.domain = from.isEmpty() ? "chartroom.invalid" : from.substring(from.indexOf('@') + 1);
    }

    /**
     * What the recipient needs; shown once.
     *
     * @param page where the packet waits; goes by one way
     * @param code opens it; goes by another
     * @param password opens the file that is fetched; goes the way of the code. Empty where the file needs none
     */
    record Ticket(String page, String code, String password, Instant expiresAt, ReleaseView release) {
        /** Neither address nor code nor password is in a log. */
        @Override
        public String toString() {
            return "ticket that expires " + expiresAt;
        }
    }

    Ticket over(Caller caller, String id, @Nullable String version, DeliveryForm form) throws IOException {
        DeliveryForms.Formed formed = formed(caller, id, version, form);
        String token = counter.ids().get() + counter.ids().get();
        String code = code();
        Instant expires = counter.clock().instant().plus(GOOD_FOR);
        try {
            return counter.store().write(records -> {
                ReleaseRequest before = desk.find(records, caller, id);
                Versions.check(version, before.version());
                Surroundings now = desk.around(records, before);
                Disclosure entry = entry(before, caller, now, true, form.words());
                requireSame(before, formed);
                ReleaseRequest sent = ReleaseDesk.handedOver(before, entry, now, caller.actor());
                records.releases().keepPacket(sent.id(), formed.file());
                records.releases().disclose(entry);
                records.releases()
                        .addLink(new ReleaseLink(
                                Hashes.sha256(token),
                                sent.id(),
                                entry.packetSha256().orElse(""),
                                formed.file().sha256(),
                                Hashes.sha256(code),
                                expires,
                                0,
                                Optional.empty()));
                ReleaseView view = desk.keep(records, caller, before, sent, "packet handed over");
                return new Ticket("/pickup#" + token, code, formed.password(), expires, view);
            });
        } catch (NotYetException e) {
            throw ReleaseDeskCounter.refused(e);
        }
    }

    /** The file is made before the transaction, which it would hold up; and only when the packet may go. */
    private DeliveryForms.Formed formed(Caller caller, String id, @Nullable String version, DeliveryForm form)
            throws IOException {
        try {
            return forms.make(form, counter.store().read(records -> {
                ReleaseRequest before = desk.find(records, caller, id);
                Versions.check(version, before.version());
                Surroundings now = desk.around(records, before);
                ReleaseDesk.handedOver(before, entry(before, caller, now, true, form.words()), now, caller.actor());
                return DeliveryForms.Source.of(records, before);
            }));
        } catch (NotYetException e) {
            throw ReleaseDeskCounter.refused(e);
        }
    }

    private static void requireSame(ReleaseRequest request, DeliveryForms.Formed formed) {
        if (!request.packet().map(Packet::sha256).equals(Optional.of(formed.packetSha256()))) {
            throw new ProblemException(Kind.CONFLICT, "The packet was made anew meanwhile. Nothing was sent.");
        }
    }

    private static void requireOnPaper(ReleaseRequest request) {
        if (request.packet().filter(each -> !each.recordings().isEmpty()).isPresent()) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "Recordings go with this packet: hand it over as a transfer, at a download page. Nothing was sent.");
        }
    }

    /** Hands the packet over to be sent: account, request and what is to be sent are written at once. */
    ReleaseView by(Caller caller, String id, @Nullable String version, Delivery.Way way) {
        ReleaseRequest seen = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            Versions.check(version, kept.version());
            return kept;
        });
        outbox.against(way, seen.recipient()).ifPresent(why -> {
            throw new ProblemException(Kind.CONFLICT, why + " Nothing was sent.");
        });
        try {
            return counter.store().write(records -> {
                ReleaseRequest before = desk.find(records, caller, id);
                Versions.check(version, before.version());
                Surroundings now = desk.around(records, before);
                Disclosure entry = entry(before, caller, now, true, "");
                requireOnPaper(before);
                ReleaseRequest sent = ReleaseDesk.handedOver(before, entry, now, caller.actor());
                records.releases().disclose(entry);
                String name = counter.ids().get();
                records.releases()
                        .addDelivery(Delivery.waiting(
                                name,
                                sent.id(),
                                entry.packetSha256().orElseThrow(),
                                way,
                                sent.recipient(),
                                "<" + name + "@" + domain + ">",
                                now.now()));
                return desk.keep(
                        records,
                        caller,
                        before,
                        sent,
                        way == Delivery.Way.MAIL ? "packet handed over, by mail" : "packet handed over, by fax");
            });
        } catch (NotYetException e) {
            throw ReleaseDeskCounter.refused(e);
        }
    }

    /**
     * Gives the packet to who stands at the desk and has signed for it: account, signature and hand-over are written at once.
     *
     * @param image of what was drawn
     */
    ReleaseView toHand(
            Caller caller,
            String id,
            @Nullable String version,
            BiFunction<ReleaseRequest, Instant, PickupSignature> signing,
            Optional<Blob> image) {
        try {
            return counter.store().write(records -> {
                ReleaseRequest before = desk.find(records, caller, id);
                Versions.check(version, before.version());
                Surroundings now = desk.around(records, before);
                Disclosure entry = entry(before, caller, now, true, "");
                requireOnPaper(before);
                ReleaseRequest sent = ReleaseDesk.handedOver(before, entry, now, caller.actor());
                PickupSignature signed = signing.apply(before, now.now());
                records.releases().disclose(entry);
                records.releases().addSignature(signed, image);
                ReleaseRequest given = ReleaseDesk.ended(
                        sent,
                        Handover.Outcome.DELIVERED,
                        Optional.of(new Handover.Proof(
                                Handover.Proof.Kind.PICKUP_SIGNATURE,
                                "signed by " + signed.signer() + ", " + signed.boundSha256(),
                                now.now())),
                        now,
                        caller.actor());
                return desk.keep(records, caller, before, given, "packet handed over at the desk");
            });
        } catch (NotYetException e) {
            throw ReleaseDeskCounter.refused(e);
        }
    }

    /** Eight digits, of as many random bits as an id has. */
    private String code() {
        String random = Hashes.sha256(counter.ids().get() + counter.ids().get());
        return String.format(
                Locale.ROOT, "%08d", new BigInteger(random, 16).mod(CODES).longValue());
    }

    ReleaseView recall(Caller caller, String id, @Nullable String version, String reason) {
        try {
            return counter.store().write(records -> {
                ReleaseRequest before = desk.find(records, caller, id);
                Versions.check(version, before.version());
                Surroundings now = desk.around(records, before);
                ReleaseRequest recalled = ReleaseDesk.recalled(before, reason, now, caller.actor());
                Disclosure wrong = entry(before, caller, now, false, " It went to the wrong person.");
                records.releases().disclose(wrong);
                audited(records, caller, before.patient());
                records.releases()
                        .keepBreach(
                                before.id(),
                                new Breach(
                                        now.now(),
                                        1,
                                        wrong.part2(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        caller.id(),
                                        now.now()));
                return desk.keep(records, caller, before, recalled, "packet recalled");
            });
        } catch (NotYetException e) {
            throw ReleaseDeskCounter.refused(e);
        }
    }

    private void audited(Records records, Caller caller, Optional<PatientId> patient) {
        counter.trail()
                .append(
                        records,
                        caller,
                        AuditAction.ADMIN,
                        "breach",
                        "",
                        patient,
                        Map.of("what", "a packet went to the wrong person"));
    }

    /** @throws ProblemException while there is nothing an entry could be about */
    private Disclosure entry(ReleaseRequest request, Caller caller, Surroundings now, boolean permitted, String more) {
        PatientId patient = request.patient().orElseThrow(Handing::nothing);
        Packet packet = request.packet().orElseThrow(Handing::nothing);
        LawfulBasis basis = request.basis().map(BasisProof::basis).orElseThrow(Handing::nothing);
        boolean part2 = request.going().stream()
                .anyMatch(page -> page.is(SensitiveLabel.PART_2) || page.is(SensitiveLabel.PART_2_COUNSELLING_NOTE));
        String span = request.scope().isWhole()
                ? "records"
                : "records" + request.scope().from().map(day -> " from " + day).orElse("")
                        + request.scope().to().map(day -> " to " + day).orElse("");
        try {
            return new Disclosure(
                    new DisclosureId(counter.ids().get()),
                    patient,
                    Optional.of(request.id()),
                    now.now(),
                    request.recipient(),
                    span + ", " + request.going().size() + (request.going().size() == 1 ? " page." : " pages.") + more,
                    (request.purpose().isEmpty() ? "" : request.purpose() + "; ") + "request " + request.id(),
                    basis,
                    permitted,
                    part2,
                    Optional.of(packet.sha256()),
                    Optional.empty(),
                    caller.actor());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("Nothing was sent: " + e.getMessage() + ".");
        }
    }

    private static ProblemException nothing() {
        return new ProblemException(
                Kind.CONFLICT, "There is no packet that could be sent. Nothing was sent; look at the checklist.");
    }
}
