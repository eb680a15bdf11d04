package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartroom.store.jdbc.Office.CLERK;
import static org.chartroom.store.jdbc.Office.HERE;
import static org.chartroom.store.jdbc.Office.NOON;
import static org.chartroom.store.jdbc.Office.blob;
import static org.chartroom.store.jdbc.Office.page;
import static org.chartroom.store.jdbc.Office.patient;
import static org.chartroom.store.jdbc.Office.receive;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Destruction;
import org.chartroom.models.record.DestructionId;
import org.chartroom.models.record.DestructionItem;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.Hold;
import org.chartroom.models.record.HoldId;
import org.chartroom.models.record.HoldScope;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.ScheduleVersion;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.Tombstone;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.DisclosureId;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageFacts;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.Scope;
import org.chartroom.models.text.Transcript;
import org.junit.jupiter.api.Test;

/** What every record store promises of legal holds, schedules and destruction. */
abstract class RetentionContract {
    /** A store with the facility {@link Office#HERE}, the same one each time it is asked for in one test. */
    abstract RecordStore store();

    private void change(Consumer<Records> work) {
        store().write(records -> {
            work.accept(records);
            return true;
        });
    }

    private static Document with(Document document, Stage stage, Optional<PatientId> patient) {
        return RecordStoreContract.with(document, stage, patient);
    }

    private static final Actor OFFICER = new Actor(new UserId("officer"), "Pat Officer", Role.PRIVACY_OFFICER, "");
    private static final Actor ADMINISTRATOR = new Actor(new UserId("admin"), "Ada Admin", Role.ADMINISTRATOR, "");

    private Document filed(String name, String patient) {
        receive(store(), name);
        return store().write(records -> {
            PatientId id = new PatientId(patient);
            if (records.patients().find(id).isEmpty()) {
                records.patients().add(patient(patient, "M-" + patient, "Doe", patient, "1970-05-01"));
            }
            Document document =
                    records.documents().find(new DocumentId("d-" + name)).orElseThrow();
            records.documents()
                    .setPages(document.id(), List.of(page(document.id(), 1, name), page(document.id(), 2, name)));
            records.arrivals()
                    .setLedger(
                            document.arrival(),
                            document.id(),
                            2,
                            IntStream.rangeClosed(1, 2)
                                    .mapToObj(number -> new LedgerEntry(
                                            document.arrival(),
                                            document.id(),
                                            number,
                                            new PageDisposition.InDocument(document.id(), number)))
                                    .toList());
            return records.documents().update(with(document, Stage.FILED, Optional.of(id)));
        });
    }

    private Hold hold(String id, HoldScope scope) {
        return store().write(records -> {
            records.holds()
                    .add(Hold.set(new HoldId(id), HERE, scope, "Matter 7", "A letter came", false, OFFICER, NOON));
            return records.holds().find(new HoldId(id)).orElseThrow();
        });
    }

    private static HoldScope overPatient(String patient) {
        return new HoldScope(
                Optional.of(new PatientId(patient)),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                Set.of());
    }

    private List<HoldId> over(Document document) {
        return store().read(r ->
                r.holds().over(document.id()).stream().map(Hold::id).toList());
    }

    @Test
    void aHoldKeepsWhatItIsOverUntilTwoPersonsLiftedIt() {
        Document hers = filed("one", "p1");
        Document his = filed("two", "p2");
        Hold set = hold("h1", overPatient("p1"));

        assertThat(over(hers)).containsExactly(new HoldId("h1"));
        assertThat(over(his)).isEmpty();
        Hold asked = store().write(r -> r.holds().update(set.liftAsked(OFFICER, NOON, "It was settled")));
        assertThat(over(hers)).containsExactly(new HoldId("h1"));
        assertThatThrownBy(() -> asked.confirmed(OFFICER, NOON)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().write(r -> r.holds().update(set.liftAsked(OFFICER, NOON, "again"))))
                .isInstanceOf(ConflictException.class);
        Hold lifted = store().write(r -> r.holds().update(asked.confirmed(ADMINISTRATOR, NOON)));
        assertThat(over(hers)).isEmpty();
        assertThat(lifted.steps().stream().map(Hold.Step::kind))
                .containsExactly(Hold.Step.Kind.SET, Hold.Step.Kind.LIFT_ASKED, Hold.Step.Kind.LIFTED);
        assertThat(store().<Optional<Hold>>read(r -> r.holds().find(new HoldId("h1"))))
                .contains(lifted);
    }

    @Test
    void whatWasUnderAHoldStaysSoWhoeverRefilesOrRedatesIt() {
        Document moved = filed("one", "p1");
        filed("two", "p2");
        hold("h1", overPatient("p1"));
        hold(
                "h2",
                new HoldScope(
                        Optional.empty(),
                        Optional.of(LocalDate.of(2026, 2, 1)),
                        Optional.of(LocalDate.of(2026, 2, 28)),
                        "",
                        Optional.empty(),
                        Set.of()));

        store().write(r -> r.documents().update(with(moved, Stage.FILED, Optional.of(new PatientId("p2")))));

        assertThat(over(moved)).containsExactlyInAnyOrder(new HoldId("h1"), new HoldId("h2"));
    }

    @Test
    void aHoldIsOverACustodianADoorOrSingleDocumentsToo() {
        Document one = filed("one", "p1");
        Document two = filed("two", "p2");
        hold(
                "author",
                new HoldScope(
                        Optional.empty(), Optional.empty(), Optional.empty(), "ames", Optional.empty(), Set.of()));
        hold(
                "door",
                new HoldScope(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Optional.of(Channel.RECORDER),
                        Set.of()));
        hold(
                "single",
                new HoldScope(
                        Optional.empty(), Optional.empty(), Optional.empty(), "", Optional.empty(), Set.of(two.id())));

        assertThat(over(one)).containsExactly(new HoldId("author"));
        assertThat(over(two)).containsExactlyInAnyOrder(new HoldId("author"), new HoldId("single"));
        assertThat(store().<Optional<Hold>>read(r -> r.holds().find(new HoldId("single")))
                        .orElseThrow()
                        .scope()
                        .documents())
                .containsExactly(two.id());
    }

    private Destruction proposed(String id, Document... documents) {
        Destruction proposed = new Destruction(
                new DestructionId(id),
                HERE,
                "Due",
                Destruction.State.PROPOSED,
                OFFICER,
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                java.util.Arrays.stream(documents)
                        .map(document -> new DestructionItem(
                                document.id(),
                                "chart",
                                "rule",
                                "a citation",
                                0,
                                "the last visit",
                                LocalDate.of(2010, 1, 1),
                                LocalDate.of(2017, 1, 1),
                                DestructionItem.State.PENDING,
                                "",
                                Optional.empty()))
                        .toList(),
                1);
        change(records -> records.retention().add(proposed));
        assertThat(store().<Optional<Destruction>>read(r -> r.retention().find(proposed.id())))
                .contains(proposed);
        return proposed;
    }

    private Tombstone destroy(Destruction destruction, Document document) {
        return store().write(r -> r.retention()
                .destroy(destruction.id(), document.id(), blob("nothing"), "Destroyed", NOON.plusSeconds(60)));
    }

    @Test
    void nothingIsDestroyedThatOnlyOnePersonWantsOrAHoldKeeps() {
        Document document = filed("one", "p1");
        Destruction proposed = proposed("x1", document);
        assertThatThrownBy(() -> destroy(proposed, document)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> proposed.confirmed(OFFICER, NOON)).isInstanceOf(ConflictException.class);
        Destruction confirmed = store().write(r -> r.retention().update(proposed.confirmed(ADMINISTRATOR, NOON)));
        hold("h1", overPatient("p1"));

        assertThatThrownBy(() -> destroy(confirmed, document))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("h1");

        assertThat(store().<Optional<Document>>read(r -> r.documents().find(document.id())))
                .contains(document);
        assertThat(store().<Integer>read(r -> r.documents().pages(document.id()).size()))
                .isEqualTo(2);
    }

    @Test
    void aDestroyedDocumentLeavesItsTombstoneAndNamesNoBytes() {
        Document document = filed("one", "p1");
        Document other = filed("two", "p1");
        Destruction proposed = proposed("x1", document);
        store().write(r -> r.retention().update(proposed.confirmed(ADMINISTRATOR, NOON)));
        assertThat(store().<Optional<DestructionId>>read(r -> r.retention().pendingFor(document.id())))
                .contains(proposed.id());

        Tombstone stone = destroy(proposed, document);
        assertThat(destroy(proposed, document)).isEqualTo(stone);

        assertThat(stone.fileSha256()).isEqualTo(document.source().file().sha256());
        assertThat(stone.imageSha256s()).hasSize(2);
        assertThat(stone.fileKept()).isFalse();
        Document left = store().read(r -> r.documents().find(document.id())).orElseThrow();
        assertThat(left.stage()).isEqualTo(Stage.DESTROYED);
        assertThat(left.patient()).isEqualTo(document.patient());
        assertThat(List.of(left.author(), left.source().name())).containsOnly("");
        assertThat(left.type()).isEmpty();
        assertThat(store().<List<Page>>read(r -> r.documents().pages(document.id())))
                .isEmpty();
        Arrival arrival =
                store().read(r -> r.arrivals().find(document.arrival())).orElseThrow();
        assertThat(List.of(arrival.name(), arrival.sender())).containsOnly("");
        List<BlobRef> freed = store().read(r -> r.retention().freed(proposed.id()));
        assertThat(freed).hasSize(7).contains(document.source().file().ref());
        assertThat(freed)
                .allSatisfy(ref -> assertThat(
                                store().<Optional<Blob>>read(r -> r.blobs().find(ref)))
                        .isEmpty());
        assertThat(store().<Integer>read(r -> r.documents().pages(other.id()).size()))
                .isEqualTo(2);
        assertThatThrownBy(() -> store().write(r -> r.documents().update(with(left, Stage.FILED, left.patient()))))
                .isInstanceOf(ConflictException.class);
    }

    private Blob packetOf(String id, Document document) {
        Blob packet = blob("packet-" + id);
        ReleaseRequest request = ReleaseRequest.received(
                        new ReleaseId(id),
                        HERE,
                        RequesterType.PATIENT,
                        "Ada",
                        new Receipt(NOON, Receipt.Door.MAIL, Optional.empty()),
                        new Recipient("Ada", "1 Elm St", true),
                        Scope.WHOLE_RECORD,
                        "own use")
                .withPages(List.of(PageChoice.of(new PageFacts(
                        new PageRef(document.id(), document.version(), 1),
                        "ab".repeat(32),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        true))));
        change(records -> {
            records.releases().add(request, LocalDate.of(2026, 7, 1));
            records.releases().keepPacket(request.id(), packet);
        });
        return packet;
    }

    @Test
    void packetsOfADestroyedDocumentGoWithItUnlessTheyLeft() {
        Document document = filed("one", "p1");
        Blob stayed = packetOf("stayed", document);
        Blob left = packetOf("left", document);
        Blob others = packetOf("others", filed("two", "p1"));
        change(records -> records.releases()
                .disclose(new Disclosure(
                        new DisclosureId("d"),
                        new PatientId("p1"),
                        Optional.of(new ReleaseId("left")),
                        NOON,
                        new Recipient("Ada", "1 Elm St", true),
                        "one page",
                        "own use",
                        LawfulBasis.ACCESS,
                        true,
                        false,
                        Optional.of(left.sha256()),
                        Optional.empty(),
                        OFFICER)));
        Destruction proposed = proposed("x1", document);
        store().write(r -> r.retention().update(proposed.confirmed(ADMINISTRATOR, NOON)));
        destroy(proposed, document);

        assertThat(store().<List<BlobRef>>read(r -> r.retention().freed(proposed.id())))
                .contains(stayed.ref())
                .doesNotContain(left.ref(), others.ref());
        assertThat(store().<Optional<Blob>>read(r -> r.releases().packet(new ReleaseId("stayed"), stayed.sha256())))
                .isEmpty();
        assertThat(store().<Optional<Blob>>read(r -> r.releases().packet(new ReleaseId("left"), left.sha256())))
                .as("the proof of what was disclosed")
                .contains(left);
        assertThat(store().<Optional<Blob>>read(r -> r.releases().packet(new ReleaseId("others"), others.sha256())))
                .contains(others);
    }

    @Test
    void aFileGoesWithTheLastOfItsDocuments() {
        Document first = filed("one", "p1");
        Document part = store().write(records -> {
            Document split = new Document(
                    new DocumentId("d-part"),
                    first.arrival(),
                    HERE,
                    first.kind(),
                    Stage.FILED,
                    "",
                    Priority.ROUTINE,
                    first.patient(),
                    Optional.empty(),
                    first.type(),
                    first.date(),
                    "",
                    "Part",
                    0,
                    0,
                    new DocumentSource(
                            first.source().file(), first.source().name(), Optional.empty(), Optional.of(first.id())),
                    NOON,
                    NOON,
                    1);
            records.documents().add(split);
            return split;
        });
        Destruction both = proposed("x1", first, part);
        store().write(r -> r.retention().update(both.confirmed(ADMINISTRATOR, NOON)));

        assertThat(destroy(both, first).fileKept()).isTrue();
        assertThat(store().<Optional<Blob>>read(
                                r -> r.blobs().find(first.source().file().ref())))
                .isPresent();
        assertThat(destroy(both, part).fileKept()).isFalse();
        assertThat(store().<Optional<Blob>>read(
                                r -> r.blobs().find(first.source().file().ref())))
                .isEmpty();
        assertThat(store().<Optional<Destruction>>read(r -> r.retention().find(both.id()))
                        .orElseThrow()
                        .items())
                .allSatisfy(item ->
                        assertThat(item.tombstone().orElseThrow().fileKept()).isFalse());
    }

    @Test
    void aNoteIsDestroyedWithItsVersionsAndOnlySo() {
        Document document = filed("one", "p1");
        change(records -> {
            records.dictations()
                    .add(new Dictation(
                            document.id(),
                            CLERK,
                            "Letter",
                            Optional.empty(),
                            1000,
                            Optional.of(blob("peaks")),
                            Optional.of(blob("playable"))));
            records.dictations()
                    .addVersion(new TranscriptVersion(
                            document.id(),
                            1,
                            TranscriptState.DRAFT,
                            new Transcript("e", "m", 1000, List.of(), "spoken words", List.of(), List.of()),
                            CLERK,
                            NOON,
                            ""));
        });
        Destruction proposed = proposed("x1", document);
        store().write(r -> r.retention().update(proposed.confirmed(ADMINISTRATOR, NOON)));

        destroy(proposed, document);

        assertThat(store().<Optional<Dictation>>read(r -> r.dictations().find(document.id())))
                .isEmpty();
        assertThat(store().<List<TranscriptVersion>>read(r -> r.dictations().versions(document.id())))
                .isEmpty();
        assertThat(store().<List<BlobRef>>read(r -> r.retention().freed(proposed.id())))
                .contains(blob("peaks").ref(), blob("playable").ref());
    }

    @Test
    void schedulesAreAddedToNeverChanged() {
        assertThat(store().<Optional<ScheduleVersion>>read(r -> r.retention().schedule()))
                .isEmpty();
        ScheduleVersion first = new ScheduleVersion(1, "{}", ADMINISTRATOR, NOON);
        ScheduleVersion second = new ScheduleVersion(2, "{\"a\":1}", ADMINISTRATOR, NOON);
        change(r -> r.retention().addSchedule(first));
        change(r -> r.retention().addSchedule(second));
        assertThatThrownBy(() -> change(r -> r.retention().addSchedule(second))).isInstanceOf(ConflictException.class);
        assertThat(store().<List<ScheduleVersion>>read(r -> r.retention().schedules()))
                .containsExactly(second, first);
    }
}
