package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.search.IndexFollower;
import org.chartroom.api.upkeep.Errand;
import org.chartroom.api.upkeep.Restoring;
import org.chartroom.api.upkeep.Upkeep;
import org.chartroom.api.upkeep.Watch;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
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
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.PageGeometry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds keep, what is due, and what is left of what was destroyed. */
class RetentionTest {
    /** Nobody else writes this word. */
    private static final String WORD = "quixolotl";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final LocalDate VISIT = LocalDate.of(2026, 3, 10);

    @TempDir
    Path data;

    private final Turned clock = new Turned();
    private TestOffice office;
    private String second = "";
    private int next;

    /** A clock that is set twenty years on. */
    private static final class Turned extends Clock {
        private volatile Instant now = Instant.parse("2026-11-27T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void open() {
        start();
        Accounting accounting = office.server.house().accounting();
        accounting.create(
                Accounting.HOUSE,
                "second",
                "Sol Second",
                Set.of(Role.PRIVACY_OFFICER),
                Optional.of(TestOffice.PASSWORD));
        put("/retention/rules", Map.of("jurisdictions", List.of("US", "US-CA"), "backupDays", 90), 0);
    }

    private void start() {
        office = TestOffice.open(TestOffice.readable(data.resolve("data")), clock);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private void twentyYearsLater() {
        clock.now =
                ZonedDateTime.ofInstant(clock.now, ZoneOffset.UTC).plusYears(20).toInstant();
        // Tokens of today are no good then.
        office.close();
        start();
        second = office.server
                .house()
                .accounting()
                .issueToken(
                        Accounting.HOUSE,
                        office.server.house().accounting().byLogin("second").orElseThrow(),
                        "test",
                        Duration.ofDays(1));
    }

    private Blob blob(String text) {
        try (BlobWriter writer = office.server.house().blobs().create()) {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            return writer.keep("application/octet-stream");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A progress note of two pages in a chart; each page says the word with a letter of the document at its end. */
    private Document filed(String name, String patient) {
        Blob file = blob("file of " + name + " " + WORD);
        House house = office.server.house();
        return house.store().write(records -> {
            Instant now = clock.instant();
            PatientId id = new PatientId(patient);
            if (records.patients().find(id).isEmpty()) {
                records.patients()
                        .add(new Patient(
                                id,
                                house.facility(),
                                "M-" + patient,
                                new PersonName("Doe", patient, ""),
                                LocalDate.of(1970, 5, 1),
                                Sex.FEMALE,
                                "",
                                "",
                                Optional.empty(),
                                false,
                                1));
            }
            Arrival arrival = new Arrival(
                    new ArrivalId("a-" + name),
                    house.facility(),
                    Channel.UPLOAD,
                    ArrivalKind.SCAN,
                    "Doe-" + WORD + ".tif",
                    WORD,
                    file,
                    now,
                    new UserId("intake"),
                    Optional.empty());
            records.arrivals().add(arrival);
            DocumentId document = new DocumentId("d-" + name);
            records.documents()
                    .add(new Document(
                            document,
                            arrival.id(),
                            house.facility(),
                            DocumentKind.SCAN,
                            Stage.FILED,
                            "",
                            Priority.ROUTINE,
                            Optional.of(id),
                            Optional.empty(),
                            Optional.of(new DocumentType("11506-3", "Progress note")),
                            Optional.of(VISIT),
                            "Dr. " + WORD,
                            "Note " + WORD,
                            2,
                            0.9,
                            new DocumentSource(file, arrival.name(), Optional.empty(), Optional.empty()),
                            now,
                            now,
                            1));
            records.documents().setPages(document, List.of(page(document, 1, name), page(document, 2, name)));
            records.arrivals()
                    .setLedger(
                            arrival.id(),
                            document,
                            2,
                            Stream.of(1, 2)
                                    .map(number -> new LedgerEntry(
                                            arrival.id(),
                                            document,
                                            number,
                                            new PageDisposition.InDocument(document, number)))
                                    .toList());
            return records.documents().find(document).orElseThrow();
        });
    }

    private Page page(DocumentId document, int number, String name) {
        return new Page(
                document,
                number,
                document,
                number,
                "She was seen for " + WORD + name + " on that day.",
                0.9,
                "",
                Optional.empty(),
                Optional.of(new PageGeometry(100, 100, 72, 72, 0, 0)),
                Optional.of(images.computeIfAbsent(
                        document.value() + number, each -> blob("image of " + each + " " + WORD))),
                Optional.empty(),
                Optional.of(images.computeIfAbsent(
                        document.value() + "w" + number, each -> blob("words of " + each + " " + WORD))),
                List.of());
    }

    private final Map<String, Blob> images = new HashMap<>();

    private JsonNode put(String path, Object body, int version) {
        TestOffice.Answer answer = office.put(Role.ADMINISTRATOR, path, body, "If-Match", "\"" + version + "\"");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode due() {
        TestOffice.Answer answer = office.get(
                Role.PRIVACY_OFFICER, "/retention/due?by=" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode hold(Map<String, Object> scope) {
        Map<String, Object> body = new HashMap<>(scope);
        body.put("matter", "Matter 7");
        body.put("reason", "A letter came");
        TestOffice.Answer set = office.post(Role.PRIVACY_OFFICER, "/holds", body, "Idempotency-Key", "k" + next++);
        assertThat(set.status()).as(set.text()).isEqualTo(201);
        return set.body();
    }

    private TestOffice.Answer propose(String... documents) {
        return office.post(
                Role.PRIVACY_OFFICER,
                "/retention/destructions",
                Map.of("documents", documents, "reason", "Due"),
                "Idempotency-Key",
                "p" + next++);
    }

    private TestOffice.Answer confirm(String token, JsonNode destruction, String password) {
        return office.send(office.to("/api/v1/retention/destructions/"
                        + destruction.get("id").asText() + "/confirm")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"" + destruction.get("version").asInt() + "\"")
                .POST(HttpRequest.BodyPublishers.ofString("{\"password\":\"" + password + "\"}"))
                .build());
    }

    private JsonNode destroyed(JsonNode proposed) {
        TestOffice.Answer confirmed = confirm(second, proposed, TestOffice.PASSWORD);
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        return done(proposed.get("id").asText());
    }

    private JsonNode done(String id) {
        JsonNode[] last = new JsonNode[1];
        TestOffice.until("the destruction is done", PATIENCE, () -> {
            last[0] = office.get(Role.PRIVACY_OFFICER, "/retention/destructions/" + id)
                    .body();
            return last[0].get("state").asText().equals("DONE");
        });
        return last[0];
    }

    /** Files under the data folder with the word in them, whatever its letters are. */
    private List<String> filesSaying(String word, String... folders) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Arrays.stream(folders)
                            .anyMatch(folder ->
                                    data.resolve("data").relativize(file).startsWith(folder)))
                    .filter(file -> says(file, word))
                    .map(file -> data.resolve("data").relativize(file).toString())
                    .toList();
        }
    }

    private static boolean says(Path file, String word) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void indexed(String word, int documents) {
        TestOffice.until(
                "the index follows",
                PATIENCE,
                () -> office.get(Role.PRIVACY_OFFICER, "/search?q=" + word)
                                .body()
                                .get("total")
                                .asInt()
                        == documents);
    }

    @Test
    void twentyYearsLaterWhatIsUnderAHoldIsThereAndTheOtherIsGoneFromRowsIndexAndBytes() throws Exception {
        Document held = filed("held", "p1");
        Document free = filed("free", "p2");
        indexed(WORD + "free", 1);
        assertThat(due().get("due").asInt()).isZero();
        assertThat(propose("d-free").problem()).isEqualTo("conflict");
        JsonNode hold = hold(Map.of("patientId", "p1", "from", "2026-01-01", "to", "2026-12-31"));

        twentyYearsLater();
        JsonNode due = due();
        assertThat(due.get("due").asInt()).isEqualTo(2);
        assertThat(due.get("held").asInt()).isEqualTo(1);
        assertThat(due.get("months").get(0).get("month").asText()).isEqualTo("2033-03");
        TestOffice.Answer refused = propose("d-held", "d-free");
        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.body().get("documents").get("d-held").asText())
                .contains(hold.get("id").asText());
        JsonNode proposed = propose("d-free").body();
        assertThat(proposed.get("items").get(0).get("rule").asText()).isEqualTo("us-ca-22ccr72543");
        assertThat(filesSaying(WORD + "free", "index"))
                .as("the index has the word before")
                .isNotEmpty();
        assertThat(confirm(office.token(Role.PRIVACY_OFFICER), proposed, "x").problem())
                .as("the first person is no second one")
                .isEqualTo("conflict");
        assertThat(confirm(second, proposed, "wrong password").problem()).isEqualTo("not-allowed");

        JsonNode done = destroyed(proposed);

        JsonNode stone = done.get("items").get(0).get("tombstone");
        assertThat(stone.get("fileSha256").asText())
                .isEqualTo(free.source().file().sha256());
        assertThat(stone.get("imageSha256s")).hasSize(2);
        assertThat(stone.get("fileKept").asBoolean()).isFalse();
        assertThat(filesSaying(WORD + "free", "index")).isEmpty();
        assertThat(filesSaying(WORD + "held", "index")).isNotEmpty();
        indexed(WORD + "free", 0);
        indexed(WORD + "held", 1);
        for (BlobRef ref : blobsOf("free", free)) {
            assertThat(office.server.house().blobs().exists(ref)).isFalse();
        }
        for (BlobRef ref : blobsOf("held", held)) {
            assertThat(office.server.house().blobs().exists(ref)).isTrue();
        }
        assertThat(office.get(Role.PRIVACY_OFFICER, "/documents/d-free/original")
                        .problem())
                .isEqualTo("gone");
        assertThat(office.get(Role.PRIVACY_OFFICER, "/arrivals/a-free/original").problem())
                .isEqualTo("gone");
        assertThat(office.get(Role.CLINICIAN, "/documents/d-free").text())
                .contains("DESTROYED")
                .doesNotContain(WORD);
        assertThat(office.get(Role.CLINICIAN, "/documents/d-held").text()).contains(WORD);
        TestOffice.Answer certificate = office.get(
                Role.PRIVACY_OFFICER,
                "/retention/destructions/" + done.get("id").asText() + "/certificate");
        assertThat(certificate.text()).startsWith("%PDF");
        assertThat(verified()).isEqualTo("Everything is as it must be.");

        office.close();
        assertThat(filesSaying(WORD + "free", "chartroom.db"))
                .as("not in free pages either")
                .isEmpty();
        assertThat(filesSaying(WORD + "held", "chartroom.db")).isNotEmpty();
        start();
    }

    private List<BlobRef> blobsOf(String name, Document document) {
        return Stream.concat(
                        Stream.of(document.source().file()),
                        images.entrySet().stream()
                                .filter(image -> image.getKey().startsWith("d-" + name))
                                .map(Map.Entry::getValue))
                .map(Blob::ref)
                .toList();
    }

    private String verified() {
        TestOffice.Answer started = office.post(Role.ADMINISTRATOR, "/admin/verify", Map.of());
        String job = "/admin/jobs/" + started.body().get("id").asText();
        JsonNode[] last = new JsonNode[1];
        TestOffice.until("verified", PATIENCE, () -> {
            last[0] = office.get(Role.ADMINISTRATOR, job).body();
            return !last[0].get("state").asText().equals("RUNNING");
        });
        return last[0].path("outcome").path("sentence").asText();
    }

    @Test
    void twoPersonsLiftAHoldAndUntilThenItWins() {
        filed("one", "p1");
        JsonNode hold = hold(Map.of("documents", List.of("d-one")));
        twentyYearsLater();
        String path = "/holds/" + hold.get("id").asText();
        assertThat(office.post(Role.PRIVACY_OFFICER, path + "/lift", Map.of("reason", "Settled"))
                        .problem())
                .isEqualTo("precondition-required");
        JsonNode asked = office.post(
                        Role.PRIVACY_OFFICER, path + "/lift", Map.of("reason", "Settled"), "If-Match", "\"1\"")
                .body();
        assertThat(asked.get("state").asText()).isEqualTo("LIFT_ASKED");
        assertThat(office.post(Role.PRIVACY_OFFICER, path + "/confirm", Map.of(), "If-Match", "\"2\"")
                        .problem())
                .isEqualTo("conflict");
        assertThat(propose("d-one").problem()).isEqualTo("conflict");
        assertThat(office.post(Role.ADMINISTRATOR, path + "/confirm", Map.of(), "If-Match", "\"2\"")
                        .body()
                        .get("state")
                        .asText())
                .isEqualTo("LIFTED");
        assertThat(propose("d-one").status()).isEqualTo(201);
        assertThat(propose("d-one").problem()).as("it is proposed already").isEqualTo("conflict");
    }

    @Test
    void aHoldThatCameAfterTheConfirmationStillWins() {
        filed("one", "p1");
        filed("two", "p2");
        twentyYearsLater();
        JsonNode proposed = propose("d-one", "d-two").body();
        hold(Map.of("patientId", "p1"));
        JsonNode done = destroyed(proposed);
        assertThat(done.get("items").findValuesAsText("state")).containsExactlyInAnyOrder("KEPT", "DESTROYED");
        assertThat(office.get(Role.CLINICIAN, "/documents/d-one").text()).contains(WORD);
    }

    @Test
    void pagesOfAHeldDocumentStayAndAreNotWrittenOver() {
        filed("one", "p1");
        hold(Map.of("patientId", "p1"));
        assertThat(edit("drop", Map.of("pages", List.of(1), "as", "blank"))).isEqualTo("conflict");
        assertThat(edit("split", Map.of("after", List.of(1)))).isEqualTo("conflict");
        assertThat(edit("re-read", Map.of())).isEqualTo("conflict");
        assertThat(edit("reorder", Map.of("order", List.of(2, 1)))).isEmpty();
        assertThat(office.post(
                                Role.RECORDS_CLERK,
                                "/documents/d-one/entered-in-error",
                                Map.of("reason", "Wrong chart"),
                                "If-Match",
                                "\"" + version() + "\"")
                        .status())
                .isEqualTo(200);
    }

    private int version() {
        return office.get(Role.RECORDS_CLERK, "/documents/d-one")
                .body()
                .get("version")
                .asInt();
    }

    private String edit(String what, Map<String, Object> body) {
        TestOffice.Answer answer =
                office.post(Role.RECORDS_CLERK, "/documents/d-one/" + what, body, "If-Match", "\"" + version() + "\"");
        return answer.status() < 300 ? "" : answer.problem();
    }

    @Test
    void aDestructionThatWasCutOffGoesOnWhereItWas() {
        filed("one", "p1");
        filed("two", "p1");
        twentyYearsLater();
        JsonNode proposed = propose("d-one", "d-two").body();
        House house = office.server.house();
        // Confirmed and half done, as a kill would leave it: one document is emptied, the other not, no byte is gone.
        Blob nothing = blob("");
        house.store().write(records -> {
            var destruction = records.retention()
                    .find(new org.chartroom.models.record.DestructionId(
                            proposed.get("id").asText()))
                    .orElseThrow();
            var confirmed = records.retention().update(destruction.confirmed(Accounting.HOUSE, clock.instant()));
            records.retention().destroy(confirmed.id(), new DocumentId("d-one"), nothing, "Destroyed", clock.instant());
            return confirmed;
        });
        assertThat(office.post(Role.ADMINISTRATOR, "/admin/destroy", Map.of()).status())
                .isEqualTo(202);
        JsonNode done = done(proposed.get("id").asText());
        assertThat(done.get("items").findValuesAsText("state")).containsExactly("DESTROYED", "DESTROYED");
        images.values().forEach(image -> assertThat(exists(image)).isFalse());
    }

    private boolean exists(Blob blob) {
        try {
            return office.server.house().blobs().exists(blob.ref());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBackupFromBeforeDestroysAgainWhatWasDestroyedSince() throws Exception {
        filed("one", "p1");
        filed("two", "p2");
        twentyYearsLater();
        Path backups = data.resolve("backups");
        assertThat(office.post(Role.ADMINISTRATOR, "/admin/backup", Map.of("into", backups.toString()))
                        .status())
                .isEqualTo(202);
        TestOffice.until(
                "backed up",
                PATIENCE,
                () -> office.get(Role.ADMINISTRATOR, "/admin/jobs")
                        .body()
                        .get("items")
                        .get(0)
                        .get("state")
                        .asText()
                        .equals("DONE"));
        JsonNode done = destroyed(propose("d-one").body());
        assertThat(done.get("backupsUntil").asText())
                .isEqualTo(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .plusDays(90)
                        .toString());
        assertThat(done.get("leftover").asText()).isEmpty();

        Path restored = data.resolve("restored");
        Watch quiet = new Watch() {
            @Override
            public void reached(String step, long reached, long of) {}

            @Override
            public boolean calledOff() {
                return false;
            }
        };
        Restoring.from(backups, TestOffice.readable(restored)).into(restored, Optional.empty(), quiet);
        try (House house = House.open(TestOffice.readable(restored), clock)) {
            assertThat(stage(house, "d-one")).isEqualTo(Stage.FILED);
            try (IndexFollower follower = new IndexFollower(house.store(), house.index(), clock, _ -> {})) {
                follower.start();
                Upkeep upkeep = house.upkeep(follower);
                upkeep.run(new Errand.Destroy(), Accounting.HOUSE, quiet);
            }
            assertThat(stage(house, "d-one")).isEqualTo(Stage.DESTROYED);
            assertThat(stage(house, "d-two")).isEqualTo(Stage.FILED);
        }
    }

    private static Stage stage(House house, String document) {
        return house.store()
                .read(records -> records.documents().find(new DocumentId(document)))
                .orElseThrow()
                .stage();
    }

    @Test
    void theScheduleIsChangedWithItsHistoryAndSaysWhatIsNotDueAndWhy() {
        filed("one", "p1");
        JsonNode rules = put(
                "/retention/rules",
                Map.of(
                        "jurisdictions",
                        List.of("US-XX"),
                        "rules",
                        List.of(Map.of(
                                "id",
                                "own",
                                "recordClass",
                                "chart",
                                "jurisdiction",
                                "US-XX",
                                "trigger",
                                "document-date",
                                "period",
                                "P30Y",
                                "minors",
                                "majority+2",
                                "citation",
                                "Our counsel's letter",
                                "confirmed",
                                true))),
                1);
        assertThat(rules.get("version").asInt()).isEqualTo(2);
        assertThat(rules.get("history")).hasSize(2);
        assertThat(office.put(Role.ADMINISTRATOR, "/retention/rules", Map.of(), "If-Match", "\"1\"")
                        .problem())
                .isEqualTo("stale-version");
        assertThat(office.put(
                                Role.ADMINISTRATOR,
                                "/retention/rules",
                                Map.of("rules", List.of(Map.of("id", "x", "period", "7 years"))),
                                "If-Match",
                                "\"2\"")
                        .problem())
                .isEqualTo("bad-request");
        TestOffice.Answer due = office.get(Role.PRIVACY_OFFICER, "/retention/due?by=2056-12-31");
        assertThat(due.body().get("items").get(0).get("dueOn").asText()).isEqualTo("2056-03-10");
        put("/retention/rules", Map.of(), 2);
        assertThat(due().get("notDue").get(0).get("why").asText())
                .isEqualTo("The office has not said yet which jurisdictions it is under.");
    }
}
