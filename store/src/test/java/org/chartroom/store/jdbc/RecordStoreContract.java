package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartroom.store.jdbc.Office.CLERK;
import static org.chartroom.store.jdbc.Office.HERE;
import static org.chartroom.store.jdbc.Office.NOON;
import static org.chartroom.store.jdbc.Office.arrival;
import static org.chartroom.store.jdbc.Office.blob;
import static org.chartroom.store.jdbc.Office.document;
import static org.chartroom.store.jdbc.Office.event;
import static org.chartroom.store.jdbc.Office.page;
import static org.chartroom.store.jdbc.Office.patient;
import static org.chartroom.store.jdbc.Office.receive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Addendum;
import org.chartroom.models.record.Address;
import org.chartroom.models.record.Appointment;
import org.chartroom.models.record.AppointmentId;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.Change;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.ChartRules;
import org.chartroom.models.record.Claim;
import org.chartroom.models.record.Committed;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.CommunicationId;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Credential;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.DuplicatePair;
import org.chartroom.models.record.Encounter;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.FilingFilter;
import org.chartroom.models.record.FilingLine;
import org.chartroom.models.record.FilingProposal;
import org.chartroom.models.record.FilingReason;
import org.chartroom.models.record.FilingStep;
import org.chartroom.models.record.FormArea;
import org.chartroom.models.record.FormField;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.FormTemplateId;
import org.chartroom.models.record.FormValue;
import org.chartroom.models.record.FormWord;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.record.Identifier;
import org.chartroom.models.record.Lease;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Membership;
import org.chartroom.models.record.MissingSignature;
import org.chartroom.models.record.Original;
import org.chartroom.models.record.OriginalId;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.PageEdit;
import org.chartroom.models.record.PageEditId;
import org.chartroom.models.record.PageEdits;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientChange;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PatientMerge;
import org.chartroom.models.record.PatientMerges;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Phone;
import org.chartroom.models.record.Prepared;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Progress;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.ReadAgain;
import org.chartroom.models.record.Reconciliation;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Representative;
import org.chartroom.models.record.Rescan;
import org.chartroom.models.record.RescanId;
import org.chartroom.models.record.Review;
import org.chartroom.models.record.ReviewId;
import org.chartroom.models.record.ReviewLook;
import org.chartroom.models.record.ReviewRules;
import org.chartroom.models.record.Reviews;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.SavedSearch;
import org.chartroom.models.record.SavedSearchId;
import org.chartroom.models.record.SearchAlert;
import org.chartroom.models.record.SecondFactor;
import org.chartroom.models.record.SecondLook;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.models.record.Validity;
import org.chartroom.models.record.WorkState;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.HeardPiece;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.ReadSettings;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.chartroom.models.text.Transcript;
import org.junit.jupiter.api.Test;

/** What every record store promises. */
abstract class RecordStoreContract {
    static final Duration MINUTE = Duration.ofMinutes(1);

    /** A store with the facility {@link Office#HERE}, the same one each time it is asked for in one test. */
    abstract RecordStore store();

    /** The clock the store was given; it stands at {@link Office#NOON}. */
    abstract SettableClock clock();

    void change(java.util.function.Consumer<Records> work) {
        store().write(records -> {
            work.accept(records);
            return true;
        });
    }

    private static Document withFile(Document document, Blob file) {
        return new Document(
                document.id(),
                document.arrival(),
                document.facility(),
                document.kind(),
                document.stage(),
                document.stageReason(),
                document.priority(),
                document.patient(),
                document.encounter(),
                document.type(),
                document.date(),
                document.author(),
                document.title(),
                document.pages(),
                document.confidence(),
                new DocumentSource(
                        file,
                        document.source().name(),
                        document.source().attachedTo(),
                        document.source().splitFrom()),
                document.createdAt(),
                document.changedAt(),
                document.version());
    }

    static Document with(Document document, Stage stage, Optional<PatientId> patient) {
        return new Document(
                document.id(),
                document.arrival(),
                document.facility(),
                document.kind(),
                stage,
                document.stageReason(),
                document.priority(),
                patient,
                document.encounter(),
                Optional.of(new DocumentType("18842-5", "Discharge summary")),
                Optional.of(LocalDate.of(2026, 2, 28)),
                "Dr. Ames",
                document.title(),
                2,
                0.5,
                document.source(),
                document.createdAt(),
                NOON.plusSeconds(5),
                document.version());
    }

    // Transactions

    @Test
    void seesWhatWasWrittenAsSoonAsTheWriteReturned() {
        Document document = receive(store(), "one");

        assertThat(store().<Optional<Document>>read(r -> r.documents().find(document.id())))
                .contains(document);
    }

    @Test
    void readsOneMomentHoweverLongItTakes() {
        receive(store(), "one");
        int seen = store().read(records -> {
            int before = records.documents().idsAfter(Optional.empty(), 10).size();
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                other.submit(() -> receive(store(), "two")).get();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                other.shutdown();
            }
            return before * 10
                    + records.documents().idsAfter(Optional.empty(), 10).size();
        });

        assertThat(seen).isEqualTo(11);
        assertThat(store().<Integer>read(r ->
                        r.documents().idsAfter(Optional.empty(), 10).size()))
                .isEqualTo(2);
    }

    @Test
    void refusesChangesInARead() {
        assertThatThrownBy(() -> store().read(records -> {
                    records.arrivals().add(arrival("one"));
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store().read(r -> r.audit().append(event(NOON, "x", "y"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store().read(
                                r -> r.work().lease(new LeaseToken("t"), "worker", Priority.ROUTINE, NOON, MINUTE)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAWorkInsideAWork() {
        assertThatThrownBy(() -> store().write(records -> store().read(Records::changes)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store().write(records -> store().write(Records::changes)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsNothingOfAWorkThatFailsAndAllOfTheOthers() throws Exception {
        int writers = 32;
        List<Future<?>> done = new ArrayList<>();
        CountDownLatch together = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                done.add(threads.submit(() -> {
                    together.await();
                    for (int i = 0; i < 20; i++) {
                        String name = number + "x" + i;
                        if (number % 4 == 0) {
                            assertThatThrownBy(() -> store().write(records -> {
                                        Arrival arrival = arrival(name);
                                        records.arrivals().add(arrival);
                                        records.documents().add(document(arrival, name));
                                        records.audit().append(event(NOON, "arrival", name));
                                        throw new IllegalArgumentException("on purpose");
                                    }))
                                    .isInstanceOf(IllegalArgumentException.class)
                                    .hasMessage("on purpose");
                        } else {
                            receive(store(), name);
                        }
                    }
                    return null;
                }));
            }
            together.countDown();
        }
        for (Future<?> one : done) {
            one.get();
        }

        assertThat(store().<Integer>read(r ->
                        r.documents().idsAfter(Optional.empty(), 10_000).size()))
                .isEqualTo(24 * 20);
        List<AuditEntry> trail = store().read(r -> r.audit().entries(0, 10_000));
        assertThat(trail.stream().map(AuditEntry::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 24 * 20).boxed().toList());
        assertThat(store().<Integer>read(r -> r.changes().after(0, 10_000).size()))
                .isEqualTo(24 * 20);
        assertThat(store().<Integer>read(
                                r -> r.blobs().named(Optional.empty(), 10_000).size()))
                .isEqualTo(24 * 20);
    }

    @Test
    void tellsAConflictWithTheSchemaFromItsOwnFailure() {
        assertThatThrownBy(() -> change(r -> r.documents().add(document(arrival("nowhere"), "one"))))
                .isInstanceOf(ConflictException.class);
        receive(store(), "one");
        assertThatThrownBy(() -> receive(store(), "one")).isInstanceOf(ConflictException.class);
    }

    @Test
    void saysNothingOfAPatientInItsFailures() {
        change(r -> r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31")));

        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(
                () -> change(r -> r.patients().add(patient("p1", "MRN-77123", "Secretname", "Ann", "1960-02-03"))));

        java.io.StringWriter logged = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(logged));
        assertThat(failure).isInstanceOf(ConflictException.class);
        assertThat(logged.toString())
                .doesNotContain("Secretname")
                .doesNotContain("1960-02")
                .doesNotContain("77123");
    }

    @Test
    void tellsWatchersOfEveryCommitInOrderUntilTheyEnd() throws Exception {
        List<Committed> told = new CopyOnWriteArrayList<>();
        AutoCloseable watching = store().watch(committed -> {
            told.add(committed);
            throw new IllegalStateException("a listener may fail");
        });
        Document one = receive(store(), "one");
        Document two = receive(store(), "two");
        change(r -> r.work().lease(new LeaseToken("t"), "worker", Priority.ROUTINE, NOON, MINUTE));
        await(() -> told.size() == 3);
        watching.close();
        receive(store(), "three");
        CountDownLatch later = new CountDownLatch(1);
        store().watch(committed -> later.countDown());
        receive(store(), "four");
        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(told)
                .containsExactly(
                        new Committed(List.of(new Change(1, one.id())), Set.of(one.arrival()), Set.of(one.id())),
                        new Committed(List.of(new Change(2, two.id())), Set.of(two.arrival()), Set.of(two.id())),
                        new Committed(List.of(new Change(3, one.id())), Set.of(one.arrival()), Set.of(one.id())));
    }

    static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    // Arrivals

    @Test
    void keepsArrivalsAndListsTheLatestFirst() {
        for (int i = 0; i < 5; i++) {
            receive(store(), "n" + i);
        }
        Slice<Arrival> first = store().read(r -> r.arrivals().latest(HERE, Optional.empty(), 2));
        Slice<Arrival> second = store().read(r -> r.arrivals().latest(HERE, first.next(), 2));
        Slice<Arrival> third = store().read(r -> r.arrivals().latest(HERE, second.next(), 2));

        assertThat(first.items()).containsExactly(arrival("n4"), arrival("n3"));
        assertThat(second.items()).containsExactly(arrival("n2"), arrival("n1"));
        assertThat(third.items()).containsExactly(arrival("n0"));
        assertThat(third.next()).isEmpty();
        assertThatThrownBy(() -> store().read(r -> r.arrivals().latest(HERE, Optional.of("x'y"), 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsTheFirstArrivalWithTheSameBytes() {
        receive(store(), "one");
        Arrival again = new Arrival(
                new ArrivalId("again"),
                HERE,
                Channel.WATCHED_FOLDER,
                ArrivalKind.FAX,
                "again.tif",
                "",
                new org.chartroom.models.blob.Blob(
                        blob("again").ref(), arrival("one").original().sha256(), 100, "image/tiff"),
                NOON,
                CLERK,
                Optional.of(arrival("one").id()));
        change(r -> r.arrivals().add(again));

        assertThat(store().<Optional<ArrivalId>>read(r ->
                        r.arrivals().firstWithBytes(HERE, again.original().sha256())))
                .contains(arrival("one").id());
        assertThat(store().<Optional<Arrival>>read(r -> r.arrivals().find(again.id())))
                .contains(again);
    }

    @Test
    void remembersWhatACreationMade() {
        change(r -> r.arrivals().rememberIdempotent("arrivals:clerk", "key", "a-one", NOON));

        assertThat(store().<Optional<String>>read(r -> r.arrivals().idempotent("arrivals:clerk", "key")))
                .contains("a-one");
        assertThat(store().<Optional<String>>read(r -> r.arrivals().idempotent("arrivals:other", "key")))
                .isEmpty();
        assertThatThrownBy(() -> change(r -> r.arrivals().rememberIdempotent("arrivals:clerk", "key", "b", NOON)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void keepsTheLedgerAndRefusesOneThatLosesAPage() {
        Document document = receive(store(), "one");
        ArrivalId arrival = document.arrival();
        List<LedgerEntry> ledger = List.of(
                new LedgerEntry(arrival, document.id(), 1, new PageDisposition.InDocument(document.id(), 1)),
                new LedgerEntry(arrival, document.id(), 2, new PageDisposition.Separator("MRN-1")),
                new LedgerEntry(arrival, document.id(), 3, new PageDisposition.Blank("")),
                new LedgerEntry(
                        arrival, document.id(), 4, new PageDisposition.Rejected(PageProblem.TOO_LARGE, "35000 px")));
        change(r -> r.arrivals().setLedger(arrival, document.id(), 4, ledger));
        change(r -> r.arrivals().setLedger(arrival, document.id(), 4, ledger));

        assertThat(store().<List<LedgerEntry>>read(r -> r.arrivals().ledger(arrival)))
                .isEqualTo(ledger);
        assertThatThrownBy(() -> change(r -> r.arrivals().setLedger(arrival, document.id(), 5, ledger)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing of page 5");
        assertThatThrownBy(() -> change(
                        r -> r.arrivals().setLedger(arrival, document.id(), 2, List.of(ledger.get(0), ledger.get(0)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("page 1 twice");
    }

    @Test
    void amendsSingleLinesOfTheLedgerAndRefusesOneThatIsNotThere() {
        Document document = receive(store(), "one");
        ArrivalId arrival = document.arrival();
        LedgerEntry first = new LedgerEntry(arrival, document.id(), 1, new PageDisposition.Separator("MRN-1"));
        LedgerEntry second = new LedgerEntry(arrival, document.id(), 2, new PageDisposition.Blank(""));
        change(r -> r.arrivals().setLedger(arrival, document.id(), 2, List.of(first, second)));
        LedgerEntry amended = new LedgerEntry(
                arrival, document.id(), 2, new PageDisposition.Blank("Taken out by Pat Clerk: nothing on it"));

        change(r -> r.arrivals().amendLedger(List.of(amended)));

        assertThat(store().<List<LedgerEntry>>read(r -> r.arrivals().ledger(arrival)))
                .containsExactly(first, amended);
        assertThatThrownBy(() -> change(r -> r.arrivals()
                        .amendLedger(
                                List.of(new LedgerEntry(arrival, document.id(), 3, new PageDisposition.Blank(""))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no line for page 3");
    }

    @Test
    void keepsEditsOfPagesWithThePagesThatWouldBeLostAndSaysWhichIsTheLatest() {
        Document document = receive(store(), "one");
        ArrivalId arrival = document.arrival();
        Page first = Office.page(document.id(), 1, "first");
        Page second = Office.page(document.id(), 2, "second");
        LedgerEntry left = new LedgerEntry(
                arrival, document.id(), 2, new PageDisposition.Rejected(PageProblem.DROPPED, "Taken out by Pat Clerk"));
        change(r -> r.documents().setPages(document.id(), List.of(first, second)));
        change(r -> r.arrivals()
                .setLedger(
                        arrival,
                        document.id(),
                        2,
                        List.of(
                                new LedgerEntry(
                                        arrival, document.id(), 1, new PageDisposition.InDocument(document.id(), 1)),
                                left)));
        PageEdit drop = edit(
                        "drop", PageEdit.Kind.DROP, document, Optional.empty(), List.of(first, second), List.of(first))
                .keeping(new PageEdit.KeptPage(second, Optional.of(left.disposition())))
                .edit();
        assertThat(store().<Boolean>read(r -> r.pageEdits().touched(document.id())))
                .isFalse();

        change(r -> r.documents().setPages(document.id(), List.of(first)));
        change(r -> r.pageEdits().add(drop));

        assertThat(store().<Optional<PageEdit>>read(r -> r.pageEdits().latest(document.id())))
                .contains(drop);
        assertThat(store().<List<PageEdit>>read(r -> r.pageEdits().of(document.id())))
                .containsExactly(drop);
        assertThat(store().<Boolean>read(r -> r.pageEdits().touched(document.id())))
                .isTrue();
        assertThat(store().<List<PageEdits.KeptPageOf>>read(r -> r.pageEdits().dropped(document.id())))
                .containsExactly(new PageEdits.KeptPageOf(drop.id(), drop.kept().getFirst()));
        assertThat(store().<List<PageEdits.KeptPageOf>>read(r -> r.pageEdits().kept(document.id(), 2)))
                .hasSize(1);
        BlobRef image = second.image().orElseThrow().ref();
        assertThat(store().<Optional<Blob>>read(r -> r.blobs().find(image))).isPresent();

        PageEdit undo = edit(
                        "undo",
                        PageEdit.Kind.UNDO,
                        document,
                        Optional.of(drop.id()),
                        List.of(first),
                        List.of(first, second))
                .edit();
        change(r -> r.pageEdits().add(undo));

        assertThat(store().<Optional<PageEdit>>read(r -> r.pageEdits().latest(document.id())))
                .isEmpty();
        assertThat(store().read(r -> r.pageEdits().find(drop.id()))
                        .orElseThrow()
                        .undone())
                .isTrue();
        PageEdit again = edit(
                        "again", PageEdit.Kind.UNDO, document, Optional.of(drop.id()), List.of(first), List.of(first))
                .edit();
        assertThatThrownBy(() -> change(r -> r.pageEdits().add(again))).isInstanceOf(ConflictException.class);
    }

    private record Editing(PageEdit edit) {
        Editing keeping(PageEdit.KeptPage page) {
            return new Editing(new PageEdit(
                    edit.id(),
                    edit.kind(),
                    edit.at(),
                    edit.editor(),
                    edit.note(),
                    edit.undoes(),
                    edit.undone(),
                    edit.documents(),
                    List.of(page)));
        }
    }

    private static Editing edit(
            String id,
            PageEdit.Kind kind,
            Document document,
            Optional<PageEditId> undoes,
            List<Page> before,
            List<Page> after) {
        return new Editing(new PageEdit(
                new PageEditId(id),
                kind,
                NOON,
                new Actor(Office.CLERK, "Pat Clerk", Role.INTAKE, "192.0.2.7"),
                "nothing on it",
                undoes,
                false,
                List.of(new PageEdit.Arrangement(
                        document.id(),
                        2,
                        Stage.READ,
                        "",
                        before.stream().map(PageMark::of).toList(),
                        after.stream().map(PageMark::of).toList())),
                List.of()));
    }

    @Test
    void reconcilesPagesByDayAndChannelInTheOfficesZone() {
        ZoneId zone = ZoneId.of("America/New_York");
        // 03:30 in the morning UTC is still the day before in New York.
        Document early = receive(store(), "early", Priority.ROUTINE, java.time.Instant.parse("2026-03-02T03:30:00Z"));
        Document noon = receive(store(), "noon");
        Document spoken = receive(store(), "spoken", DocumentKind.DICTATION);
        receive(store(), "pending");
        receive(store(), "old", Priority.ROUTINE, NOON.minus(Duration.ofDays(40)));
        change(r -> {
            r.arrivals()
                    .setLedger(
                            spoken.arrival(),
                            spoken.id(),
                            1,
                            List.of(new LedgerEntry(
                                    spoken.arrival(), spoken.id(), 1, new PageDisposition.InDocument(spoken.id(), 1))));
            r.arrivals()
                    .setLedger(
                            early.arrival(),
                            early.id(),
                            1,
                            List.of(new LedgerEntry(early.arrival(), early.id(), 1, new PageDisposition.Blank(""))));
            r.arrivals()
                    .setLedger(
                            noon.arrival(),
                            noon.id(),
                            2,
                            List.of(
                                    new LedgerEntry(
                                            noon.arrival(), noon.id(), 1, new PageDisposition.InDocument(noon.id(), 1)),
                                    new LedgerEntry(
                                            noon.arrival(),
                                            noon.id(),
                                            2,
                                            new PageDisposition.Rejected(PageProblem.CORRUPT, ""))));
        });

        List<Reconciliation> lines = store().read(r -> r.arrivals().reconcile(HERE, zone, 30));

        assertThat(lines)
                .containsExactly(
                        new Reconciliation(LocalDate.of(2026, 3, 2), Channel.UPLOAD, 3, 3, 2, 0, 0, 1, 1),
                        new Reconciliation(LocalDate.of(2026, 3, 1), Channel.UPLOAD, 1, 1, 0, 0, 1, 0, 0));
        assertThat(lines).allMatch(Reconciliation::balanced);
    }

    @Test
    void listsWhatCameWithinASpanThroughOneDoor() {
        Document early = receive(store(), "early", Priority.ROUTINE, NOON.minus(Duration.ofDays(1)));
        Document first = receive(store(), "first");
        Document second = receive(store(), "second", Priority.ROUTINE, NOON.plusSeconds(1));
        receive(store(), "late", Priority.ROUTINE, NOON.plus(Duration.ofDays(1)));

        Slice<Arrival> page = store().read(r -> r.arrivals()
                .received(HERE, NOON, NOON.plus(Duration.ofDays(1)), Optional.of(Channel.UPLOAD), Optional.empty(), 1));
        assertThat(page.items()).extracting(Arrival::id).containsExactly(second.arrival());
        assertThat(store().<Slice<Arrival>>read(r -> r.arrivals()
                                .received(
                                        HERE,
                                        NOON.minus(Duration.ofDays(2)),
                                        NOON.plus(Duration.ofDays(1)),
                                        Optional.empty(),
                                        page.next(),
                                        10))
                        .items())
                .extracting(Arrival::id)
                .containsExactly(first.arrival(), early.arrival());
        assertThat(store().<Slice<Arrival>>read(r -> r.arrivals()
                                .received(
                                        HERE,
                                        NOON,
                                        NOON.plus(Duration.ofDays(2)),
                                        Optional.of(Channel.RECORDER),
                                        Optional.empty(),
                                        10))
                        .items())
                .isEmpty();
    }

    // Documents

    @Test
    void changesADocumentOnlyFromItsLatestVersion() {
        Document read = receive(store(), "one");
        change(r -> r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31")));
        Document filed =
                store().write(r -> r.documents().update(with(read, Stage.FILED, Optional.of(new PatientId("p1")))));

        assertThat(filed.version()).isEqualTo(read.version() + 1);
        assertThat(filed.type()).contains(new DocumentType("18842-5", "Discharge summary"));
        assertThat(store().<Optional<Document>>read(r -> r.documents().find(read.id())))
                .contains(filed);
        assertThatThrownBy(() -> change(r -> r.documents().update(with(read, Stage.READ, Optional.empty()))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("changed by somebody else");
    }

    @Test
    void listsDocumentsByStageKindPatientAndArrival() {
        Document one = receive(store(), "one");
        Document two = receive(store(), "two");
        change(r -> {
            r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31"));
            r.documents().update(with(one, Stage.FILED, Optional.of(new PatientId("p1"))));
        });

        assertThat(ids(DocumentFilter.ALL)).containsExactly(two.id(), one.id());
        assertThat(ids(new DocumentFilter(
                        Set.of(Stage.FILED, Stage.READ), Set.of(), Optional.empty(), Optional.empty())))
                .containsExactly(one.id());
        assertThat(ids(new DocumentFilter(
                        Set.of(), Set.of(DocumentKind.FAX, DocumentKind.EMAIL), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(ids(new DocumentFilter(
                        Set.of(), Set.of(DocumentKind.SCAN), Optional.of(new PatientId("p1")), Optional.empty())))
                .containsExactly(one.id());
        assertThat(ids(new DocumentFilter(Set.of(), Set.of(), Optional.empty(), Optional.of(two.arrival()))))
                .containsExactly(two.id());
        assertThat(store().<Map<Stage, Integer>>read(r -> r.documents().countByStage(HERE)))
                .isEqualTo(Map.of(Stage.FILED, 1, Stage.RECEIVED, 1));
    }

    private List<DocumentId> ids(DocumentFilter filter) {
        return store().read(r -> r.documents().latest(HERE, filter, Optional.empty(), 10).items().stream()
                .map(Document::id)
                .toList());
    }

    @Test
    void tellsAllDocumentsOfAnArrivalInTheOrderTheyWereKept() {
        Document first = receive(store(), "one");
        receive(store(), "other");
        List<Document> expected = new ArrayList<>(List.of(first));
        for (int i = 0; i < 60; i++) {
            Document more = document(arrival("one"), "more-" + i);
            change(r -> r.documents().add(more));
            expected.add(more);
        }

        assertThat(store().<List<Document>>read(r -> r.documents().ofArrival(first.arrival())))
                .isEqualTo(expected);
    }

    @Test
    void keepsPagesAndCountsTheirBlobs() {
        Document document = receive(store(), "one");
        DocumentId id = document.id();
        List<org.chartroom.models.record.Page> pages = List.of(page(id, 1, "Hämoglobin 12"), page(id, 2, ""));
        change(r -> r.documents().setPages(id, pages));

        assertThat(store().<List<org.chartroom.models.record.Page>>read(
                                r -> r.documents().pages(id)))
                .isEqualTo(pages);
        assertThat(store().<Optional<org.chartroom.models.record.Page>>read(
                                r -> r.documents().page(id, 2)))
                .contains(pages.get(1));
        // The file is named by the arrival and by the document.
        assertThat(references())
                .hasSize(7)
                .containsEntry(document.source().file().ref().value(), 2)
                .containsEntry(pages.get(0).image().orElseThrow().ref().value(), 1);

        change(r -> r.documents().setPages(id, pages.subList(0, 1)));

        assertThat(references())
                .hasSize(4)
                .containsEntry(pages.get(0).image().orElseThrow().ref().value(), 1)
                .doesNotContainKey(pages.get(1).image().orElseThrow().ref().value());
    }

    private Map<String, Integer> references() {
        Map<String, Integer> references = new java.util.HashMap<>();
        store().read(r -> r.blobs().named(Optional.empty(), 1000))
                .forEach(named -> references.put(named.blob().ref().value(), named.references()));
        return references;
    }

    @Test
    void destroysABlobOnlyWhenNothingNamesItAndNeverNamesItAgain() {
        Document document = receive(store(), "one");
        DocumentId id = document.id();
        org.chartroom.models.blob.BlobRef image =
                page(id, 1, "").image().orElseThrow().ref();
        change(r -> r.documents().setPages(id, List.of(page(id, 1, ""))));
        assertThat(store().<Boolean>write(r -> r.blobs().condemn(image))).isFalse();

        change(r -> r.documents().setPages(id, List.of()));
        assertThat(store().<List<?>>read(r -> r.blobs().unnamed(NOON, 10))).isEmpty();
        assertThat(store().<List<?>>read(r -> r.blobs().unnamed(NOON.plusSeconds(1), 10)))
                .hasSize(3);
        assertThat(store().<Boolean>write(r -> r.blobs().condemn(image))).isTrue();

        assertThatThrownBy(() -> change(r -> r.documents().setPages(id, List.of(page(id, 1, "")))))
                .isInstanceOf(ConflictException.class);
        change(r -> r.blobs().forget(image));
        assertThat(store().<List<?>>read(r -> r.blobs().unnamed(NOON.plusSeconds(1), 10)))
                .hasSize(2);
    }

    @Test
    void walksAllDocumentsInTheOrderTheyCame() {
        List<DocumentId> added = IntStream.range(0, 7)
                .mapToObj(i -> receive(store(), "n" + (7 - i)).id())
                .toList();
        List<DocumentId> walked = new ArrayList<>();
        Optional<DocumentId> last = Optional.empty();
        while (true) {
            Optional<DocumentId> from = last;
            List<DocumentId> some = store().read(r -> r.documents().idsAfter(from, 3));
            if (some.isEmpty()) {
                break;
            }
            walked.addAll(some);
            last = Optional.of(some.getLast());
        }

        assertThat(walked).isEqualTo(added);
    }

    // Changes

    @Test
    void logsTheLatestChangeOfEachDocument() {
        Document one = receive(store(), "one");
        Document two = receive(store(), "two");
        change(r -> r.documents().setPages(one.id(), List.of(page(one.id(), 1, "x"))));

        assertThat(store().<List<Change>>read(r -> r.changes().after(0, 10)))
                .containsExactly(new Change(2, two.id()), new Change(3, one.id()));
        assertThat(store().<List<Change>>read(r -> r.changes().after(2, 10))).containsExactly(new Change(3, one.id()));
        assertThat(store().<Long>read(r -> r.changes().last())).isEqualTo(3);
    }

    @Test
    void logsEveryDocumentOfARenamedPatientAndNoneForANewPhone() {
        Document one = receive(store(), "one");
        Document two = receive(store(), "two");
        Patient jane = patient("p1", "100", "Doe", "Jane", "1950-01-31");
        change(r -> {
            r.patients().add(jane);
            r.documents().update(with(one, Stage.FILED, Optional.of(jane.id())));
            r.documents().update(with(two, Stage.FILED, Optional.of(jane.id())));
        });
        long before = store().read(r -> r.changes().last());

        Patient moved = store().write(r -> r.patients()
                .update(new Patient(
                        jane.id(),
                        HERE,
                        jane.mrn(),
                        jane.name(),
                        jane.birthDate(),
                        jane.sex(),
                        "555-0199",
                        "",
                        Optional.empty(),
                        false,
                        1)));
        assertThat(store().<Long>read(r -> r.changes().last())).isEqualTo(before);

        change(r -> r.patients()
                .update(new Patient(
                        moved.id(),
                        HERE,
                        moved.mrn(),
                        new org.chartroom.models.record.PersonName("Roe", "Jane", ""),
                        moved.birthDate(),
                        moved.sex(),
                        moved.phone(),
                        "",
                        Optional.empty(),
                        false,
                        moved.version())));

        assertThat(store().<List<Change>>read(r -> r.changes().after(before, 10)).stream()
                        .map(Change::document))
                .containsExactly(one.id(), two.id());
    }

    // Work

    @Test
    void leasesTheMostUrgentThenTheOldestWork() {
        receive(store(), "later", Priority.ROUTINE, NOON.minusSeconds(10));
        receive(store(), "first", Priority.ROUTINE, NOON.minusSeconds(60));
        receive(store(), "stat", Priority.STAT, NOON);
        receive(store(), "future", Priority.STAT, NOON.plusSeconds(60));

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            LeaseToken token = new LeaseToken("t" + i);
            store().<Optional<Lease>>write(r -> r.work().lease(token, "worker", Priority.ROUTINE, NOON, MINUTE))
                    .ifPresent(lease -> order.add(lease.document().title()));
        }

        assertThat(order).containsExactly("Scan stat", "Scan first", "Scan later");
    }

    @Test
    void leasesNothingLessUrgentThanIsAskedFor() {
        receive(store(), "old", Priority.ROUTINE, NOON.minusSeconds(60));
        receive(store(), "urgent", Priority.URGENT, NOON);
        LeaseToken token = new LeaseToken("t");

        assertThat(store().<Optional<Lease>>write(r -> r.work().lease(token, "w", Priority.STAT, NOON, MINUTE)))
                .isEmpty();
        assertThat(store().<Optional<Lease>>write(r -> r.work().lease(token, "w", Priority.URGENT, NOON, MINUTE))
                        .map(lease -> lease.document().title()))
                .contains("Scan urgent");
        assertThat(store().<Optional<Lease>>write(
                                r -> r.work().lease(new LeaseToken("u"), "w", Priority.URGENT, NOON, MINUTE)))
                .isEmpty();
    }

    @Test
    void handsWorkOnWhenItsLeaseRunsOutAndRefusesTheLateResult() {
        Document document = receive(store(), "one");
        LeaseToken dead = new LeaseToken("dead");
        LeaseToken next = new LeaseToken("next");
        Lease first = store().write(r -> r.work().lease(dead, "worker-1", Priority.ROUTINE, NOON, MINUTE))
                .orElseThrow();
        assertThat(first.document().stage()).isEqualTo(Stage.READING);
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(store().<Optional<Lease>>write(
                                r -> r.work().lease(next, "worker-2", Priority.ROUTINE, NOON.plusSeconds(59), MINUTE)))
                .isEmpty();

        Lease second = store().write(
                        r -> r.work().lease(next, "worker-2", Priority.ROUTINE, NOON.plusSeconds(60), MINUTE))
                .orElseThrow();

        assertThat(second.document().id()).isEqualTo(document.id());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(store().<Boolean>write(r -> r.work().renew(dead, NOON.plusSeconds(61), MINUTE, new Progress(1, 2))))
                .isFalse();
        assertThat(store().<Boolean>write(r -> r.work().finish(dead, NOON.plusSeconds(61), Stage.READ, "")))
                .isFalse();
        assertThat(store().<Boolean>write(
                                r -> r.work().giveBack(dead, NOON.plusSeconds(61), NOON.plusSeconds(62), "no")))
                .isFalse();
        assertThat(store().<Optional<Lease>>read(r -> r.work().find(dead, NOON.plusSeconds(61))))
                .isEmpty();
        assertThat(store().<Optional<Lease>>read(r -> r.work().find(next, NOON.plusSeconds(61))))
                .isPresent();
    }

    @Test
    void renewsALeaseAndShowsItsProgress() {
        Document document = receive(store(), "one");
        LeaseToken token = new LeaseToken("t");
        change(r -> r.work().lease(token, "worker", Priority.ROUTINE, NOON, MINUTE));

        assertThat(store().<Boolean>write(r -> r.work().renew(token, NOON.plusSeconds(50), MINUTE, new Progress(3, 9))))
                .isTrue();

        WorkState state = store().read(r -> r.work().state(document.id())).orElseThrow();
        assertThat(state)
                .isEqualTo(new WorkState(
                        document.id(),
                        Stage.READING,
                        NOON,
                        Priority.ROUTINE,
                        NOON,
                        1,
                        "worker",
                        Optional.of(NOON.plusSeconds(110)),
                        new Progress(3, 9)));
        assertThat(store().<List<WorkState>>read(r -> r.work().queue(10))).containsExactly(state);
    }

    @Test
    void finishesWorkOnce() {
        Document document = receive(store(), "one");
        LeaseToken token = new LeaseToken("t");
        change(r -> r.work().lease(token, "worker", Priority.ROUTINE, NOON, MINUTE));

        assertThat(store().<Boolean>write(r -> r.work().finish(token, NOON, Stage.READ, "")))
                .isTrue();

        assertThat(store().<Boolean>write(r -> r.work().finish(token, NOON, Stage.QUARANTINED, "x")))
                .isFalse();
        Document read = store().read(r -> r.documents().find(document.id())).orElseThrow();
        assertThat(read.stage()).isEqualTo(Stage.READ);
        assertThat(store().<List<WorkState>>read(r -> r.work().queue(10))).isEmpty();
        assertThat(store().<Optional<Lease>>write(r ->
                        r.work().lease(new LeaseToken("u"), "worker", Priority.ROUTINE, NOON.plus(MINUTE), MINUTE)))
                .isEmpty();
        assertThatThrownBy(() -> store().write(r -> r.work().finish(token, NOON, Stage.READING, "")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void triesAgainNotBeforeItsTime() {
        receive(store(), "one");
        LeaseToken token = new LeaseToken("t");
        change(r -> r.work().lease(token, "worker", Priority.ROUTINE, NOON, MINUTE));
        assertThat(store().<Boolean>write(r -> r.work().giveBack(token, NOON, NOON.plusSeconds(30), "reader died")))
                .isTrue();

        LeaseToken again = new LeaseToken("u");
        assertThat(store().<Optional<Lease>>write(
                                r -> r.work().lease(again, "worker", Priority.ROUTINE, NOON.plusSeconds(29), MINUTE)))
                .isEmpty();
        Lease lease = store().write(
                        r -> r.work().lease(again, "worker", Priority.ROUTINE, NOON.plusSeconds(30), MINUTE))
                .orElseThrow();
        assertThat(lease.attempt()).isEqualTo(2);
    }

    @Test
    void handsOutHowToReadAgainUntilItIsDone() {
        Document document = receive(store(), "one");
        change(r -> r.work().lease(new LeaseToken("t"), "worker", Priority.ROUTINE, NOON, MINUTE));
        change(r -> r.work().finish(new LeaseToken("t"), NOON, Stage.READ, ""));
        Document read = store().read(r -> r.documents().find(document.id())).orElseThrow();
        ReadAgain how = new ReadAgain(
                document.id(),
                List.of(new PageMark(document.id(), 2, 90)),
                new ReadSettings(List.of("spa", "eng"), ReadSettings.Layout.FORM, ReadSettings.Clearing.AS_IT_IS),
                Stage.READ,
                "",
                new Actor(new UserId("clerk"), "Casey Moor", Role.RECORDS_CLERK, "10.0.0.7"));
        change(r -> {
            r.documents().update(with(read, Stage.RECEIVED, Optional.empty()));
            r.work().openAgain(document.id(), ArrivalKind.SCAN, Priority.ROUTINE, NOON, how);
        });

        Lease lease = store().write(r -> r.work().lease(new LeaseToken("u"), "worker", Priority.ROUTINE, NOON, MINUTE))
                .orElseThrow();
        assertThat(lease.again()).contains(how);
        change(r -> r.work().giveBack(new LeaseToken("u"), NOON, NOON, "reader died"));
        Lease second = store().write(r -> r.work().lease(new LeaseToken("v"), "worker", Priority.ROUTINE, NOON, MINUTE))
                .orElseThrow();
        assertThat(second.again()).contains(how);
        change(r -> r.work().finish(new LeaseToken("v"), NOON, Stage.READ, ""));

        Document again = store().read(r -> r.documents().find(document.id())).orElseThrow();
        change(r -> {
            r.documents().update(with(again, Stage.RECEIVED, Optional.empty()));
            r.work().open(document.id(), ArrivalKind.SCAN, Priority.ROUTINE, NOON);
        });
        Lease usual = store().write(r -> r.work().lease(new LeaseToken("w"), "worker", Priority.ROUTINE, NOON, MINUTE))
                .orElseThrow();
        assertThat(usual.again()).isEmpty();
    }

    @Test
    void endsALeaseWhenAPersonMovesTheDocument() {
        Document document = receive(store(), "one");
        LeaseToken token = new LeaseToken("t");
        change(r -> r.work().lease(token, "worker", Priority.ROUTINE, NOON, MINUTE));
        Document reading = store().read(r -> r.documents().find(document.id())).orElseThrow();
        change(r -> r.documents().update(with(reading, Stage.ENTERED_IN_ERROR, Optional.empty())));

        assertThat(store().<Boolean>write(r -> r.work().finish(token, NOON, Stage.READ, "")))
                .isFalse();
        assertThatThrownBy(() -> change(r -> r.work().open(document.id(), ArrivalKind.SCAN, Priority.STAT, NOON)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void leasesDictationsAsTranscribing() {
        Document document = receive(store(), "one");
        change(r -> r.work().open(document.id(), ArrivalKind.DICTATION, Priority.URGENT, NOON));

        Lease lease = store().write(r -> r.work().lease(new LeaseToken("t"), "worker", Priority.ROUTINE, NOON, MINUTE))
                .orElseThrow();

        assertThat(lease.expected()).isEqualTo(ArrivalKind.DICTATION);
        assertThat(lease.document().stage()).isEqualTo(Stage.TRANSCRIBING);
        assertThat(lease.document().priority()).isEqualTo(Priority.URGENT);
    }

    private List<HeardPiece> pieces(Document document) {
        return store().read(r -> r.work().pieces(document.id()));
    }

    @Test
    void keepsWhatWasHeardOfADictationThroughEveryTryUntilItsDraftIsThere() {
        Document document = receive(store(), "one");
        change(r -> r.work().open(document.id(), ArrivalKind.DICTATION, Priority.ROUTINE, NOON));
        LeaseToken first = new LeaseToken("first");
        change(r -> r.work().lease(first, "worker", Priority.ROUTINE, NOON, MINUTE));
        HeardPiece one = new HeardPiece("vosk", "small", 0, 9_000, List.of(new SpokenWord("fever", 0.5, 1, 0.9)));
        HeardPiece two = new HeardPiece("vosk", "small", 9_500, 20_000, List.of());

        assertThat(store().<Boolean>write(r -> r.work().keepPieces(first, NOON, List.of(two))))
                .isTrue();
        assertThat(store().<Boolean>write(r -> r.work().keepPieces(first, NOON, List.of(one, two))))
                .isTrue();
        assertThat(pieces(document)).containsExactly(one, two);

        Instant later = NOON.plusSeconds(61);
        assertThat(store().<Boolean>write(r -> r.work().keepPieces(first, later, List.of(one))))
                .as("kept under a lease that ran out")
                .isFalse();
        LeaseToken second = new LeaseToken("second");
        change(r -> r.work().lease(second, "worker", Priority.ROUTINE, later, MINUTE));
        change(r -> r.work().giveBack(second, later, later, "the reader died"));
        assertThat(pieces(document)).containsExactly(one, two);

        LeaseToken third = new LeaseToken("third");
        change(r -> r.work().lease(third, "worker", Priority.ROUTINE, later, MINUTE));
        change(r -> r.work().finish(third, later, Stage.READ, ""));
        assertThat(pieces(document)).isEmpty();
    }

    @Test
    void dropsWhatWasHeardWhenThereIsAnotherRecordingButNotWhenAPersonTriesAgain() {
        Document document = receive(store(), "one");
        change(r -> r.work().open(document.id(), ArrivalKind.DICTATION, Priority.ROUTINE, NOON));
        HeardPiece piece = new HeardPiece("vosk", "small", 0, 9_000, List.of());
        LeaseToken token = new LeaseToken("t");
        change(r -> r.work().lease(token, "worker", Priority.ROUTINE, NOON, MINUTE));
        change(r -> r.work().keepPieces(token, NOON, List.of(piece)));
        change(r -> r.work().finish(token, NOON, Stage.QUARANTINED, "given up"));
        Document given = store().read(r -> r.documents().find(document.id())).orElseThrow();
        change(r -> r.documents().update(with(given, Stage.RECEIVED, Optional.empty())));
        change(r -> r.work().open(document.id(), ArrivalKind.DICTATION, Priority.ROUTINE, NOON));
        assertThat(pieces(document)).containsExactly(piece);

        Document waiting = store().read(r -> r.documents().find(document.id())).orElseThrow();
        change(r -> r.documents().update(withFile(waiting, blob("other recording"))));
        assertThat(pieces(document)).isEmpty();
    }

    // Patients

    @Test
    void findsPatientsByTheStartsOfTheirNamesTheirNumberOrTheirBirthDate() {
        change(r -> {
            r.patients().add(patient("p1", "100", "Doe-Smith", "Jane", "1950-01-31"));
            r.patients().add(patient("p2", "MRN-7", "Doe", "John", "1960-02-01"));
            r.patients().add(patient("p3", "300", "Müller", "Zoë", "1950-01-31"));
            r.patients().add(patient("p4", "400", "O'Neil", "Anna", "1971-12-24"));
        });

        assertThat(found("")).containsExactly("p2", "p1", "p3", "p4");
        assertThat(found("doe")).containsExactly("p2", "p1");
        assertThat(found("DOE ja")).containsExactly("p1");
        assertThat(found("smith")).containsExactly("p1");
        assertThat(found("muller zoe")).containsExactly("p3");
        assertThat(found("oneil")).containsExactly("p4");
        assertThat(found("mrn-7")).containsExactly("p2");
        assertThat(found("1950-01-31")).containsExactly("p1", "p3");
        assertThat(found("01/31/1950 jane")).containsExactly("p1");
        assertThat(found("99/99/1950")).isEmpty();
        assertThat(found("mrn")).isEmpty();
        assertThat(found("100%")).isEmpty();
    }

    private List<String> found(String words) {
        List<String> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Optional<String> from = cursor;
            Slice<Patient> slice = store().read(r -> r.patients().find(HERE, words, from, 2));
            slice.items().forEach(patient -> ids.add(patient.id().value()));
            cursor = slice.next();
        } while (cursor.isPresent());
        return ids;
    }

    @Test
    void refusesANumberThatIsTakenAndAStalePatient() {
        Patient jane = patient("p1", "100", "Doe", "Jane", "1950-01-31");
        change(r -> r.patients().add(jane));

        assertThatThrownBy(() -> change(r -> r.patients().add(patient("p2", "100", "Roe", "Ann", "1960-01-01"))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("number is taken");
        Patient changed = store().write(r -> r.patients().update(jane));
        assertThat(changed.version()).isEqualTo(2);
        assertThatThrownBy(() -> change(r -> r.patients().update(jane))).isInstanceOf(ConflictException.class);
        assertThat(store().<Optional<Patient>>read(r -> r.patients().byMrn(HERE, "100")))
                .contains(changed);
    }

    @Test
    void findsPatientsByFormerNamesNumbersElsewhereMemberIdsAndAnyTelephone() {
        Patient jane = patient("p1", "100", "Doe", "Jane", "1950-01-31");
        change(r -> {
            r.patients().add(withParticulars(jane, PARTICULARS));
            r.patients().add(patient("p2", "200", "Roe", "Ann", "1960-02-01"));
        });

        assertThat(store().<Optional<Patient>>read(r -> r.patients().find(jane.id())))
                .contains(withParticulars(jane, PARTICULARS));
        assertThat(found("maidenly")).containsExactly("p1");
        assertThat(found("jane maidenly")).containsExactly("p1");
        assertThat(found("ext-9")).containsExactly("p1");
        assertThat(found("xyz123")).containsExactly("p1");
        assertThat(found("(555) 010-7777")).containsExactly("p1");
        assertThat(found("+1 555 010 7777")).containsExactly("p1");
        assertThat(found("555-0100")).containsExactly("p1", "p2");
        change(r -> r.patients().update(jane));
        assertThat(found("maidenly")).isEmpty();
        assertThat(found("xyz123")).isEmpty();
    }

    @Test
    void tellsTheHistoryOfAPatientsRecordWithWhatWasBeforeAndWho() {
        Patient jane = patient("p1", "100", "Doe", "Jane", "1950-01-31");
        change(r -> r.patients().add(jane, Optional.of(BY_CLERK)));
        Patient more =
                store().write(r -> r.patients().update(withParticulars(jane, PARTICULARS), Optional.of(BY_CLERK)));
        Patient last = store().write(r -> r.patients().update(more));

        assertThat(store().<List<PatientChange>>read(r -> r.patients().history(jane.id())))
                .containsExactly(
                        new PatientChange(PatientChange.Kind.CHANGED, Optional.empty(), Optional.of(more), last),
                        new PatientChange(PatientChange.Kind.CHANGED, Optional.of(BY_CLERK), Optional.of(jane), more),
                        new PatientChange(PatientChange.Kind.CREATED, Optional.of(BY_CLERK), Optional.empty(), jane));
    }

    // Merging

    private static final Provenance BY_CLERK =
            new Provenance(NOON, new Actor(CLERK, "Pat Clerk", Role.RECORDS_CLERK, "192.0.2.7"), "the same person");

    private static final Particulars PARTICULARS = new Particulars(
            List.of(new OtherName(
                    OtherName.Kind.MAIDEN,
                    new PersonName("Maidenly", "Jane", "", "II"),
                    new Validity(Optional.empty(), Optional.of(LocalDate.of(1975, 6, 1))))),
            List.of(new Phone(Phone.Kind.MOBILE, "(555) 010-7777")),
            List.of(new Address("2 Oak Street", Validity.NOT_SAID)),
            List.of(new Identifier("Hilltop Clinic", "EXT-9", Validity.NOT_SAID)),
            List.of(new Membership("Acme Health", "XYZ123", Validity.NOT_SAID)),
            List.of(new Representative(
                    "Joan Doe",
                    "daughter",
                    Representative.Authority.HEALTH_CARE_PROXY,
                    "",
                    "",
                    Optional.of(new DocumentId("d-proxy")),
                    Validity.NOT_SAID)));

    private static Patient withParticulars(Patient patient, Particulars particulars) {
        return new Patient(
                patient.id(),
                patient.facility(),
                patient.mrn(),
                patient.name(),
                patient.birthDate(),
                patient.sex(),
                patient.phone(),
                patient.address(),
                patient.deceasedOn(),
                patient.restricted(),
                particulars,
                Optional.empty(),
                patient.version());
    }

    private static Encounter visit(String id, String patient) {
        return new Encounter(
                new EncounterId(id), new PatientId(patient), HERE, "office visit", NOON, Optional.empty(), "", "");
    }

    private Document filed(String name, String patient, Optional<String> visit) {
        Document read = receive(store(), name);
        return store().write(r -> r.documents().update(filed(read, patient, visit)));
    }

    private static Document filed(Document document, String patient, Optional<String> visit) {
        Document with = with(document, Stage.FILED, Optional.of(new PatientId(patient)));
        return new Document(
                with.id(),
                with.arrival(),
                with.facility(),
                with.kind(),
                with.stage(),
                with.stageReason(),
                with.priority(),
                with.patient(),
                visit.map(EncounterId::new),
                with.type(),
                with.date(),
                with.author(),
                with.title(),
                with.pages(),
                with.confidence(),
                with.source(),
                with.createdAt(),
                with.changedAt(),
                with.version());
    }

    private void twoCharts() {
        change(r -> {
            r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31"));
            r.patients().add(patient("p2", "200", "Maidenly", "Jane", "1950-01-13"));
            r.encounters().add(visit("e1", "p1"));
            r.encounters().add(visit("e2", "p2"));
            r.encounters()
                    .put(new Appointment(
                            new AppointmentId("ap2"),
                            new PatientId("p2"),
                            HERE,
                            NOON,
                            Duration.ofMinutes(20),
                            "",
                            "",
                            "booked",
                            "S-2"));
        });
    }

    private PatientMerges.Moved merge(String survivor, String merged) {
        return store().write(r ->
                r.patientMerges().merge("m-" + merged, new PatientId(survivor), new PatientId(merged), BY_CLERK));
    }

    private PatientMerges.Moved unmerge(String merged) {
        return store().write(r -> r.patientMerges().unmerge(new PatientId(merged), BY_CLERK));
    }

    private Patient patientNow(String id) {
        return store().<Patient>read(r -> r.patients().find(new PatientId(id)).orElseThrow());
    }

    private List<String> documentsOf(String patient) {
        return store().<List<String>>read(r -> r
                .documents()
                .latest(
                        HERE,
                        new DocumentFilter(Set.of(), Set.of(), Optional.of(new PatientId(patient)), Optional.empty()),
                        Optional.empty(),
                        100)
                .items()
                .stream()
                .map(each -> each.id().value())
                .sorted()
                .toList());
    }

    @Test
    void aMergeMovesTheChartAndTheOldNumberAndNamesStillLeadToIt() {
        twoCharts();
        Document own = filed("own", "p1", Optional.of("e1"));
        Document moves = filed("moves", "p2", Optional.of("e2"));
        long before = store().read(r -> r.changes().last());

        PatientMerges.Moved moved = merge("p1", "p2");

        assertThat(moved.moved())
                .containsEntry("document", 1)
                .containsEntry("encounter", 1)
                .containsEntry("appointment", 1);
        assertThat(moved.documents()).containsExactly(moves.id());
        assertThat(documentsOf("p1")).containsExactly("d-moves", "d-own");
        assertThat(documentsOf("p2")).isEmpty();
        assertThat(store().<List<Change>>read(r -> r.changes().after(before, 10)))
                .as("search hears of what moved, and of nothing else")
                .extracting(Change::document)
                .containsExactly(moves.id());
        assertThat(store().<Document>read(r -> r.documents().find(moves.id()).orElseThrow())
                        .version())
                .isEqualTo(moves.version() + 1);
        assertThat(store().<Document>read(r -> r.documents().find(own.id()).orElseThrow()))
                .isEqualTo(own);
        assertThat(store().<List<Encounter>>read(r -> r.encounters().of(new PatientId("p1"))))
                .hasSize(2);

        assertThat(patientNow("p2").mergedInto()).contains(new PatientId("p1"));
        assertThat(patientNow("p2").mrn()).isEqualTo("200");
        assertThat(store().<Optional<Patient>>read(r -> r.patients().resolve(new PatientId("p2"))))
                .contains(patientNow("p1"));
        assertThat(store().<Optional<Patient>>read(r -> r.patients().byMrn(HERE, "200")))
                .contains(patientNow("p1"));
        for (String words : List.of("", "doe", "maidenly", "200", "1950-01-13", "maidenly 100")) {
            assertThat(found(words)).as(words).containsExactly("p1");
        }
        assertThat(store().<List<Patient>>read(r -> r.patientMerges().partsOf(new PatientId("p1"))))
                .containsExactly(patientNow("p2"));
        assertThat(store().<List<PatientChange>>read(r -> r.patients().history(new PatientId("p1")))
                        .getFirst()
                        .kind())
                .isEqualTo(PatientChange.Kind.TOOK_IN);
        assertThat(store().<List<PatientChange>>read(r -> r.patients().history(new PatientId("p2")))
                        .getFirst()
                        .provenance())
                .contains(BY_CLERK);
    }

    @Test
    void nothingIsPutIntoAChartThatIsPartOfAnother() {
        twoCharts();
        Document loose = receive(store(), "loose");
        merge("p1", "p2");

        assertThatThrownBy(() -> change(r -> r.documents().update(filed(loose, "p2", Optional.empty()))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("merged");
        assertThatThrownBy(() -> change(r -> r.encounters().add(visit("e9", "p2"))))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> change(r -> r.patients()
                        .update(r.patients().find(new PatientId("p2")).orElseThrow())))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("take the merge back first");
        assertThatThrownBy(() -> change(r -> r.patients().add(patient("p9", "200", "New", "One", "2000-02-02"))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("number is taken");
    }

    @Test
    void mergesAreRefusedWhereTheyWouldCloseACircleOrHangBelowAnother() {
        twoCharts();
        change(r -> r.patients().add(patient("p3", "300", "Doe", "J", "1950-01-31")));
        merge("p1", "p2");

        for (List<String> pair :
                List.of(List.of("p2", "p1"), List.of("p3", "p2"), List.of("p2", "p3"), List.of("p1", "p1"))) {
            assertThatThrownBy(() -> merge(pair.get(0), pair.get(1))).isInstanceOf(ConflictException.class);
        }
        assertThatThrownBy(() -> unmerge("p1")).isInstanceOf(ConflictException.class);
        merge("p3", "p1");
        assertThat(found("200")).containsExactly("p3");
        assertThatThrownBy(() -> unmerge("p2"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("that merge back first");
        unmerge("p1");
        unmerge("p2");
        assertThat(found("")).containsExactlyInAnyOrder("p1", "p2", "p3");
    }

    @Test
    void takingAMergeBackLeavesWhatCameSinceForAPersonToDecide() {
        twoCharts();
        Document own = filed("own", "p1", Optional.empty());
        Document back = filed("back", "p2", Optional.of("e2"));
        Document visited = filed("visited", "p2", Optional.empty());
        Document left = filed("left", "p2", Optional.empty());
        merge("p1", "p2");
        Document later = filed("later", "p1", Optional.of("e2"));
        change(r -> {
            r.documents().update(filed(r.documents().find(visited.id()).orElseThrow(), "p1", Optional.of("e1")));
            r.documents().update(with(r.documents().find(left.id()).orElseThrow(), Stage.READ, Optional.empty()));
        });

        PatientMerges.Moved moved = unmerge("p2");

        assertThat(moved.documents()).containsExactly(back.id());
        assertThat(moved.staying()).containsExactly(visited.id(), later.id());
        assertThat(moved.elsewhere()).containsExactly(left.id());
        assertThat(documentsOf("p1")).containsExactly("d-later", "d-own", "d-visited");
        assertThat(documentsOf("p2")).containsExactly("d-back");
        assertThat(store().<Document>read(r -> r.documents().find(later.id()).orElseThrow())
                        .encounter())
                .as("the visit went back")
                .isEmpty();
        assertThat(store().<Document>read(r -> r.documents().find(back.id()).orElseThrow())
                        .encounter())
                .contains(new EncounterId("e2"));
        assertThat(store().<List<DocumentId>>read(r -> r.patientMerges().undecided("m-p2")))
                .containsExactly(visited.id(), later.id());
        change(r -> r.documents().update(filed(r.documents().find(later.id()).orElseThrow(), "p2", Optional.of("e2"))));
        assertThat(store().<List<DocumentId>>read(r -> r.patientMerges().undecided("m-p2")))
                .containsExactly(visited.id());
        assertThat(own.version()).isEqualTo(2);
        assertThat(found("maidenly")).containsExactly("p2");
        assertThat(store().<List<PatientMerge>>read(r -> r.patientMerges().of(new PatientId("p1"))))
                .singleElement()
                .satisfies(merge -> assertThat(merge.undone()).contains(BY_CLERK));
    }

    @Test
    void whateverWasMergedIsPutBackExactly() {
        java.util.random.RandomGenerator chance =
                java.util.random.RandomGeneratorFactory.getDefault().create(20260302);
        List<String> people = List.of("p1", "p2", "p3", "p4");
        change(r -> people.forEach(id -> r.patients().add(patient(id, "MR" + id, "Doe" + id, "Jane", "1950-02-02"))));
        for (int i = 0; i < 60; i++) {
            String id = people.get(chance.nextInt(people.size()));
            int row = i;
            Optional<String> visit = Optional.of("e" + row).filter(each -> row % 2 == 0);
            visit.ifPresent(each -> change(r -> r.encounters().add(visit(each, id))));
            filed("x" + row, id, visit);
        }
        Map<String, List<String>> before = charts(people);

        List<String> loose = new ArrayList<>(people);
        List<String> merges = new ArrayList<>();
        while (loose.size() > 1) {
            String survivor = loose.get(chance.nextInt(loose.size()));
            String merged = loose.stream()
                    .filter(each -> !each.equals(survivor))
                    .toList()
                    .get(chance.nextInt(loose.size() - 1));
            store().write(r -> r.patientMerges()
                    .merge("n" + merges.size(), new PatientId(survivor), new PatientId(merged), BY_CLERK));
            merges.add(merged);
            loose.remove(merged);
        }
        assertThat(documentsOf(loose.getFirst())).hasSize(60);
        for (String merged : merges.reversed()) {
            PatientMerges.Moved moved = unmerge(merged);
            assertThat(moved.staying()).isEmpty();
            assertThat(moved.elsewhere()).isEmpty();
        }

        assertThat(charts(people)).isEqualTo(before);
        for (String id : people) {
            assertThat(found("doe" + id)).containsExactly(id);
        }
    }

    /** All that stands in the charts, but for what counts changes. */
    private Map<String, List<String>> charts(List<String> people) {
        Map<String, List<String>> charts = new java.util.TreeMap<>();
        store().read(r -> {
            for (String id : people) {
                PatientId patient = new PatientId(id);
                List<String> lines = new ArrayList<>();
                lines.add(r.patients()
                        .find(patient)
                        .map(each -> each.name() + each.mrn())
                        .orElseThrow());
                r.encounters().of(patient).forEach(each -> lines.add(each.toString()));
                r.documents()
                        .latest(
                                HERE,
                                new DocumentFilter(Set.of(), Set.of(), Optional.of(patient), Optional.empty()),
                                Optional.empty(),
                                200)
                        .items()
                        .forEach(each ->
                                lines.add(each.id() + " " + each.encounter() + " " + each.stage() + each.type()));
                charts.put(id, lines);
            }
            return true;
        });
        return charts;
    }

    // Duplicates

    private static DuplicatePair pair(String one, String other, double bits) {
        return DuplicatePair.found(
                "dup-" + one + other, new PatientId(one), new PatientId(other), bits, Map.of("family", "SAME"));
    }

    private List<String> openPairs() {
        return store().<List<String>>read(
                        r -> r.duplicates().list(HERE, DuplicatePair.State.OPEN, Optional.empty(), 10).items().stream()
                                .map(DuplicatePair::id)
                                .toList());
    }

    @Test
    void offersLikelyDuplicatesUntilTheyAreDecidedOrUnlikely() {
        change(r -> {
            for (String id : List.of("p1", "p2", "p3", "p4")) {
                r.patients().add(patient(id, "MR" + id, "Doe", "Jane", "1950-02-02"));
            }
            r.duplicates()
                    .offer(
                            new PatientId("p1"),
                            List.of(pair("p1", "p2", 20), pair("p3", "p1", 30), pair("p1", "p4", 9)));
        });
        assertThat(openPairs()).containsExactly("dup-p3p1", "dup-p1p2", "dup-p1p4");
        assertThat(store().<Integer>read(r -> r.duplicates().open(HERE))).isEqualTo(3);

        change(r -> {
            r.duplicates().decide(pair("p1", "p2", 20).in(DuplicatePair.State.NOT_SAME), BY_CLERK);
            r.duplicates().offer(new PatientId("p1"), List.of(pair("p1", "p2", 40), pair("p1", "p3", 31)));
        });
        assertThat(openPairs()).containsExactly("dup-p3p1");
        assertThat(store().<java.util.Set<PatientId>>read(r -> r.duplicates().notSame(new PatientId("p2"))))
                .containsExactly(new PatientId("p1"));
        assertThat(store().<Optional<DuplicatePair>>read(
                                r -> r.duplicates().between(new PatientId("p2"), new PatientId("p1"))))
                .hasValueSatisfying(kept -> {
                    assertThat(kept.state()).isEqualTo(DuplicatePair.State.NOT_SAME);
                    assertThat(kept.decided()).contains(BY_CLERK);
                });

        merge("p3", "p1");
        assertThat(openPairs()).as("a merged chart is nobody's duplicate").isEmpty();
    }

    // Encounters

    @Test
    void keepsEncountersAndAppointments() {
        PatientId jane = new PatientId("p1");
        Encounter visit = new Encounter(
                new EncounterId("e1"), jane, HERE, "office visit", NOON, Optional.empty(), "Dr. Ames", "cough");
        Appointment booked = new Appointment(
                new AppointmentId("ap1"),
                jane,
                HERE,
                NOON.plusSeconds(60),
                Duration.ofMinutes(20),
                "Dr. Ames",
                "check-up",
                "booked",
                "SCH-9");
        Appointment cancelled = new Appointment(
                new AppointmentId("ap2"), jane, HERE, booked.start(), booked.length(), "", "", "cancelled", "SCH-9");
        change(r -> {
            r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31"));
            r.encounters().add(visit);
            r.encounters().put(booked);
            r.encounters().put(cancelled);
        });

        assertThat(store().<Optional<Encounter>>read(r -> r.encounters().find(visit.id())))
                .contains(visit);
        assertThat(store().<List<Encounter>>read(r -> r.encounters().of(jane))).containsExactly(visit);
        List<Appointment> kept = store().read(r -> r.encounters().appointments(HERE, NOON, NOON.plusSeconds(61)));
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().id()).isEqualTo(booked.id());
        assertThat(kept.getFirst().status()).isEqualTo("cancelled");
        assertThat(store().<List<Appointment>>read(r -> r.encounters().appointments(jane)))
                .isEqualTo(kept);
        assertThat(store().<List<Appointment>>read(r -> r.encounters().appointments(new PatientId("p2"))))
                .isEmpty();
        assertThat(store().<List<Appointment>>read(r -> r.encounters().appointments(HERE, NOON, NOON.plusSeconds(60))))
                .isEmpty();
    }

    @Test
    void findsAnAppointmentByItsNumbersAndKeepsItsOwn() {
        PatientId jane = new PatientId("p1");
        Appointment booked = new Appointment(
                new AppointmentId("ap1"), jane, HERE, NOON, Duration.ofMinutes(20), "Dr. Ames", "", "booked", "SCH-9");
        Appointment moved = new Appointment(
                new AppointmentId("ap2"),
                jane,
                HERE,
                NOON.plusSeconds(600),
                Duration.ofMinutes(30),
                "Dr. Ames",
                "",
                "booked",
                "SCH-9");
        change(r -> {
            r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31"));
            r.encounters().put(booked);
        });
        Appointment kept = store().write(r -> r.encounters().put(moved));

        assertThat(kept.id()).isEqualTo(booked.id());
        assertThat(kept.start()).isEqualTo(moved.start());
        assertThat(store().<Optional<Appointment>>read(r -> r.encounters().appointment(booked.id())))
                .contains(kept);
        assertThat(store().<Optional<Appointment>>read(r -> r.encounters().appointment(HERE, "SCH-9")))
                .contains(kept);
        assertThat(store().<Optional<Appointment>>read(r -> r.encounters().appointment(HERE, "")))
                .isEmpty();
    }

    // Communications

    private static Communication call(String id, Optional<Communication.FollowUp> followUp, int version) {
        return new Communication(
                new CommunicationId(id),
                new PatientId("p1"),
                HERE,
                Communication.Way.PHONE,
                Communication.Direction.INCOMING,
                "",
                "",
                NOON,
                "Asks for the result",
                "Wants to be called back.",
                "",
                "",
                followUp,
                Optional.empty(),
                List.of(new DocumentId("d1"), new DocumentId("d2")),
                "",
                CLERK,
                NOON.plusSeconds(60),
                version);
    }

    @Test
    void findsCommunicationsByPartsOfWordsWithoutTakingSignsForWildcards() {
        Communication one = call("c1", Optional.empty(), 1);
        Communication other = call("c2", Optional.empty(), 1);
        change(r -> {
            r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31"));
            r.communications().add(one);
            r.communications().add(other);
        });
        assertThat(store().<List<Communication>>read(
                                r -> r.communications().saying(HERE, List.of("CALLED", "resu"), 1)))
                .as("the latest first, as many as are wanted")
                .containsExactly(other);
        assertThat(store().<List<Communication>>read(r -> r.communications().saying(HERE, List.of("called", "mri"), 5)))
                .isEmpty();
        assertThat(store().<List<Communication>>read(r -> r.communications().saying(HERE, List.of("_", "%"), 5)))
                .isEmpty();
        assertThat(store().<List<Communication>>read(r -> r.communications()
                        .perhapsSaying(
                                HERE, Optional.empty(), List.of(List.of("mri", "res_lt"), List.of("doe", "%")), 5)))
                .as("one of each, also of the patient's name")
                .containsExactly(other, one);
        assertThat(store().<List<Communication>>read(r -> r.communications()
                        .perhapsSaying(HERE, Optional.of(new PatientId("p2")), List.of(List.of("result")), 5)))
                .isEmpty();
    }

    @Test
    void addsVersionsOfACommunicationAndNeverChangesOne() {
        LocalDate tomorrow = LocalDate.of(2026, 3, 3);
        Communication first = call(
                "c1", Optional.of(new Communication.FollowUp(tomorrow, Optional.empty(), "call", Optional.empty())), 1);
        Communication done = call(
                "c1",
                Optional.of(new Communication.FollowUp(tomorrow, Optional.of(CLERK), "call", Optional.of(NOON))),
                1);
        change(r -> {
            r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31"));
            r.communications().add(first);
        });
        assertThat(store().<List<Communication>>read(r -> r.communications().open(HERE)))
                .containsExactly(first);

        Communication second = store().write(r -> r.communications().update(done));

        assertThat(second.version()).isEqualTo(2);
        assertThat(store().<List<Communication>>read(r -> r.communications().versions(first.id())))
                .containsExactly(first, second);
        assertThat(store().<List<Communication>>read(r -> r.communications().of(new PatientId("p1"))))
                .containsExactly(second);
        assertThat(store().<List<Communication>>read(r -> r.communications().open(HERE)))
                .isEmpty();
        assertThatThrownBy(() -> store().write(r -> r.communications().update(done)))
                .isInstanceOf(ConflictException.class);
    }

    // Saved searches

    private static final UserId CLINICIAN = new UserId("clinician");

    private static SavedSearch search(String id, UserId owner, String name, Set<Role> sharedWith, int version) {
        return new SavedSearch(
                new SavedSearchId(id),
                owner,
                name,
                "knee OR \"left hip\"",
                Map.of("kind", List.of("FAX", "SCAN"), "from", List.of("2026-01-01")),
                true,
                sharedWith,
                NOON,
                version);
    }

    private void addPeople() {
        change(r -> {
            r.accounts().add(new UserAccount(CLERK, "pat", "Pat Clerk", Set.of(Role.INTAKE), Optional.empty(), false));
            r.accounts()
                    .add(new UserAccount(
                            CLINICIAN, "ames", "Dr. Ames", Set.of(Role.CLINICIAN), Optional.empty(), false));
        });
    }

    @Test
    void keepsSearchesOfEachPersonByNameAndListsWhatIsShared() {
        addPeople();
        SavedSearch knees = search("s1", CLERK, "Knees", Set.of(Role.CLINICIAN, Role.RECORDS_CLERK), 1);
        SavedSearch hips = search("s2", CLERK, "hips", Set.of(), 1);
        change(r -> {
            r.savedSearches().add(knees);
            r.savedSearches().add(hips);
            r.savedSearches().add(search("s3", CLINICIAN, "knees", Set.of(), 1));
        });

        assertThat(store().<List<SavedSearch>>read(r -> r.savedSearches().of(CLERK)))
                .containsExactly(hips, knees);
        assertThat(store().<List<SavedSearch>>read(r -> r.savedSearches().shared()))
                .containsExactly(knees);
        assertThatThrownBy(() -> change(r -> r.savedSearches().add(search("s4", CLERK, "KNEES ", Set.of(), 1))))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> change(r -> r.savedSearches().update(search("s2", CLERK, "knees", Set.of(), 2))))
                .isInstanceOf(ConflictException.class);

        SavedSearch renamed = search("s2", CLERK, "Hips of this year", Set.of(Role.INTAKE), 2);
        change(r -> {
            r.savedSearches().update(renamed);
            r.savedSearches().remove(knees.id());
        });
        assertThat(store().<List<SavedSearch>>read(r -> r.savedSearches().of(CLERK)))
                .containsExactly(renamed);
        assertThat(store().<Optional<SavedSearch>>read(r -> r.savedSearches().find(knees.id())))
                .isEmpty();
    }

    private int unseen(SearchAlert alert, boolean closedToo) {
        return store().read(r -> r.searchAlerts().unseen(alert.search(), alert.person(), closedToo, 500));
    }

    private List<DocumentId> alerted(SearchAlert alert, boolean unseen) {
        return store()
                .<List<SearchAlert.Match>>read(
                        r -> r.searchAlerts().matches(alert.search(), alert.person(), unseen, Long.MAX_VALUE, 10))
                .stream()
                .map(SearchAlert.Match::document)
                .toList();
    }

    @Test
    void anAlertTellsWhatBeganToMatchAndNeverWhatItKnewFromTheStart() {
        addPeople();
        Document known = receive(store(), "known");
        Document one = receive(store(), "one");
        Document two = receive(store(), "two");
        SearchAlert alert = new SearchAlert(new SavedSearchId("s1"), CLINICIAN, NOON);
        SearchAlert other = new SearchAlert(new SavedSearchId("s1"), CLERK, NOON);
        change(r -> {
            r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31"));
            for (Document document : List.of(known, one, two)) {
                r.documents().update(with(document, Stage.READ, Optional.empty()));
            }
            r.savedSearches().add(search("s1", CLERK, "Knees", Set.of(Role.CLINICIAN), 1));
            r.searchAlerts().set(alert, List.of(known.id()));
            r.searchAlerts().set(other, List.of());
            r.searchAlerts().began(alert, Map.of(known.id(), 8L, one.id(), 9L, two.id(), 10L), NOON);
            r.searchAlerts().began(alert, Map.of(one.id(), 11L), NOON);
            r.searchAlerts().moveTo(11);
        });

        assertThat(store().<List<SearchAlert>>read(r -> r.searchAlerts().all())).containsExactly(alert, other);
        assertThat(store().<Map<SearchAlert, Set<DocumentId>>>read(
                                r -> r.searchAlerts().knowing(List.of(known.id(), two.id(), new DocumentId("d-9")))))
                .isEqualTo(Map.of(alert, Set.of(known.id(), two.id())));
        assertThat(alerted(alert, true)).as("the latest first").containsExactly(two.id(), one.id());
        assertThat(alerted(other, false)).isEmpty();
        assertThat(store().<Long>read(r -> r.searchAlerts().position())).isEqualTo(11);

        change(r -> r.searchAlerts().seenUpTo(alert.search(), CLINICIAN, 9, NOON));
        assertThat(alerted(alert, true)).containsExactly(two.id());
        assertThat(alerted(alert, false)).containsExactly(two.id(), one.id());
        change(r -> r.searchAlerts().seen(alert.search(), CLINICIAN, one.id(), false, NOON));
        assertThat(unseen(alert, true)).isEqualTo(2);

        change(r -> r.searchAlerts().ended(alert, List.of(two.id())));
        assertThat(alerted(alert, false)).containsExactly(one.id());
        change(r -> r.searchAlerts().set(alert, List.of(one.id())));
        assertThat(alerted(alert, false)).as("set anew, nothing is new").isEmpty();

        change(r -> r.savedSearches().remove(alert.search()));
        assertThat(store().<List<SearchAlert>>read(r -> r.searchAlerts().all())).isEmpty();
        change(r -> r.searchAlerts().began(alert, Map.of(two.id(), 12L), NOON));
        assertThat(alerted(alert, false)).isEmpty();
    }

    @Test
    void whatIsInAClosedChartOrNotToBeFoundNowDoesNotCount() {
        addPeople();
        Document open = receive(store(), "open");
        Document closed = receive(store(), "closed");
        Document wrong = receive(store(), "wrong");
        SearchAlert alert = new SearchAlert(new SavedSearchId("s1"), CLERK, NOON);
        change(r -> {
            Patient jane = patient("p1", "100", "Doe", "Jane", "1950-01-31");
            r.patients()
                    .add(new Patient(
                            jane.id(),
                            HERE,
                            jane.mrn(),
                            jane.name(),
                            jane.birthDate(),
                            jane.sex(),
                            "",
                            "",
                            Optional.empty(),
                            true,
                            1));
            r.documents().update(with(open, Stage.READ, Optional.empty()));
            r.documents().update(with(closed, Stage.FILED, Optional.of(jane.id())));
            r.documents().update(with(wrong, Stage.ENTERED_IN_ERROR, Optional.empty()));
            r.savedSearches().add(search("s1", CLERK, "Knees", Set.of(), 1));
            r.searchAlerts().set(alert, List.of());
            r.searchAlerts().began(alert, Map.of(open.id(), 1L, closed.id(), 2L, wrong.id(), 3L), NOON);
        });
        assertThat(unseen(alert, false)).isEqualTo(1);
        assertThat(unseen(alert, true)).isEqualTo(2);
    }

    // Preparations

    @Test
    void keepsWhatWasThereWhenAVisitWasPrepared() {
        AppointmentId visit = new AppointmentId("ap1");
        Prepared prepared = new Prepared(visit, CLERK, "Pat Clerk", NOON, List.of("document:d1"));
        change(r -> {
            r.patients().add(patient("p1", "100", "Doe", "Jane", "1950-01-31"));
            r.encounters()
                    .put(new Appointment(
                            visit, new PatientId("p1"), HERE, NOON, Duration.ofMinutes(20), "", "", "booked", "S1"));
            r.preparations().put(new Prepared(visit, CLERK, "Pat Clerk", NOON.minusSeconds(9), List.of()));
            r.preparations().put(prepared);
        });
        assertThat(store().<Optional<Prepared>>read(r -> r.preparations().of(visit)))
                .contains(prepared);
        change(r -> r.preparations().remove(visit));
        assertThat(store().<Optional<Prepared>>read(r -> r.preparations().of(visit)))
                .isEmpty();
    }

    @Test
    void keepsTheOfficesChartRulesByVersion() {
        ChartRules own = new ChartRules(
                List.of(new ChartRules.Expected("office visit", "Visit note", List.of("11506-3"), 48)),
                List.of(new ChartRules.Valid("Insurance card", List.of("64290-0"), 12)),
                List.of("11506-3"),
                List.of("11502-2"),
                3,
                0);
        assertThat(store().<Optional<ChartRules>>read(r -> r.preparations().rules()))
                .isEmpty();
        ChartRules kept = store().write(r -> r.preparations().putRules(own, CLERK, NOON));
        assertThat(kept).isEqualTo(own.withVersion(1));
        assertThat(store().<Optional<ChartRules>>read(r -> r.preparations().rules()))
                .contains(kept);
        assertThatThrownBy(() -> store().write(r -> r.preparations().putRules(own, CLERK, NOON)))
                .isInstanceOf(ConflictException.class);
    }

    // Dictations

    private static TranscriptVersion version(DocumentId document, int number, TranscriptState state) {
        return new TranscriptVersion(
                document,
                number,
                state,
                new Transcript(
                        "vosk",
                        "small-en",
                        61_000,
                        List.of(new SpokenWord("aspirin", 0.5, 1.25, 0.75)),
                        "Aspirin.",
                        List.of(new TextEdit("aspirin", "Aspirin.", "sentence", 0, 0)),
                        List.of(new NoteSection("Plan", "18776-5", "Aspirin."))),
                CLERK,
                NOON,
                "");
    }

    @Test
    void keepsTheVersionsOfANoteAndFreezesItWhenSigned() {
        DocumentId id = receive(store(), "one").id();
        Dictation dictation = new Dictation(
                id,
                CLERK,
                "Progress note",
                Optional.of(NOON.plusSeconds(60)),
                61_000,
                Optional.of(blob("peaks")),
                Optional.of(blob("opus")));
        change(r -> {
            r.dictations().add(dictation);
            r.dictations().addVersion(version(id, 1, TranscriptState.DRAFT));
        });
        assertThatThrownBy(() -> change(r -> r.dictations().addVersion(version(id, 3, TranscriptState.DRAFT))))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> change(r -> r.dictations().addAddendum(new Addendum(id, 1, "x", CLERK, NOON))))
                .isInstanceOf(ConflictException.class);
        change(r -> r.dictations().addVersion(version(id, 2, TranscriptState.SIGNED)));
        assertThatThrownBy(() -> change(r -> r.dictations().addVersion(version(id, 3, TranscriptState.DRAFT))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("addendum");
        Addendum addendum = new Addendum(id, 1, "Allergic to penicillin.", CLERK, NOON);
        change(r -> r.dictations().addAddendum(addendum));

        assertThat(store().<Optional<Dictation>>read(r -> r.dictations().find(id)))
                .contains(dictation);
        assertThat(store().<List<TranscriptVersion>>read(r -> r.dictations().versions(id)))
                .containsExactly(version(id, 1, TranscriptState.DRAFT), version(id, 2, TranscriptState.SIGNED));
        assertThat(store().<Optional<TranscriptVersion>>read(r -> r.dictations().latest(id)))
                .contains(version(id, 2, TranscriptState.SIGNED));
        assertThat(store().<List<Addendum>>read(r -> r.dictations().addenda(id)))
                .containsExactly(addendum);
        assertThat(references())
                .containsKeys(blob("peaks").ref().value(), blob("opus").ref().value());

        change(r -> r.dictations()
                .update(new Dictation(id, CLERK, "Consult", Optional.empty(), 1, Optional.empty(), Optional.empty())));
        assertThat(references())
                .doesNotContainKeys(
                        blob("peaks").ref().value(), blob("opus").ref().value());
    }

    // Accounts

    @Test
    void keepsAccountsAndTheirCredentials() {
        UserAccount ann = new UserAccount(
                new UserId("u1"),
                "Ann",
                "Ann Ames",
                Set.of(Role.CLINICIAN, Role.PRIVACY_OFFICER),
                Optional.of("$argon2id$v=19$…"),
                false);
        UserAccount worker =
                new UserAccount(new UserId("u2"), "worker", "Worker", Set.of(Role.WORKER), Optional.empty(), true);
        Credential token = new Credential("ab".repeat(32), ann.id(), "token", "phone", NOON, NOON, NOON.plus(MINUTE));
        change(r -> {
            r.accounts().add(worker);
            r.accounts().add(ann);
            r.accounts().addCredential(token);
        });

        assertThat(store().<Optional<UserAccount>>read(r -> r.accounts().byLogin("aNN")))
                .contains(ann);
        assertThat(store().<List<UserAccount>>read(r -> r.accounts().all())).containsExactly(ann, worker);
        assertThatThrownBy(() -> change(r -> r.accounts()
                        .add(new UserAccount(new UserId("u3"), "ANN", "", Set.of(), Optional.empty(), false))))
                .isInstanceOf(ConflictException.class);
        assertThat(store().<Optional<Credential>>read(r -> r.accounts().credential(token.secretSha256())))
                .contains(token);
        change(r -> r.accounts().touchCredential(token.secretSha256(), NOON.plusSeconds(9), NOON.plusSeconds(99)));
        assertThat(store().read(r -> r.accounts().credential(token.secretSha256()))
                        .orElseThrow()
                        .expiresAt())
                .isEqualTo(NOON.plusSeconds(99));
        change(r -> r.accounts().removeCredential(token.secretSha256()));
        assertThat(store().<Optional<Credential>>read(r -> r.accounts().credential(token.secretSha256())))
                .isEmpty();
        UserAccount locked = new UserAccount(ann.id(), "ann", "Ann", Set.of(), Optional.empty(), true);
        change(r -> r.accounts().update(locked));
        assertThat(store().<Optional<UserAccount>>read(r -> r.accounts().find(ann.id())))
                .contains(locked);
    }

    private Optional<SecondFactor> factor(UserId of) {
        return store().read(r -> r.accounts().secondFactor(of));
    }

    @Test
    void aSecondFactorIsInUseOnceItWasConfirmed() {
        addPeople();
        assertThat(factor(CLERK)).isEmpty();
        assertThatThrownBy(() -> change(r -> r.accounts().confirmSecondFactor(CLERK, NOON, 7, List.of())))
                .isInstanceOf(ConflictException.class);
        assertThat(store().<Boolean>write(r -> r.accounts().spendStep(CLERK, 7)))
                .isFalse();

        change(r -> r.accounts().offerSecondFactor(CLERK, "first"));
        change(r -> r.accounts().offerSecondFactor(CLERK, "second"));
        assertThat(factor(CLERK))
                .contains(new SecondFactor(CLERK, Optional.empty(), Optional.of("second"), Optional.empty(), 0, 0));
        assertThat(store().<Boolean>write(r -> r.accounts().spendStep(CLERK, 7)))
                .isFalse();
        assertThat(store().<Set<UserId>>read(r -> r.accounts().withSecondFactor()))
                .isEmpty();

        change(r -> r.accounts().confirmSecondFactor(CLERK, NOON, 7, List.of("aa", "bb")));
        assertThat(factor(CLERK))
                .contains(new SecondFactor(CLERK, Optional.of("second"), Optional.empty(), Optional.of(NOON), 7, 2));
        assertThat(store().<Set<UserId>>read(r -> r.accounts().withSecondFactor()))
                .containsExactly(CLERK);
    }

    @Test
    void aStepAndARecoveryCodeAreTakenOnce() {
        addPeople();
        change(r -> {
            r.accounts().offerSecondFactor(CLERK, "sealed");
            r.accounts().confirmSecondFactor(CLERK, NOON, 7, List.of("aa", "bb"));
            r.accounts().offerSecondFactor(CLINICIAN, "sealed");
            r.accounts().confirmSecondFactor(CLINICIAN, NOON, 7, List.of("cc"));
        });
        assertThat(store().<List<Boolean>>write(r -> LongStream.of(7, 8, 8, 6, 9)
                        .mapToObj(step -> r.accounts().spendStep(CLERK, step))
                        .toList()))
                .containsExactly(false, true, false, false, true);
        assertThat(store().<List<Boolean>>write(r -> List.of("aa", "aa", "cc", "dd").stream()
                        .map(code -> r.accounts().spendRecoveryCode(CLERK, code, NOON))
                        .toList()))
                .containsExactly(true, false, false, false);
        assertThat(factor(CLERK).orElseThrow().recoveryCodes()).isEqualTo(1);

        change(r -> {
            r.accounts().offerSecondFactor(CLERK, "another");
            r.accounts().confirmSecondFactor(CLERK, NOON.plus(MINUTE), 11, List.of("ee"));
        });
        assertThat(store().<Boolean>write(r -> r.accounts().spendRecoveryCode(CLERK, "bb", NOON)))
                .as("a code of before")
                .isFalse();
        change(r -> r.accounts().removeSecondFactor(CLERK));
        assertThat(factor(CLERK)).isEmpty();
        assertThat(store().<Boolean>write(r -> r.accounts().spendRecoveryCode(CLERK, "ee", NOON)))
                .isFalse();
        assertThat(factor(CLINICIAN).orElseThrow().recoveryCodes()).isEqualTo(1);
    }

    @Test
    void theFirstTimeThatSomebodyWasAskedForASecondFactorCounts() {
        addPeople();
        change(r -> r.accounts().askForSecondFactor(CLERK, NOON));
        change(r -> r.accounts().askForSecondFactor(CLERK, NOON.plus(MINUTE)));
        assertThat(store().<Optional<Instant>>read(r -> r.accounts().askedForSecondFactor(CLERK)))
                .contains(NOON);
        assertThat(store().<Optional<Instant>>read(r -> r.accounts().askedForSecondFactor(CLINICIAN)))
                .isEmpty();
    }

    @Test
    void sessionsOfAnAccountEndButForOneAndTokensStay() {
        addPeople();
        for (String secret : List.of("aa", "bb", "cc")) {
            String kind = secret.equals("cc") ? "token" : "session";
            change(r ->
                    r.accounts().addCredential(new Credential(secret, CLERK, kind, "", NOON, NOON, NOON.plus(MINUTE))));
        }
        change(r -> r.accounts().addCredential(new Credential("dd", CLINICIAN, "session", "", NOON, NOON, NOON)));
        change(r -> r.accounts().removeSessions(CLERK, Optional.of("aa")));
        assertThat(store().<List<String>>read(r -> List.of("aa", "bb", "cc", "dd").stream()
                        .filter(secret -> r.accounts().credential(secret).isPresent())
                        .toList()))
                .containsExactly("aa", "cc", "dd");
        change(r -> r.accounts().removeSessions(CLERK, Optional.empty()));
        assertThat(store().<Optional<Credential>>read(r -> r.accounts().credential("aa")))
                .isEmpty();
    }

    // Audit

    @Test
    void numbersTheTrailWithoutGapsAndKeepsCanonicalBytes() {
        AuditEvent event = new AuditEvent(
                NOON.plusNanos(789),
                new Actor(CLERK, "Pat \"P\" Clerk", Role.RECORDS_CLERK, ""),
                AuditAction.FILE,
                "document",
                "d-1",
                Optional.of(new PatientId("p1")),
                Map.of("type", "18842-5", "dat", "2026\n\u0001é"));
        AuditEntry first = store().write(r -> r.audit().append(event));
        assertThatThrownBy(() -> change(r -> {
                    r.audit().append(event);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        AuditEntry second = store().write(r -> r.audit().append(event(NOON, "arrival", "a-1")));

        assertThat(first.sequence()).isEqualTo(1);
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(new String(first.canonical(), StandardCharsets.UTF_8))
                .isEqualTo("{\"action\":\"FILE\",\"actor\":{\"address\":\"\",\"name\":\"Pat \\\"P\\\" Clerk\","
                        + "\"role\":\"records-clerk\",\"user\":\"clerk\"},\"at\":\"2026-03-02T12:00:00.123456Z\","
                        + "\"details\":{\"dat\":\"2026\\n\\u0001é\",\"type\":\"18842-5\"},\"patient\":\"p1\","
                        + "\"sequence\":1,\"subject\":\"d-1\",\"subjectKind\":\"document\",\"v\":1}");
        List<AuditEntry> kept = store().read(r -> r.audit().entries(0, 10));
        assertThat(kept.get(0).canonical()).isEqualTo(first.canonical());
        assertThat(kept.get(0).event()).isEqualTo(first.event());
        assertThat(kept.get(1).event()).isEqualTo(second.event());
        assertThat(sequences(Optional.empty(), Optional.empty())).containsExactly(2L, 1L);
        assertThat(sequences(Optional.of(new PatientId("p1")), Optional.of(CLERK)))
                .containsExactly(1L);
        assertThat(sequences(Optional.empty(), Optional.of(new UserId("other"))))
                .isEmpty();
    }

    private void clinicians(String... ids) {
        change(r -> {
            r.patients().add(patient("p1", "MR1", "Testcase", "Tess", "1970-01-02"));
            r.patients().add(patient("p2", "MR2", "Testcase", "Tom", "1971-01-02"));
        });
        change(r -> {
            for (String id : ids) {
                r.accounts()
                        .add(new UserAccount(
                                new UserId(id), id, "Dr. " + id, Set.of(Role.CLINICIAN), Optional.empty(), false));
            }
        });
    }

    private Document filed(String name) {
        Document document = receive(store(), name);
        return store().write(r -> r.documents().update(with(document, Stage.FILED, Optional.of(new PatientId("p1")))));
    }

    private Review routed(String id, Document document, String to, Duration due) {
        Review review = new Review(
                new ReviewId(id),
                document.id(),
                new PatientId("p1"),
                new UserId(to),
                CLERK,
                false,
                NOON,
                Priority.URGENT,
                NOON.plus(due),
                "please look",
                Optional.empty(),
                "",
                Optional.empty(),
                Review.State.OPEN,
                Optional.empty(),
                1);
        change(r -> r.reviews().add(review));
        return review;
    }

    private List<String> waiting(String user, Duration later) {
        List<String> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Optional<String> from = cursor;
            Slice<Review> slice = store().read(
                            r -> r.reviews().waiting(Optional.of(new UserId(user)), false, NOON.plus(later), from, 2));
            slice.items().forEach(each -> all.add(each.id().value()));
            cursor = slice.next();
        } while (cursor.isPresent());
        return all;
    }

    @Test
    void listsWhatWaitsForReviewWithTheLateAndTheEscalatedFirstThenByTheirTime() {
        clinicians("ana", "ben");
        Document document = filed("one");
        routed("r-late", document, "ana", MINUTE.multipliedBy(5));
        routed("r-last", document, "ana", MINUTE.multipliedBy(60));
        routed("r-soon", document, "ana", MINUTE.multipliedBy(30));
        Review escalated = routed("r-escalated", document, "ben", MINUTE.multipliedBy(50));
        change(r -> r.reviews()
                .update(escalated.escalated(new Review.Escalation(NOON, new UserId("ana"), "Dr. ben is away."))));

        Duration later = MINUTE.multipliedBy(10);
        assertThat(waiting("ana", later)).containsExactly("r-late", "r-escalated", "r-soon", "r-last");
        assertThat(waiting("ben", later)).containsExactly("r-escalated");
        assertThat(store().<Reviews.Count>read(r -> r.reviews().count(new UserId("ana"), NOON.plus(later))))
                .isEqualTo(new Reviews.Count(4, 2));
        assertThat(store().<Slice<Review>>read(r ->
                                r.reviews().waiting(Optional.empty(), true, NOON.plus(later), Optional.empty(), 10))
                        .items())
                .extracting(each -> each.id().value())
                .containsExactly("r-late", "r-escalated");
    }

    @Test
    void tellsWhatWaitsForReviewOfOnePatient() {
        clinicians("ana", "ben");
        Document document = filed("one");
        routed("r-second", document, "ana", MINUTE.multipliedBy(30));
        routed("r-first", document, "ben", MINUTE);
        Review ended = routed("r-ended", document, "ana", MINUTE);
        change(r -> r.reviews()
                .update(ended.ended(Review.State.ACKNOWLEDGED, new Review.Ending(NOON, new UserId("ana"), ""))));
        assertThat(store().<List<Review>>read(r -> r.reviews().openOf(new PatientId("p1"))))
                .extracting(each -> each.id().value())
                .containsExactly("r-first", "r-second");
        assertThat(store().<List<Review>>read(r -> r.reviews().openOf(new PatientId("p2"))))
                .isEmpty();
    }

    @Test
    void keepsHowAReviewEndedAndRefusesWhoReadItBefore() {
        clinicians("ana", "ben");
        Document document = filed("one");
        Review first = routed("r-1", document, "ana", MINUTE);
        Review second = routed("r-2", document, "ana", MINUTE);
        assertThat(store().<Optional<Review>>read(r -> r.reviews().find(first.id())))
                .contains(first);
        Review ended = store().write(r -> r.reviews()
                .update(first.ended(
                        Review.State.ACTED_ON, new Review.Ending(NOON, new UserId("ben"), "called the patient"))));
        assertThat(ended.version()).isEqualTo(2);
        assertThatThrownBy(() -> change(r ->
                        r.reviews().update(first.ended(Review.State.ACKNOWLEDGED, new Review.Ending(NOON, CLERK, "")))))
                .isInstanceOf(ConflictException.class);
        change(r -> r.reviews()
                .update(second.ended(
                        Review.State.WITHDRAWN, new Review.Ending(NOON.plus(MINUTE), CLERK, "entered in error"))));
        assertThat(store().<List<Review>>read(r -> r.reviews().of(document.id())))
                .extracting(Review::state)
                .containsExactly(Review.State.ACTED_ON, Review.State.WITHDRAWN);
        Slice<Review> latest = store().read(r -> r.reviews()
                .ended(
                        Optional.of(new UserId("ana")),
                        Set.of(Review.State.ACTED_ON, Review.State.WITHDRAWN),
                        Optional.empty(),
                        1));
        assertThat(latest.items()).extracting(Review::id).containsExactly(second.id());
        assertThat(store().<Slice<Review>>read(r -> r.reviews()
                                .ended(
                                        Optional.of(new UserId("ben")),
                                        Set.of(Review.State.ACTED_ON, Review.State.WITHDRAWN),
                                        Optional.empty(),
                                        5))
                        .items())
                .as("who ended it finds it too")
                .containsExactly(ended);
        assertThat(store().<Slice<Review>>read(r -> r.reviews()
                                .ended(
                                        Optional.of(new UserId("ana")),
                                        Set.of(Review.State.ACTED_ON, Review.State.WITHDRAWN),
                                        latest.next(),
                                        5))
                        .items())
                .containsExactly(ended);
    }

    @Test
    void remembersWhoSawADocumentThatWaitsAtMostOnceAMinute() {
        clinicians("ana", "ben");
        Review review = routed("r-1", filed("one"), "ana", MINUTE);
        for (int seconds : new int[] {0, 30, 59, 61, 90, 125}) {
            change(r -> r.reviews().looked(review.id(), new UserId("ana"), NOON.plusSeconds(seconds)));
        }
        change(r -> r.reviews().looked(review.id(), new UserId("ben"), NOON.plusSeconds(10)));
        assertThat(store().<List<ReviewLook>>read(r -> r.reviews().looks(review.id())))
                .containsExactly(
                        new ReviewLook(new UserId("ana"), NOON),
                        new ReviewLook(new UserId("ben"), NOON.plusSeconds(10)),
                        new ReviewLook(new UserId("ana"), NOON.plusSeconds(61)),
                        new ReviewLook(new UserId("ana"), NOON.plusSeconds(125)));
    }

    @Test
    void findsReviewsWhoseDocumentIsNotInTheirChartAnyMore() {
        clinicians("ana");
        Document stays = filed("stays");
        Document out = filed("out");
        Document moved = filed("moved");
        Document error = filed("error");
        for (Document each : List.of(stays, out, moved, error)) {
            routed("r-" + each.id(), each, "ana", MINUTE);
        }
        assertThat(store().<List<Review>>read(r -> r.reviews().astray(10))).isEmpty();
        change(r -> {
            r.documents().update(with(out, Stage.READ, Optional.empty()));
            r.documents().update(with(moved, Stage.FILED, Optional.of(new PatientId("p2"))));
            r.documents().update(with(error, Stage.ENTERED_IN_ERROR, error.patient()));
        });
        List<Review> astray = store().read(r -> r.reviews().astray(10));
        assertThat(astray).extracting(Review::document).containsExactly(out.id(), moved.id(), error.id());
        change(r -> r.reviews()
                .update(astray.getFirst().following(out.id(), astray.getFirst().patient(), "Taken out")));
        assertThat(store().<List<Review>>read(r -> r.reviews().astray(10))).hasSize(2);
    }

    @Test
    void keepsWhatTheOfficeDecidedAboutReviewsAndWhatShipsUntilThen() {
        ReviewRules shipped = store().read(r -> r.reviews().rules());
        assertThat(shipped).isEqualTo(ReviewRules.SHIPPED);
        ReviewRules wanted = new ReviewRules(
                shipped.due(),
                shipped.workingDays(),
                Set.of(LocalDate.parse("2026-12-25")),
                List.of(new ReviewRules.Rule("11502-2", Optional.of(CLERK), Optional.of(Priority.URGENT))),
                List.of(new ReviewRules.Cover(CLERK, new UserId("ben"))),
                0);
        ReviewRules kept = store().write(r -> r.reviews().decide(wanted));
        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.rules()).isEqualTo(wanted.rules());
        assertThat(kept.covers()).isEqualTo(wanted.covers());
        assertThat(kept.closed()).isEqualTo(wanted.closed());
        assertThatThrownBy(() -> change(r -> r.reviews().decide(wanted))).isInstanceOf(ConflictException.class);
    }

    @Test
    void listsWhatIsToBeScannedAgainTheOldestFirstUntilItIsAnswered() {
        Document document = receive(store(), "one");
        Rescan first = new Rescan(
                new RescanId("s-1"), document.id(), List.of(2, 1, 2), "cut off", CLERK, NOON, Optional.empty(), 1);
        Rescan second =
                new Rescan(new RescanId("s-2"), document.id(), List.of(), "faint", CLERK, NOON, Optional.empty(), 1);
        change(r -> {
            r.paper().add(first);
            r.paper().add(second);
        });
        Slice<Rescan> open = store().read(r -> r.paper().rescans(false, Optional.empty(), 1));
        assertThat(open.items()).containsExactly(first);
        assertThat(open.items().getFirst().pages()).containsExactly(1, 2);
        assertThat(store().<Slice<Rescan>>read(r -> r.paper().rescans(false, open.next(), 1))
                        .items())
                .containsExactly(second);
        Rescan ended = store().write(r -> r.paper()
                .update(first.ended(
                        new Rescan.End(NOON, CLERK, Optional.of(document.arrival()), Optional.empty(), "scanned"))));
        assertThat(ended.version()).isEqualTo(2);
        assertThat(store().<Slice<Rescan>>read(r -> r.paper().rescans(true, Optional.empty(), 5))
                        .items())
                .containsExactly(ended);
        assertThat(store().<Integer>read(r -> r.paper().openRescans())).isEqualTo(1);
        assertThatThrownBy(() -> change(r -> r.paper()
                        .update(first.ended(new Rescan.End(NOON, CLERK, Optional.empty(), Optional.empty(), "no")))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void keepsWhereThePaperOfAnArrivalLiesOncePerArrivalAndWhoShreddedIt() {
        Document document = receive(store(), "one");
        Original original =
                new Original(new OriginalId("o-1"), document.arrival(), "Box 12", CLERK, NOON, Optional.empty(), 1);
        Original twice =
                new Original(new OriginalId("o-2"), document.arrival(), "Box 13", CLERK, NOON, Optional.empty(), 1);
        change(r -> r.paper().add(original));
        assertThatThrownBy(() -> change(r -> r.paper().add(twice))).isInstanceOf(ConflictException.class);
        Original moved = store().write(r -> r.paper().update(original.at("Shelf A")));
        Original gone =
                store().write(r -> r.paper().update(moved.gone(new Original.Shredded(NOON, CLERK, "certificate 7"))));
        assertThat(gone.place()).isEqualTo("Shelf A");
        change(r -> r.paper().add(twice));
        assertThat(store().<List<Original>>read(r -> r.paper().originalsOf(document.arrival())))
                .containsExactly(gone, twice);
        assertThat(store().<Slice<Original>>read(r -> r.paper().originals(true, Optional.empty(), 5))
                        .items())
                .containsExactly(gone);
        assertThat(store().<Slice<Original>>read(r -> r.paper().originals(false, Optional.empty(), 5))
                        .items())
                .containsExactly(twice);
    }

    @Test
    void tellsWhatWasDoneToOneThingLatestFirstAndInSlices() {
        change(r -> {
            r.audit().append(event(NOON, "document", "d-1"));
            r.audit().append(event(NOON, "document", "d-2"));
            r.audit().append(event(NOON, "arrival", "d-1"));
            r.audit().append(event(NOON, "document", "d-1"));
            r.audit().append(event(NOON, "document", "d-1"));
        });
        Slice<AuditEntry> first = store().read(r -> r.audit().about("document", "d-1", Optional.empty(), 2));
        assertThat(first.items()).extracting(AuditEntry::sequence).containsExactly(5L, 4L);
        Slice<AuditEntry> second = store().read(r -> r.audit().about("document", "d-1", first.next(), 2));
        assertThat(second.items()).extracting(AuditEntry::sequence).containsExactly(1L);
        assertThat(second.next()).isEmpty();
        assertThat(store().<Optional<AuditEntry>>read(r -> r.audit().firstAbout("document", "d-1")))
                .map(AuditEntry::sequence)
                .contains(1L);
        assertThat(store().<Optional<AuditEntry>>read(r -> r.audit().firstAbout("document", "d-3")))
                .isEmpty();
        assertThat(store().<Slice<AuditEntry>>read(r -> r.audit().about("document", "", Optional.empty(), 2))
                        .items())
                .isEmpty();
    }

    private List<Long> sequences(Optional<PatientId> patient, Optional<UserId> user) {
        return store().read(r -> r.audit().latest(patient, user, Optional.empty(), 10).items().stream()
                .map(AuditEntry::sequence)
                .toList());
    }

    // --- the filing desk

    private Document waiting(String name, Priority priority, Instant received) {
        Document document = receive(store(), name, priority, received);
        change(r -> r.documents().update(with(document, Stage.READ, Optional.empty())));
        return store().read(r -> r.documents().find(document.id()).orElseThrow());
    }

    private List<String> desk(FilingFilter filter, Instant now) {
        return store().read(r -> r.filings().waiting(HERE, filter, now, Optional.empty(), 50)).items().stream()
                .map(each -> each.id().value())
                .toList();
    }

    private static FilingFilter because(FilingReason reason) {
        return new FilingFilter(Set.of(), new FilingFilter.Owner.Anyone(), Set.of(reason));
    }

    @Test
    void theDeskShowsTheMostUrgentFirstThenTheOldestAndNothingThatDoesNotWait() {
        waiting("young", Priority.ROUTINE, NOON);
        waiting("old", Priority.ROUTINE, NOON.minus(MINUTE));
        waiting("stat", Priority.STAT, NOON);
        receive(store(), "unread");
        Document sound = receive(store(), "sound", DocumentKind.DICTATION);
        change(r -> r.documents().update(with(sound, Stage.READ, Optional.empty())));

        assertThat(desk(FilingFilter.ALL, NOON)).containsExactly("d-stat", "d-old", "d-young");
        assertThat(store().<Integer>read(r -> r.filings().countWaiting(HERE, NOON)))
                .isEqualTo(3);
    }

    @Test
    void theDeskPagesWithoutLosingOrRepeatingAnything() {
        for (int i = 0; i < 7; i++) {
            waiting("w" + i, i % 2 == 0 ? Priority.ROUTINE : Priority.URGENT, NOON.plusSeconds(i));
        }
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Optional<String> from = cursor;
            Slice<Document> slice = store().read(r -> r.filings().waiting(HERE, FilingFilter.ALL, NOON, from, 3));
            slice.items().forEach(each -> seen.add(each.id().value()));
            cursor = slice.next();
        } while (cursor.isPresent());

        assertThat(seen).containsExactly("d-w1", "d-w3", "d-w5", "d-w0", "d-w2", "d-w4", "d-w6");
        assertThatThrownBy(() -> store().read(
                                r -> r.filings().waiting(HERE, FilingFilter.ALL, NOON, Optional.of("none of ours"), 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClaimIsSeenWhileItHoldsAndNotAfterwards() {
        Document held = waiting("held", Priority.ROUTINE, NOON);
        waiting("free", Priority.ROUTINE, NOON);
        Claim claim = Claim.from(NOON, held.id(), CLERK, MINUTE);
        change(r -> r.documents().putClaim(claim));
        FilingFilter mine = new FilingFilter(Set.of(), new FilingFilter.Owner.Somebody(CLERK), Set.of());
        FilingFilter nobodys = new FilingFilter(Set.of(), new FilingFilter.Owner.Nobody(), Set.of());

        assertThat(desk(mine, NOON)).containsExactly("d-held");
        assertThat(desk(nobodys, NOON)).containsExactly("d-free");
        assertThat(desk(mine, NOON.plus(MINUTE))).isEmpty();
        assertThat(desk(nobodys, NOON.plus(MINUTE))).hasSize(2);

        change(r -> r.documents().putClaim(claim.renewed(NOON.plus(MINUTE), MINUTE)));
        assertThat(store().<Optional<Claim>>read(r -> r.documents().claim(held.id())))
                .contains(new Claim(held.id(), CLERK, NOON, NOON.plus(MINUTE.multipliedBy(2))));
        change(r -> r.documents().removeClaim(held.id()));
        assertThat(store().<Optional<Claim>>read(r -> r.documents().claim(held.id())))
                .isEmpty();
    }

    @Test
    void whereASenderSaysThatADocumentBelongsIsKeptOnce() {
        Document sent = waiting("sent", Priority.ROUTINE, NOON);
        FilingProposal said =
                new FilingProposal(sent.id(), Optional.empty(), Optional.of("11506-3"), "by the practice that sent it");
        change(r -> r.filings().propose(said));

        assertThat(store().<Optional<FilingProposal>>read(r -> r.filings().proposal(sent.id())))
                .contains(said);
        assertThatThrownBy(() -> change(r -> r.filings().propose(said))).isInstanceOf(ConflictException.class);
        assertThat(store().<Optional<FilingProposal>>read(r -> r.filings().proposal(new DocumentId("other"))))
                .isEmpty();
    }

    @Test
    void aClaimChangesNothingThatIsSearched() {
        Document held = waiting("held", Priority.ROUTINE, NOON);
        long before = store().read(r -> r.changes().last());
        change(r -> r.documents().putClaim(Claim.from(NOON, held.id(), CLERK, MINUTE)));
        change(r -> r.filings().log(held.id(), NOON, CLERK, new FilingStep.CallbackDone("")));

        assertThat(store().<Long>read(r -> r.changes().last())).isEqualTo(before);
    }

    @Test
    void theDeskIsFilteredByDoor() {
        waiting("uploaded", Priority.ROUTINE, NOON);
        FilingFilter folder =
                new FilingFilter(Set.of(Channel.WATCHED_FOLDER), new FilingFilter.Owner.Anyone(), Set.of());
        FilingFilter either = new FilingFilter(
                Set.of(Channel.WATCHED_FOLDER, Channel.UPLOAD), new FilingFilter.Owner.Anyone(), Set.of());

        assertThat(desk(folder, NOON)).isEmpty();
        assertThat(desk(either, NOON)).containsExactly("d-uploaded");
    }

    @Test
    void whatIsToBeCalledAboutStandsLastUntilItIsDue() {
        Document call = waiting("call", Priority.STAT, NOON);
        waiting("other", Priority.ROUTINE, NOON);
        Instant due = NOON.plus(MINUTE);
        FilingStep step = new FilingStep.Callback("Dr. Fernhollow", "555-0142", due, "which Ana is it?");
        change(r -> r.filings().log(call.id(), NOON, CLERK, step));

        assertThat(desk(FilingFilter.ALL, NOON)).containsExactly("d-other", "d-call");
        assertThat(desk(FilingFilter.ALL, due)).containsExactly("d-call", "d-other");
        assertThat(desk(because(FilingReason.CALLBACK), NOON)).containsExactly("d-call");
        assertThat(desk(because(FilingReason.CALLBACK), due)).isEmpty();
        assertThat(desk(because(FilingReason.CALLBACK_DUE), due)).containsExactly("d-call");
        assertThat(desk(because(FilingReason.TO_FILE), NOON)).containsExactly("d-other");
        assertThat(store().<Integer>read(r -> r.filings().countWaiting(HERE, NOON)))
                .isEqualTo(1);
        assertThat(store().<Integer>read(r -> r.filings().countWaiting(HERE, due)))
                .isEqualTo(2);
        assertThat(store().<FilingStep>read(
                                r -> r.filings().last(call.id()).orElseThrow().step()))
                .isEqualTo(step);
    }

    @Test
    void theDesksLogKeepsEveryStepLatestFirst() {
        Document paper = waiting("paper", Priority.ROUTINE, NOON);
        FilingStep misdirected =
                new FilingStep.Misdirected("555-0177", true, FilingStep.Fate.RETURNED, "for the practice next door");
        FilingStep back = new FilingStep.BroughtBack("it is ours");
        change(r -> r.filings().log(paper.id(), NOON, CLERK, misdirected));
        change(r -> r.filings().log(paper.id(), NOON, CLERK, back));

        assertThat(store().<List<FilingLine>>read(r -> r.filings().log(paper.id())))
                .extracting(FilingLine::step)
                .containsExactly(back, misdirected);
        assertThat(store().<List<FilingLine>>read(r -> r.filings().log(new DocumentId("d-nothing"))))
                .isEmpty();
    }

    @Test
    void aMoveIsFoundFromBothCharts() {
        change(r -> {
            r.patients().add(patient("p1", "M1", "Marsh", "Ada", "1970-01-02"));
            r.patients().add(patient("p2", "M2", "Marsh", "Ida", "1970-01-02"));
        });
        Document paper = waiting("paper", Priority.ROUTINE, NOON);
        PatientId from = new PatientId("p1");
        PatientId to = new PatientId("p2");
        change(r -> r.filings().log(paper.id(), NOON, CLERK, new FilingStep.Moved(from, to, "the twin's")));

        for (PatientId chart : List.of(from, to)) {
            assertThat(store().<List<FilingLine>>read(r -> r.filings().moves(chart, 10)))
                    .singleElement()
                    .extracting(FilingLine::step)
                    .isEqualTo(new FilingStep.Moved(from, to, "the twin's"));
        }
        assertThat(store().<List<FilingLine>>read(r -> r.filings().moves(new PatientId("p3"), 10)))
                .isEmpty();
    }

    @Test
    void aSecondLookWaitsUntilItIsDecidedOnce() {
        change(r -> r.patients().add(patient("p1", "M1", "Marsh", "Ada", "1970-01-02")));
        Document paper = waiting("paper", Priority.ROUTINE, NOON);
        PatientId chart = new PatientId("p1");
        SecondLook asked = store().write(
                        r -> r.filings().askSecondLook(paper.id(), chart, CLERK, NOON, SecondLook.Why.LOW_MARGIN));

        assertThat(asked.decision()).isEmpty();
        assertThat(store().read(r -> r.filings().openSecondLooks(HERE, Optional.empty(), 10))
                        .items())
                .containsExactly(asked);
        assertThat(store().<Integer>read(r -> r.filings().countOpenSecondLooks(HERE)))
                .isEqualTo(1);

        SecondLook.Decision decision = new SecondLook.Decision(
                SecondLook.Outcome.SENT_BACK, new UserId("other"), NOON.plus(MINUTE), "the birth date is another");
        change(r -> r.filings().decide(asked.number(), decision));
        assertThat(store().read(r -> r.filings().secondLook(paper.id()))
                        .orElseThrow()
                        .decision())
                .contains(decision);
        assertThat(store().<Integer>read(r -> r.filings().countOpenSecondLooks(HERE)))
                .isZero();
        assertThat(desk(because(FilingReason.SENT_BACK), NOON)).containsExactly("d-paper");
        assertThatThrownBy(() -> change(r -> r.filings().decide(asked.number(), decision)))
                .isInstanceOf(ConflictException.class);
    }

    private static FormTemplate form(String id, String name, int version) {
        FormArea area = new FormArea(0.1, 0.2, 0.3, 0.05);
        return new FormTemplate(
                new FormTemplateId(id),
                HERE,
                name,
                "MS-1",
                Optional.of(new DocumentType("59284-0", "Consent form")),
                8.5,
                11,
                Optional.of(blob("form" + id)),
                List.of(new FormWord("Name", area)),
                List.of(
                        new FormZone("Name", FormZone.Kind.TEXT, FormField.FAMILY_NAME, area, List.of()),
                        new FormZone(
                                "Sex",
                                FormZone.Kind.CHOICE,
                                FormField.SEX,
                                area,
                                List.of(new FormZone.Option("Female", area)))),
                false,
                CLERK,
                NOON,
                version);
    }

    @Test
    void keepsEveryVersionOfAFormAndItsImageAsLongAsAVersionNamesIt() {
        FormTemplate made = form("t1", "Consent", 1);
        change(r -> r.forms().add(made));
        assertThat(store().<Optional<FormTemplate>>read(r -> r.forms().find(made.id())))
                .contains(made);

        FormTemplate kept = store().write(r -> r.forms().update(form("t1", "Consent to treatment", 1)));
        assertThat(kept.version()).isEqualTo(2);
        assertThat(store().<List<FormTemplate>>read(r -> r.forms().versions(made.id())))
                .containsExactly(kept, made);
        assertThat(store().<List<FormTemplate>>read(r -> r.forms().templates(HERE)))
                .containsExactly(kept);
        assertThat(store().<Optional<Blob>>read(
                                r -> r.blobs().find(blob("formt1").ref())))
                .isPresent();
        assertThatThrownBy(() -> change(r -> r.forms().update(form("t1", "Late", 1))))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> change(r -> r.forms().add(form("t2", "consent TO treatment", 1))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("already");
    }

    @Test
    void keepsTheLastConfirmedValueOfEachZoneAndShowsItWithThePatientWhoseChartItIsIn() {
        Document document = receive(store(), "form");
        Patient patient = patient("p1", "100", "Marsh", "Ada", "1950-01-31");
        Patient other = patient("p2", "101", "Field", "Ben", "1951-01-31");
        FormTemplate template = form("t1", "Intake", 1);
        change(r -> {
            r.patients().add(patient);
            r.patients().add(other);
            r.forms().add(template);
            r.forms().confirm(value(document, patient, "Penicillin"));
            r.forms().confirm(value(document, patient, "Sulfa"));
        });
        FormValue last = value(document, patient, "Sulfa");
        assertThat(store().<List<FormValue>>read(r -> r.forms().of(document.id())))
                .containsExactly(last);
        assertThat(store().<List<FormValue>>read(r -> r.forms().of(patient.id())))
                .containsExactly(last);

        change(r -> r.documents().update(with(document, Stage.FILED, Optional.of(other.id()))));
        assertThat(store().<List<FormValue>>read(r -> r.forms().of(patient.id())))
                .isEmpty();
    }

    private static FormValue value(Document document, Patient patient, String value) {
        return new FormValue(
                document.id(),
                1,
                "Allergies",
                FormField.ALLERGIES,
                value,
                "raw",
                Optional.of(new Box(1, 2, 3, 4)),
                patient.id(),
                new FormTemplateId("t1"),
                1,
                CLERK,
                NOON);
    }

    @Test
    void listsAMissingSignatureUntilAPersonFindsItToBeThere() {
        Document document = receive(store(), "consent");
        Patient patient = patient("p1", "100", "Marsh", "Ada", "1950-01-31");
        MissingSignature missing = new MissingSignature(document.id(), 1, "Allergies", new FormTemplateId("t1"));
        change(r -> {
            r.patients().add(patient);
            r.forms().add(form("t1", "Consent", 1));
            r.forms().missing(document.id(), List.of(missing));
            r.forms().lookedTo(7);
        });
        assertThat(store().<List<MissingSignature>>read(r -> r.forms().missing(HERE, 10)))
                .containsExactly(missing);
        assertThat(store().<Long>read(r -> r.forms().lookedTo())).isEqualTo(7);

        change(r -> r.forms().confirm(value(document, patient, "present")));
        assertThat(store().<List<MissingSignature>>read(r -> r.forms().missing(HERE, 10)))
                .isEmpty();
        assertThat(store().<List<MissingSignature>>read(r -> r.forms().missing(document.id())))
                .containsExactly(missing);
        change(r -> r.forms().missing(document.id(), List.of()));
        assertThat(store().<List<MissingSignature>>read(r -> r.forms().missing(document.id())))
                .isEmpty();
    }
}
