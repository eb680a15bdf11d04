package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartroom.store.jdbc.Office.HERE;
import static org.chartroom.store.jdbc.Office.NOON;
import static org.chartroom.store.jdbc.Office.blob;
import static org.chartroom.store.jdbc.Office.patient;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Change;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.EmergencyAccess;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.AccountAsked;
import org.chartroom.models.release.Amendment;
import org.chartroom.models.release.AmendmentId;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Breach;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.DisclosureId;
import org.chartroom.models.release.Expiry;
import org.chartroom.models.release.KeptSuspension;
import org.chartroom.models.release.Labels;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.LetterId;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageFacts;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.PatientMatch;
import org.chartroom.models.release.PickupSignature;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleaseLink;
import org.chartroom.models.release.ReleasePaper;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.Scope;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Signed;
import org.chartroom.models.release.Suspension;
import org.chartroom.models.release.Verification;
import org.junit.jupiter.api.Test;

/** What every record store promises of requests for records and of the account of disclosures. */
abstract class ReleasesContract {
    private static final Actor OFFICER = new Actor(new UserId("officer"), "Pat Officer", Role.PRIVACY_OFFICER, "");
    private static final LocalDate DUE = LocalDate.of(2026, 7, 1);

    /** A store with the facility {@link Office#HERE}, the same one each time it is asked for in one test. */
    abstract RecordStore store();

    private void change(Consumer<Records> work) {
        store().write(records -> {
            work.accept(records);
            return true;
        });
    }

    private static ReleaseRequest request(String id) {
        return ReleaseRequest.received(
                new ReleaseId(id),
                HERE,
                RequesterType.ATTORNEY,
                "Firm of Oak",
                new Receipt(NOON, Receipt.Door.FAX, Optional.of("ab".repeat(32))),
                new Recipient("Firm of Oak", "fax 555-0100", true),
                new Scope(Optional.of(LocalDate.of(2026, 1, 1)), Optional.empty(), Set.of("11506-3"), Set.of()),
                "a claim");
    }

    private void patients(String... ids) {
        change(records -> {
            for (String id : ids) {
                records.patients().add(patient(id, "M-" + id, "Doe", id, "1970-05-01"));
            }
        });
    }

    private static Disclosure entry(String id, String patient) {
        return new Disclosure(
                new DisclosureId(id),
                new PatientId(patient),
                Optional.of(new ReleaseId("r")),
                NOON,
                new Recipient("Firm of Oak", "fax 555-0100", true),
                "office notes, 2 pages",
                "a claim",
                LawfulBasis.AUTHORIZATION,
                true,
                false,
                Optional.of("cd".repeat(32)),
                Optional.empty(),
                OFFICER);
    }

    @Test
    void aRequestIsFoundAsItWasWrittenWithAllThatWasDecidedOfIt() {
        patients("p1");
        ReleaseRequest bare = request("r");
        change(r -> r.releases().add(bare, DUE));
        assertThat(store().<Optional<ReleaseRequest>>read(r -> r.releases().find(bare.id())))
                .contains(bare);

        ReleaseRequest full = bare.withMatch(new PatientMatch(
                        new PatientId("p1"),
                        Set.of(PatientMatch.Item.NAME, PatientMatch.Item.PHONE),
                        OFFICER.user(),
                        NOON))
                .withBasis(new BasisProof(
                        LawfulBasis.AUTHORIZATION,
                        Optional.of(new Authorization(
                                "notes",
                                "us",
                                "Firm of Oak",
                                "a claim",
                                new Expiry.OnEvent("end of the claim", false),
                                Signed.byPatient("Ada Example", DUE),
                                Authorization.Statements.ALL,
                                Scope.WHOLE_RECORD,
                                Authorization.Knowledge.NOTHING_AGAINST)),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        OFFICER.user(),
                        NOON))
                .withPages(List.of(PageChoice.of(new PageFacts(
                                new PageRef(new DocumentId("d"), 3, 1),
                                "ef",
                                Optional.of(DUE),
                                Optional.empty(),
                                "",
                                true))
                        .labelled(new Labels(
                                Set.of(SensitiveLabel.HIV),
                                Map.of(SensitiveLabel.HIV, "named in the form"),
                                OFFICER.user(),
                                NOON))
                        .redacted(List.of(new RedactionBox(0.1, 0.2, 0.3, 0.1, "third party")))))
                .noted("decided", OFFICER, NOON);
        ReleaseRequest kept = store().write(r -> r.releases().update(full, DUE, true));
        assertThat(kept).isEqualTo(full.atVersion(2));
        assertThat(store().<Optional<ReleaseRequest>>read(r -> r.releases().find(bare.id())))
                .contains(kept);
        assertThat(store().<List<ReleaseRequest>>read(r -> r.releases().versions(bare.id())))
                .containsExactly(bare, kept);
    }

    private static ReleaseRequest labelled(ReleaseRequest request, DocumentId document, int page, Labels decided) {
        return request.withPages(List.of(PageChoice.of(new PageFacts(
                        new PageRef(document, 1, page), "ef", Optional.of(DUE), Optional.empty(), "", true))
                .labelled(decided)));
    }

    @Test
    void whatWasLastDecidedOfAPageIsItsLabelInWhicheverRequestAndTheIndexHearsOfIt() {
        Document document = Office.receive(store(), "one");
        change(r -> r.documents()
                .setPages(
                        document.id(),
                        List.of(Office.page(document.id(), 1, "plain"), Office.page(document.id(), 2, "positive"))));
        change(r -> r.releases().add(request("r1"), DUE));
        change(r -> r.releases().add(request("r2"), DUE));
        Labels early = new Labels(Set.of(SensitiveLabel.HIV), Map.of(), OFFICER.user(), NOON);
        Labels late = new Labels(
                Set.of(SensitiveLabel.HIV, SensitiveLabel.PART_2), Map.of(), OFFICER.user(), NOON.plusSeconds(9));
        long before = store().<Long>read(r -> r.changes().last());

        ReleaseRequest first =
                store().write(r -> r.releases().update(labelled(request("r1"), document.id(), 2, early), DUE, true));
        assertThat(labels(document)).isEqualTo(Map.of(2, Set.of(SensitiveLabel.HIV)));
        assertThat(store().<List<Change>>read(r -> r.changes().after(before, 9)))
                .extracting(Change::document)
                .containsExactly(document.id());

        change(r -> r.releases().update(labelled(request("r2"), document.id(), 2, late), DUE, true));
        change(r -> r.releases().update(first.withJustification("something else changed"), DUE, true));
        assertThat(labels(document)).isEqualTo(Map.of(2, Set.of(SensitiveLabel.HIV, SensitiveLabel.PART_2)));

        Labels never = new Labels(Set.of(), Map.of(), OFFICER.user(), NOON.plusSeconds(20));
        ReleaseRequest found =
                store().read(r -> r.releases().find(new ReleaseId("r2")).orElseThrow());
        change(r -> r.releases().update(labelled(found, document.id(), 2, never), DUE, true));
        assertThat(labels(document)).isEmpty();
    }

    private Map<Integer, Set<SensitiveLabel>> labels(Document document) {
        return store().read(r -> r.releases().labels(document.id()));
    }

    @Test
    void ofTwoWhoChangeTheSameRequestTheSecondIsRefused() {
        ReleaseRequest bare = request("r");
        change(r -> r.releases().add(bare, DUE));
        change(r -> r.releases().update(bare.withJustification("first"), DUE, true));
        assertThatThrownBy(() -> change(r -> r.releases().update(bare.withJustification("second"), DUE, true)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void theQueueGoesByDueDateAndLeavesOutWhatIsDone() {
        change(r -> {
            r.releases().add(request("late"), DUE.minusDays(5));
            r.releases().add(request("soon"), DUE);
            r.releases().add(request("soon-too"), DUE);
            r.releases().add(request("done"), DUE.minusDays(9));
            r.releases().update(request("done"), DUE.minusDays(9), false);
        });
        Slice<ReleaseRequest> first =
                store().read(r -> r.releases().queue(HERE, Optional.empty(), Optional.empty(), 2));
        assertThat(first.items()).extracting(each -> each.id().value()).containsExactly("late", "soon");
        assertThat(store().<Slice<ReleaseRequest>>read(r -> r.releases().queue(HERE, Optional.empty(), first.next(), 2))
                        .items())
                .extracting(each -> each.id().value())
                .containsExactly("soon-too");
        assertThat(store().<Slice<ReleaseRequest>>read(
                                r -> r.releases().queue(HERE, Optional.of(DUE.minusDays(1)), Optional.empty(), 9))
                        .items())
                .hasSize(1);
        assertThatThrownBy(
                        () -> store().read(r -> r.releases().queue(HERE, Optional.empty(), Optional.of("nonsense"), 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theAccountShowsAPatientsEntriesAlsoAfterAMerge() {
        patients("p1", "p2");
        change(r -> {
            r.releases().disclose(entry("a", "p1"));
            r.releases().disclose(entry("b", "p2"));
        });
        assertThat(store().<List<Disclosure>>read(r -> r.releases().disclosures(new PatientId("p1"))))
                .containsExactly(entry("a", "p1"));
        change(r -> r.patientMerges()
                .merge("m", new PatientId("p1"), new PatientId("p2"), new Provenance(NOON, OFFICER, "one person")));
        assertThat(store().<List<Disclosure>>read(r -> r.releases().disclosures(new PatientId("p1"))))
                .containsExactly(entry("a", "p1"), entry("b", "p2"));
    }

    @Test
    void d9BlocksAnEntryFromBeingWrittenOver() {
        patients("p1");
        change(r -> r.releases().disclose(entry("a", "p1")));
        assertThatThrownBy(() -> change(r -> r.releases().disclose(entry("a", "p1"))))
                .isInstanceOf(ConflictException.class);
        assertThat(store().<List<Disclosure>>read(r -> r.releases().disclosures(new PatientId("p1"))))
                .hasSize(1);
    }

    @Test
    void aPacketsBytesAreKeptAndNamedOnce() {
        change(r -> r.releases().add(request("r"), DUE));
        Blob packet = blob("packet");
        change(r -> r.releases().keepPacket(new ReleaseId("r"), packet));
        change(r -> r.releases().keepPacket(new ReleaseId("r"), packet));
        assertThat(store().<Optional<Blob>>read(r -> r.releases().packet(new ReleaseId("r"), packet.sha256())))
                .contains(packet);
        assertThat(store().<Integer>read(r -> r.blobs().named(Optional.empty(), 100).stream()
                        .filter(named -> named.blob().equals(packet))
                        .mapToInt(named -> named.references())
                        .sum()))
                .isEqualTo(1);
    }

    @Test
    void aLinkKeepsItsCounts() {
        change(r -> r.releases().add(request("r"), DUE));
        ReleaseLink link = new ReleaseLink(
                "token", new ReleaseId("r"), "packet", "file", "code", NOON.plusSeconds(60), 0, Optional.empty());
        change(r -> r.releases().addLink(link));
        ReleaseLink tried = new ReleaseLink(
                "token", new ReleaseId("r"), "packet", "file", "code", NOON.plusSeconds(60), 2, Optional.of(NOON));
        change(r -> r.releases().updateLink(tried));
        assertThat(store().<Optional<ReleaseLink>>read(r -> r.releases().link("token")))
                .contains(tried);
        assertThat(store().<Optional<ReleaseLink>>read(r -> r.releases().link("other")))
                .isEmpty();
    }

    private static Delivery delivery(String id, String release) {
        return Delivery.waiting(
                id,
                new ReleaseId(release),
                "cd".repeat(32),
                Delivery.Way.MAIL,
                new Recipient("Firm of Oak", "records@oak.example", true),
                "<" + id + "@office.example>",
                NOON);
    }

    private List<Delivery> inState(Delivery.State state) {
        return store().read(r -> r.releases().deliveries(state, 9));
    }

    @Test
    void aRequestHasOneDeliveryAndWhatMayHaveLeftNeverWaitsAgain() {
        change(r -> r.releases().add(request("r"), DUE));
        Delivery waiting = delivery("d", "r");
        change(r -> r.releases().addDelivery(waiting));
        assertThatThrownBy(() -> change(r -> r.releases().addDelivery(delivery("other", "r"))))
                .as("not twice")
                .isInstanceOf(ConflictException.class);
        assertThat(inState(Delivery.State.WAITING)).containsExactly(waiting);

        Delivery going = waiting.going();
        change(r -> r.releases().updateDelivery(going, Delivery.State.WAITING));
        assertThatThrownBy(() -> change(r -> r.releases().updateDelivery(going, Delivery.State.WAITING)))
                .as("who comes second does not send it")
                .isInstanceOf(ConflictException.class);
        Delivery unknown = going.now(
                Delivery.State.UNKNOWN, Optional.empty(), new Delivery.Said(NOON.plusSeconds(9), "the line was cut"));
        change(r -> r.releases().updateDelivery(unknown, Delivery.State.GOING));
        assertThatThrownBy(() -> change(r -> r.releases().updateDelivery(waiting, Delivery.State.UNKNOWN)))
                .isInstanceOf(ConflictException.class);
        assertThat(store().<Optional<Delivery>>read(r -> r.releases().delivery(new ReleaseId("r"))))
                .contains(unknown);
        assertThat(inState(Delivery.State.WAITING)).isEmpty();
    }

    @Test
    void whoSignedForAPacketIsKeptOnceWithThePictureAndNeverChanged() {
        change(r -> r.releases().add(request("r"), DUE));
        Blob image = blob("signature");
        PickupSignature signed = new PickupSignature(
                new ReleaseId("r"),
                "Ada Example",
                "I took these records.",
                true,
                Verification.Method.PHOTO_ID,
                "licence",
                "cd".repeat(32),
                Optional.of(image.sha256()),
                "ef".repeat(32),
                OFFICER.user(),
                NOON);
        change(r -> r.releases().addSignature(signed, Optional.of(image)));
        assertThatThrownBy(() -> change(r -> r.releases().addSignature(signed, Optional.of(image))))
                .isInstanceOf(ConflictException.class);
        assertThat(store().<Optional<PickupSignature>>read(r -> r.releases().signature(new ReleaseId("r"))))
                .contains(signed);
        assertThat(store().<Optional<Blob>>read(r -> r.releases().signatureImage(new ReleaseId("r"))))
                .contains(image);
    }

    @Test
    void aChartThatWasOpenedInAnEmergencyClosesAndIsLookedAtOnce() {
        patients("p1");
        EmergencyAccess access = new EmergencyAccess(
                "e",
                new PatientId("p1"),
                new UserId("doctor"),
                "found unconscious",
                NOON,
                NOON.plusSeconds(3_600),
                Optional.empty());
        change(r -> r.emergencies().add(access));
        assertThat(store().<List<EmergencyAccess>>read(r -> r.emergencies().openAt(NOON)))
                .containsExactly(access);
        assertThat(store().<List<EmergencyAccess>>read(r -> r.emergencies().openAt(access.until())))
                .isEmpty();
        assertThat(store().<Integer>read(r -> r.emergencies().waiting())).isEqualTo(1);
        EmergencyAccess closed = access.closedAt(NOON.plusSeconds(5));
        change(r -> r.emergencies().close(closed));
        assertThat(store().<List<EmergencyAccess>>read(r -> r.emergencies().openAt(NOON.plusSeconds(6))))
                .isEmpty();
        assertThatThrownBy(() -> change(r -> r.emergencies().close(closed))).isInstanceOf(ConflictException.class);
        EmergencyAccess looked =
                closed.lookedAt(new EmergencyAccess.Look(OFFICER.user(), NOON.plusSeconds(9), true, "there was need"));
        change(r -> r.emergencies().look(looked));
        assertThatThrownBy(() -> change(r -> r.emergencies().look(looked))).isInstanceOf(ConflictException.class);
        assertThat(store().<List<EmergencyAccess>>read(r -> r.emergencies().latest(true, 9)))
                .isEmpty();
        assertThat(store().<List<EmergencyAccess>>read(r -> r.emergencies().latest(false, 9)))
                .containsExactly(looked);
    }

    @Test
    void papersAndWhatIsKnownOfABreachAreKeptInOrder() {
        ReleaseRequest request = request("r");
        change(r -> r.releases().add(request, DUE));
        ReleasePaper form = new ReleasePaper(ReleasePaper.Kind.BASIS, new DocumentId("d1"), new UserId("clerk"), NOON);
        ReleasePaper licence =
                new ReleasePaper(ReleasePaper.Kind.IDENTITY, new DocumentId("d2"), new UserId("clerk"), NOON);
        change(r -> r.releases().addPaper(request.id(), form));
        change(r -> r.releases().addPaper(request.id(), licence));
        assertThat(store().<List<ReleasePaper>>read(r -> r.releases().papers(request.id())))
                .containsExactly(form, licence);

        Breach first =
                new Breach(NOON, 1, true, Optional.empty(), Optional.empty(), false, new UserId("officer"), NOON);
        Breach told = new Breach(
                NOON,
                1,
                true,
                Optional.of(new Breach.Assessed("a visit note", "a neighbour", "read", "given back", false)),
                Optional.of(NOON),
                true,
                new UserId("officer"),
                NOON);
        assertThat(store().<Optional<Breach>>read(r -> r.releases().breach(request.id())))
                .isEmpty();
        change(r -> r.releases().keepBreach(request.id(), first));
        change(r -> r.releases().keepBreach(request.id(), told));
        assertThat(store().<Optional<Breach>>read(r -> r.releases().breach(request.id())))
                .contains(told);
    }

    @Test
    void allRequestsAreListedTheLatestFirstDoneOrNot() {
        change(r -> {
            for (String id : List.of("a", "b", "c")) {
                r.releases().add(request(id), DUE);
            }
            r.releases().update(request("b").withClosed(true), DUE, false);
        });
        Slice<ReleaseRequest> first = store().read(r -> r.releases().latest(HERE, Optional.empty(), 2));
        assertThat(first.items()).extracting(each -> each.id().value()).containsExactly("c", "b");
        Slice<ReleaseRequest> rest = store().read(r -> r.releases().latest(HERE, first.next(), 2));
        assertThat(rest.items()).extracting(each -> each.id().value()).containsExactly("a");
        assertThat(rest.next()).isEmpty();
    }

    private static Letter letter(String id) {
        return new Letter(
                new LetterId(id),
                HERE,
                Letter.Matter.of(new ReleaseId("r")),
                Optional.empty(),
                Letter.Kind.CORRECTION,
                new Recipient("Firm of Oak", "1 Elm St", true),
                "The form needs a correction",
                "Dear Firm of Oak",
                Map.of("until", "2026-07-01"),
                new UserId("clerk"),
                NOON,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    @Test
    void aLetterIsChangedUntilItWasSentAndNeverAfter() {
        change(r -> r.letters().add(letter("l1")));
        change(r -> r.letters().add(letter("l2")));
        Letter reviewed = store().write(r ->
                r.letters().update(letter("l1").reviewed(new Letter.Review(new UserId("officer"), NOON, "", true))));
        assertThat(reviewed.version()).isEqualTo(2);
        assertThatThrownBy(() -> change(r -> r.letters().update(letter("l1")))).isInstanceOf(ConflictException.class);
        Letter sent = store().write(r -> r.letters()
                .update(reviewed.sent(new Letter.Sending(
                        Letter.Sending.Way.MAIL, "", Optional.of(new DocumentId("d")), new UserId("clerk"), NOON))));
        assertThat(store().<Optional<Letter>>read(r -> r.letters().find(sent.id())))
                .contains(sent);
        assertThatThrownBy(() -> change(r -> r.letters().update(sent))).isInstanceOf(ConflictException.class);
        assertThat(store().<List<Letter>>read(r -> r.letters().of(sent.matter())))
                .extracting(each -> each.id().value())
                .containsExactly("l1", "l2");
    }

    private static Amendment amendment(String id, String patient) {
        return new Amendment(
                new AmendmentId(id),
                HERE,
                new PatientId(patient),
                NOON,
                Receipt.Door.MAIL,
                "Ada",
                Optional.empty(),
                "no allergy to latex",
                "it was somebody else's",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                false,
                List.of(),
                1);
    }

    @Test
    void requestsToAmendAreQueuedByDueDateAndFoundByChartAlsoAfterAMerge() {
        patients("p1", "p2");
        change(r -> {
            r.amendments().add(amendment("late", "p1"), DUE.plusDays(9));
            r.amendments().add(amendment("soon", "p2"), DUE);
        });
        assertThat(store().<List<Amendment>>read(r -> r.amendments().open(HERE)))
                .extracting(each -> each.id().value())
                .containsExactly("soon", "late");
        Amendment denied = amendment("soon", "p2")
                .decided(new Amendment.Decision(
                        Optional.of(Amendment.Ground.ACCURATE_AND_COMPLETE), "it is so", new UserId("officer"), NOON))
                .disagreed(new Amendment.Said("it is not", new UserId("clerk"), NOON))
                .noted("denied", OFFICER, NOON);
        Amendment kept = store().write(r -> r.amendments().update(denied, DUE));
        assertThat(kept.isCarried()).isTrue();
        assertThat(store().<Optional<Amendment>>read(r -> r.amendments().find(kept.id())))
                .contains(kept);
        assertThatThrownBy(() -> change(r -> r.amendments().update(denied, DUE)))
                .isInstanceOf(ConflictException.class);
        change(r -> r.amendments().update(kept.done(), DUE));
        assertThat(store().<List<Amendment>>read(r -> r.amendments().open(HERE)))
                .extracting(each -> each.id().value())
                .containsExactly("late");
        assertThat(store().<List<Amendment>>read(r -> r.amendments().of(new PatientId("p2"))))
                .hasSize(1);
    }

    @Test
    void suspensionsAndAskingsStayWithTheAccountAsTheyWereWritten() {
        patients("p1", "p2");
        KeptSuspension suspension = new KeptSuspension(
                "s1",
                new PatientId("p1"),
                new Suspension("State Police", true, "", LocalDate.of(2026, 3, 1), LocalDate.of(2026, 9, 1)),
                OFFICER,
                Instant.parse("2026-03-01T09:00:00Z"));
        AccountAsked asked =
                new AccountAsked("a1", new PatientId("p1"), Instant.parse("2026-04-01T09:00:00Z"), true, OFFICER);
        change(records -> {
            records.releases().suspend(suspension);
            records.releases().accountAsked(asked);
        });
        assertThat(store().<List<KeptSuspension>>read(r -> r.releases().suspensions(new PatientId("p1"))))
                .containsExactly(suspension);
        assertThat(store().<List<AccountAsked>>read(r -> r.releases().accountsAsked(new PatientId("p1"))))
                .containsExactly(asked);
        assertThat(store().<List<KeptSuspension>>read(r -> r.releases().suspensions(new PatientId("p2"))))
                .isEmpty();
    }
}
