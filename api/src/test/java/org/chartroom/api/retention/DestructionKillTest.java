package org.chartroom.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chartroom.api.House;
import org.chartroom.api.TestOffice;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.search.IndexFollower;
import org.chartroom.api.upkeep.Errand;
import org.chartroom.api.upkeep.Outcome;
import org.chartroom.api.upkeep.Upkeep;
import org.chartroom.api.upkeep.Watch;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Destruction;
import org.chartroom.models.record.DestructionId;
import org.chartroom.models.record.DestructionItem;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.ScheduleVersion;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.PageGeometry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destruction whose process is killed between its steps, again and again, leaves each document whole or a tombstone. */
@Tag("long")
final class DestructionKillTest {
    /** Nobody else writes this word. */
    private static final String WORD = "zephyranthes";

    private static final LocalDate LONG_AGO = LocalDate.of(2009, 4, 2);
    private static final DestructionId ID = new DestructionId("x-kill");
    private static final List<String> DUE = List.of("one", "two", "three", "four");
    private static final String NOT_DUE = "late";

    @TempDir
    Path data;

    @Test
    void eachDocumentIsWholeOrATombstoneWhereverTheProcessIsKilled() throws Exception {
        furnish();
        for (String moment : List.of(
                "emptying the records 0",
                "emptying the records 1",
                "emptying the records 1",
                "writing the index anew without them 0",
                "destroying the bytes 0")) {
            killedAt(moment);
            nothingIsHalfDestroyed(moment);
        }
        carryOut();
        try (House house = open()) {
            Destruction done =
                    house.store().read(records -> records.retention().find(ID)).orElseThrow();
            assertThat(done.state()).isEqualTo(Destruction.State.DONE);
            assertThat(done.items())
                    .filteredOn(item -> item.state() == DestructionItem.State.DESTROYED)
                    .extracting(item -> item.document().value())
                    .containsExactlyInAnyOrderElementsOf(DUE);
            assertThat(done.items())
                    .filteredOn(item -> item.state() == DestructionItem.State.KEPT)
                    .singleElement()
                    .satisfies(item -> assertThat(item.outcome()).contains("It is not due before"));
            assertThat(house.store()
                            .<List<?>>read(records -> records.retention().freed(ID)))
                    .isEmpty();
        }
        assertThat(new DestructionLog(data).read()).extracting(Destruction::id).containsExactly(ID);
        for (String name : DUE) {
            assertThat(filesSaying(WORD + name))
                    .as("files that say what %s said", name)
                    .isEmpty();
        }
        assertThat(filesSaying(WORD + NOT_DUE)).isNotEmpty();
    }

    private House open() throws IOException {
        return House.open(TestOffice.readable(data), Clock.systemUTC());
    }

    private static Upkeep upkeep(House house, IndexFollower follower) {
        follower.start();
        return house.upkeep(follower);
    }

    private static IndexFollower follower(House house) {
        return new IndexFollower(house.store(), house.index(), house.clock(), _ -> {});
    }

    /** Puts five records into the charts and has two persons want their destruction. */
    private void furnish() throws IOException {
        try (House house = open()) {
            Actor first = actor(house, "officer", Role.PRIVACY_OFFICER);
            Actor second = actor(house, "keeper", Role.ADMINISTRATOR);
            house.store().write(records -> {
                records.retention()
                        .addSchedule(new ScheduleVersion(
                                1,
                                Schedules.shipped()
                                        .written(new SiteSchedule(
                                                Set.of("US", "US-CA"),
                                                Set.of(),
                                                List.of(),
                                                Map.of(),
                                                Map.of(),
                                                null,
                                                false)),
                                second,
                                house.clock().instant()));
                return true;
            });
            List<DestructionItem> items = new ArrayList<>();
            for (String name : DUE) {
                items.add(item(filed(house, name, LONG_AGO)));
            }
            items.add(item(filed(house, NOT_DUE, LocalDate.of(2026, 2, 3))));
            house.store().write(records -> {
                Instant now = house.clock().instant();
                records.retention()
                        .add(new Destruction(
                                ID,
                                house.facility(),
                                "Due since 2016",
                                Destruction.State.PROPOSED,
                                first,
                                now,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                items,
                                1));
                return records.retention()
                        .update(records.retention().find(ID).orElseThrow().confirmed(second, now));
            });
            try (IndexFollower follower = follower(house)) {
                assertThat(verified(house, follower).ok()).isTrue();
            }
        }
    }

    private static Outcome verified(House house, IndexFollower follower) throws IOException {
        return upkeep(house, follower).run(new Errand.Verify(), Accounting.HOUSE, new Going((_, _) -> {}));
    }

    private static Actor actor(House house, String login, Role role) {
        UserId id = house.accounting()
                .create(Accounting.HOUSE, login, login, Set.of(role), Optional.empty())
                .id();
        return new Actor(id, login, role, "");
    }

    private static DestructionItem item(DocumentId document) {
        return new DestructionItem(
                document,
                "chart",
                "us-ca-22ccr72543",
                "22 CCR 72543",
                1,
                "the last visit",
                LONG_AGO,
                LONG_AGO.plusYears(7),
                DestructionItem.State.PENDING,
                "",
                Optional.empty());
    }

    private static Blob blob(House house, String text) throws IOException {
        try (BlobWriter writer = house.blobs().create()) {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            return writer.keep("application/octet-stream");
        }
    }

    private static DocumentId filed(House house, String name, LocalDate day) throws IOException {
        Blob file = blob(house, "file of " + WORD + name);
        Blob image = blob(house, "image of " + WORD + name);
        DocumentId document = new DocumentId(name);
        PatientId patient = new PatientId("of-" + name);
        return house.store().write(records -> {
            Instant now = house.clock().instant();
            records.patients()
                    .add(new Patient(
                            patient,
                            house.facility(),
                            "M-" + name,
                            new PersonName("Doe", "Greta", ""),
                            LocalDate.of(1950, 4, 2),
                            Sex.FEMALE,
                            "",
                            "",
                            Optional.empty(),
                            false,
                            1));
            Arrival arrival = new Arrival(
                    new ArrivalId("a-" + name),
                    house.facility(),
                    Channel.UPLOAD,
                    ArrivalKind.SCAN,
                    WORD + name + ".tif",
                    "",
                    file,
                    now,
                    new UserId("intake"),
                    Optional.empty());
            records.arrivals().add(arrival);
            records.documents()
                    .add(new Document(
                            document,
                            arrival.id(),
                            house.facility(),
                            DocumentKind.SCAN,
                            Stage.FILED,
                            "",
                            Priority.ROUTINE,
                            Optional.of(patient),
                            Optional.empty(),
                            Optional.of(new DocumentType("11506-3", "Progress note")),
                            Optional.of(day),
                            "",
                            "Note of " + WORD + name,
                            1,
                            1,
                            new DocumentSource(file, arrival.name(), Optional.empty(), Optional.empty()),
                            now,
                            now,
                            1));
            records.documents()
                    .setPages(
                            document,
                            List.of(new Page(
                                    document,
                                    1,
                                    document,
                                    1,
                                    "She was seen for " + WORD + name,
                                    0.9,
                                    "",
                                    Optional.empty(),
                                    Optional.of(new PageGeometry(100, 100, 72, 72, 0, 0)),
                                    Optional.of(image),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of())));
            records.arrivals()
                    .setLedger(
                            arrival.id(),
                            document,
                            1,
                            List.of(new LedgerEntry(
                                    arrival.id(), document, 1, new PageDisposition.InDocument(document, 1))));
            return document;
        });
    }

    /** Carries out what is confirmed in a process of its own, which is killed when it has told of this step. */
    private void killedAt(String moment) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        data.toString(),
                        moment)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("victim.txt").toFile()))
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.equals(moment)) {
                told.add(line);
                line = lines.readLine();
            }
            assertThat(line).as("%s was reached; before it: %s", moment, told).isEqualTo(moment);
        } finally {
            // SIGKILL
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void nothingIsHalfDestroyed(String moment) throws IOException {
        try (House house = open()) {
            Destruction now =
                    house.store().read(records -> records.retention().find(ID)).orElseThrow();
            assertThat(now.state()).as(moment).isEqualTo(Destruction.State.CONFIRMED);
            for (DestructionItem item : now.items()) {
                Document document = house.store()
                        .read(records -> records.documents().find(item.document()))
                        .orElseThrow();
                List<Page> pages =
                        house.store().read(records -> records.documents().pages(document.id()));
                if (item.state() == DestructionItem.State.DESTROYED) {
                    assertThat(document.stage()).as(moment).isEqualTo(Stage.DESTROYED);
                    assertThat(item.tombstone().orElseThrow().imageSha256s())
                            .as(moment)
                            .hasSize(1);
                    assertThat(document.title()).as(moment).doesNotContain(WORD);
                    assertThat(pages).as(moment).noneMatch(page -> page.text().contains(WORD));
                } else {
                    assertThat(document.stage()).as(moment).isEqualTo(Stage.FILED);
                    assertThat(document.title()).as(moment).contains(WORD);
                    assertThat(pages)
                            .as(moment)
                            .singleElement()
                            .satisfies(page -> assertThat(page.text()).contains(WORD));
                }
            }
            // Every blob that a record names is there and whole.
            try (IndexFollower follower = follower(house)) {
                Outcome verified = verified(house, follower);
                assertThat(verified.ok()).as("%s: %s", moment, verified).isTrue();
            }
        }
    }

    private void carryOut() throws IOException {
        try (House house = open();
                IndexFollower follower = follower(house)) {
            assertThat(upkeep(house, follower)
                            .run(new Errand.Destroy(), Accounting.HOUSE, new Going((_, _) -> {}))
                            .ok())
                    .isTrue();
        }
    }

    private List<String> filesSaying(String word) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> says(file, word))
                    .map(file -> data.relativize(file).toString())
                    .toList();
        }
    }

    private static boolean says(Path file, String word) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a watch hears. */
    private interface Heard {
        void step(String step, long done);
    }

    /** Nobody calls it off. */
    private record Going(Heard heard) implements Watch {
        @Override
        public void reached(String step, long done, long of) {
            heard.step(step, done);
        }

        @Override
        public boolean calledOff() {
            return false;
        }
    }

    /** The process that is killed: it tells of each step and stands still at the one it is told. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            try (House house = House.open(TestOffice.readable(Path.of(arguments[0])), Clock.systemUTC());
                    IndexFollower follower = follower(house)) {
                upkeep(house, follower).run(new Errand.Destroy(), Accounting.HOUSE, new Going((step, done) -> {
                    String told = step + " " + done;
                    System.out.println(told);
                    if (told.equals(arguments[1])) {
                        standStill();
                    }
                }));
            }
        }

        private static void standStill() {
            try {
                Thread.sleep(TimeUnit.MINUTES.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
