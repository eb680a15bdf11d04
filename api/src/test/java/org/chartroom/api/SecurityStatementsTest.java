package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.config.StoreConfig;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Role;
import org.chartroom.store.keys.KeyFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements G: the technical safeguards of 45 CFR 164.312, on a real server. Those of transmission are beside its certificate. */
class SecurityStatementsTest {
    @TempDir
    static Path data;

    static final SetForward clock = new SetForward();
    static TestOffice office;

    /** The machine's clock, which a test can set forward. */
    private static final class SetForward extends Clock {
        private volatile Duration by = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void open() {
        office = TestOffice.open(TestOffice.config(data), clock);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static TestOffice.Answer account(String login) {
        return office.post(
                Role.ADMINISTRATOR,
                "/users",
                Map.of("login", login, "displayName", "Somebody", "roles", List.of("intake")));
    }

    private static TestOffice.Answer signIn(String login, String password) {
        return office.send(office.to("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}"))
                .build());
    }

    private static String cookie() {
        TestOffice.Answer in = signIn(Role.CLINICIAN.code(), TestOffice.PASSWORD);
        assertThat(in.status()).as(in.text()).isEqualTo(200);
        return in.header("Set-Cookie").replaceAll(";.*", "");
    }

    private static int who(String cookie) {
        return office.send(office.to("/api/v1/session").header("Cookie", cookie).build())
                .status();
    }

    @Test
    void g1PassesAnAccountWhoseDeedsBearItsName() {
        TestOffice.Answer made = office.post(
                Role.RECORDS_CLERK,
                "/patients",
                Map.of(
                        "mrn", "G-1",
                        "name", Map.of("family", "Somerdale", "given", "Mary"),
                        "birthDate", "1980-12-26"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        JsonNode trail = office.get(Role.PRIVACY_OFFICER, "/audit?limit=50").body();
        assertThat(trail.toString()).contains(Role.RECORDS_CLERK.code());
        assertThat(office.server.house().accounting().all())
                .extracting(each -> each.id().value())
                .doesNotHaveDuplicates();
    }

    @Test
    void g1BlocksASecondAccountOfTheSameLogin() {
        assertThat(account("twice").status()).isEqualTo(201);
        assertThat(account("Twice").problem()).isEqualTo("conflict");
    }

    private static String restricted(String mrn) {
        TestOffice.Answer made = office.post(
                Role.ADMINISTRATOR,
                "/patients",
                Map.of(
                        "mrn",
                        mrn,
                        "name",
                        Map.of("family", "Castellano", "given", "Ada"),
                        "birthDate",
                        "1950-01-31",
                        "restricted",
                        true));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().get("id").asText();
    }

    private static TestOffice.Answer emergency(Role role, String mrn, String born, String reason) {
        return office.post(role, "/emergency-access", Map.of("mrn", mrn, "birthDate", born, "reason", reason));
    }

    private static int chart(Role role, String patient) {
        return office.get(role, "/patients/" + patient).status();
    }

    private static TestOffice.Answer looked(Role role, String id) {
        return office.post(
                role, "/emergency-access/" + id + "/review", Map.of("justified", true, "words", "she was unconscious"));
    }

    @Test
    void g2PassesAClinicianWithAReasonForAnHourThatSomebodyIsToldOfAndLooksAt() {
        String patient = restricted("G2-1");
        assertThat(chart(Role.CLINICIAN, patient)).isEqualTo(404);
        TestOffice.Answer opened = emergency(Role.CLINICIAN, "G2-1", "1950-01-31", "found unconscious, no history");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(chart(Role.CLINICIAN, patient)).isEqualTo(200);
        assertThat(chart(Role.INTAKE, patient)).as("to nobody else").isEqualTo(404);
        assertThat(office.get(Role.PRIVACY_OFFICER, "/status").text()).contains("opened in an emergency");
        assertThat(office.get(Role.PRIVACY_OFFICER, "/audit?patient=" + patient).text())
                .contains("emergency-access");
        String id = opened.body().get("id").asText();
        JsonNode mine = office.get(Role.CLINICIAN, "/emergency-access/mine").body();
        assertThat(mine.findValuesAsText("id")).contains(id);
        assertThat(mine.get(0).get("secondsLeft").asLong()).isBetween(3_500L, 3_600L);
        assertThat(waiting(Role.PRIVACY_OFFICER)).isPositive();
        assertThat(waiting(Role.CLINICIAN)).isZero();
        assertThat(looked(Role.PRIVACY_OFFICER, id).status())
                .as("judged while it is open")
                .isEqualTo(409);
        Duration before = clock.by;
        try {
            clock.by = before.plusMinutes(61);
            assertThat(chart(Role.CLINICIAN, patient)).as("closed by itself").isEqualTo(404);
            assertThat(office.get(Role.PRIVACY_OFFICER, "/emergency-access?waiting=true")
                            .text())
                    .contains(id);
            JsonNode opening =
                    office.get(Role.PRIVACY_OFFICER, "/emergency-access/" + id).body();
            assertThat(opening.get("done").findValuesAsText("subject"))
                    .as("what was looked at")
                    .contains(patient);
            assertThat(looked(Role.PRIVACY_OFFICER, id).status()).isEqualTo(200);
            assertThat(office.get(Role.PRIVACY_OFFICER, "/emergency-access?waiting=true")
                            .text())
                    .doesNotContain(id);
            assertThat(looked(Role.PRIVACY_OFFICER, id).status())
                    .as("what was found stays")
                    .isEqualTo(409);
        } finally {
            clock.by = before;
        }
    }

    private static int waiting(Role role) {
        return office.get(role, "/waiting").body().get("emergencies").asInt();
    }

    @Test
    void g2PassesAChartThatIsClosedBeforeItsTimeAndWhatWasNotLookedAt() {
        String patient = restricted("G2-3");
        String id = emergency(Role.CLINICIAN, "G2-3", "1950-01-31", "found unconscious, no history")
                .body()
                .get("id")
                .asText();
        assertThat(office.post(Role.CLINICIAN, "/emergency-access/" + id + "/close", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(chart(Role.CLINICIAN, patient)).isEqualTo(404);
        assertThat(office.get(Role.CLINICIAN, "/emergency-access/mine").text()).doesNotContain(id);
        assertThat(office.post(Role.CLINICIAN, "/emergency-access/" + id + "/close", Map.of())
                        .status())
                .as("it is closed already")
                .isEqualTo(409);
        assertThat(office.get(Role.PRIVACY_OFFICER, "/emergency-access/" + id)
                        .body()
                        .get("done"))
                .isEmpty();
        assertThat(looked(Role.PRIVACY_OFFICER, id).status()).isEqualTo(200);
    }

    @Test
    void g2BlocksClosingWhatSomebodyElseOpenedAndLetsAPrivacyOfficer() {
        String patient = restricted("G2-4");
        String id = emergency(Role.CLINICIAN, "G2-4", "1950-01-31", "found unconscious, no history")
                .body()
                .get("id")
                .asText();
        assertThat(office.post(Role.INTAKE, "/emergency-access/" + id + "/close", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(office.post(Role.CLINICIAN, "/emergency-access/other/close", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(chart(Role.CLINICIAN, patient)).isEqualTo(200);
        assertThat(office.post(Role.PRIVACY_OFFICER, "/emergency-access/" + id + "/close", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(chart(Role.CLINICIAN, patient)).isEqualTo(404);
    }

    @Test
    void g2BlocksWithoutAReasonWithoutKnowingWhoseItIsAndOthersThanClinicians() {
        String patient = restricted("G2-2");
        assertThat(emergency(Role.CLINICIAN, "G2-2", "1950-01-31", " ").status())
                .isEqualTo(400);
        assertThat(emergency(Role.CLINICIAN, "G2-2", "1950-02-01", "found unconscious")
                        .status())
                .isEqualTo(404);
        assertThat(emergency(Role.CLINICIAN, "nobody", "1950-01-31", "found unconscious")
                        .status())
                .isEqualTo(404);
        assertThat(emergency(Role.INTAKE, "G2-2", "1950-01-31", "found unconscious")
                        .status())
                .isEqualTo(403);
        assertThat(looked(Role.CLINICIAN, "any").status()).isEqualTo(403);
        assertThat(chart(Role.CLINICIAN, patient)).isEqualTo(404);
    }

    @Test
    void g3PassesASessionThatIsUsed() {
        String cookie = cookie();
        clock.by = clock.by.plusMinutes(idle() - 1);
        assertThat(who(cookie)).isEqualTo(200);
        clock.by = clock.by.plusMinutes(idle() - 1);
        assertThat(who(cookie)).isEqualTo(200);
    }

    @Test
    void g3BlocksASessionThatLayIdle() {
        String cookie = cookie();
        clock.by = clock.by.plusMinutes(idle() + 1);
        assertThat(who(cookie)).isEqualTo(401);
    }

    private static int idle() {
        return office.server.house().config().sessions().idleMinutes();
    }

    @Test
    void g4PassesWhoComesInByTheDoorWithWhatLiesSealedOnTheDisk() throws Exception {
        String words = "Caroline Herschfold has a comet in her eye";
        TestOffice.Answer kept =
                office.post(Role.INTAKE, "/arrivals?name=letter.txt", words.getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        String id = kept.body().get("id").asText();
        assertThat(office.get(Role.INTAKE, "/arrivals/" + id + "/original").text())
                .isEqualTo(words);
        Path key = office.server.house().config().keyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void g4BlocksWhoHasTheFilesAndNotTheKey(@TempDir Path folder) throws Exception {
        String words = "no thief shall read that she has quinsy";
        ServerConfig config = TestOffice.config(folder.resolve("data"))
                .withStore(new StoreConfig(true, folder.resolve("office.key").toString()));
        try (TestOffice other = TestOffice.open(config, clock)) {
            assertThat(other.post(Role.INTAKE, "/arrivals?name=a.txt", words.getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(201);
        }
        Map<Path, String> before = contents(config.data());
        assertThat(before.keySet()).anySatisfy(file -> assertThat(file).startsWithRaw(Path.of("blobs")));
        assertThat(before).allSatisfy((file, bytes) -> assertThat(bytes).doesNotContain(words, "quinsy"));

        Path away = folder.resolve("away.key");
        Files.move(config.keyFile(), away);
        assertThatThrownBy(() -> TestOffice.open(config, clock))
                .hasMessageContaining("are sealed with the key")
                .hasMessageContaining("office.key is not there")
                .hasMessageContaining("Nothing was changed");
        assertThat(config.keyFile()).as("no other key is made").doesNotExist();
        new KeyFile(config.keyFile()).add(new Random(1));
        assertThatThrownBy(() -> TestOffice.open(config, clock)).hasMessageContaining("office.key does not have it");
        assertThat(contents(config.data())).as("a start that is refused").isEqualTo(before);

        Files.move(away, config.keyFile(), StandardCopyOption.REPLACE_EXISTING);
        TestOffice.open(config, clock).close();
    }

    private static Map<Path, String> contents(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("logs")))
                    .collect(Collectors.toMap(folder::relativize, SecurityStatementsTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void g5PassesBytesThatAreAsTheyWereKept() throws Exception {
        Blob blob = kept("as they were kept");
        assertThat(office.server.house().blobs().verify(blob.ref()).sha256()).isEqualTo(blob.sha256());
    }

    @Test
    void g5BlocksBytesThatWereAlteredOnTheDisk() throws Exception {
        String words = "somebody altered these";
        Blob blob = kept(words);
        String name = blob.ref().value();
        Path file = data.resolve("blobs").resolve(name.substring(0, 2)).resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> office.server.house().blobs().verify(blob.ref()))
                .hasMessageContaining("is not as it was written")
                .hasMessageNotContaining(words);
    }

    private static Blob kept(String words) throws Exception {
        try (BlobWriter writer = office.server.house().blobs().create()) {
            writer.write(words.getBytes(StandardCharsets.UTF_8));
            return writer.keep("text/plain");
        }
    }

    @Test
    void g8PassesTheOfficersLookAtWhoLookedAtWhat() {
        String patient = new TestPapers(office).patient("G-8", "Caroline", "Herschfold", "1950-03-16");
        assertThat(office.get(Role.CLINICIAN, "/patients/" + patient).status()).isEqualTo(200);
        JsonNode trail = office.get(Role.PRIVACY_OFFICER, "/audit?limit=200").body();
        assertThat(trail.get("items")).anySatisfy(line -> {
            assertThat(line.path("action").asText()).isEqualTo(AuditAction.READ.name());
            assertThat(line.toString()).contains(patient, Role.CLINICIAN.code());
        });
    }

    @Test
    void g8BlocksEveryChangeOfWhatIsRecordedAndEveryLookByOthers() throws Exception {
        assertThat(office.get(Role.INTAKE, "/audit").problem()).isEqualTo("not-allowed");
        for (String method : List.of("DELETE", "PUT", "PATCH", "POST")) {
            int status = office.send(office.to("/api/v1/audit")
                            .header("Authorization", "Bearer " + office.token(Role.ADMINISTRATOR))
                            .header("Content-Type", "application/json")
                            .method(method, java.net.http.HttpRequest.BodyPublishers.noBody())
                            .build())
                    .status();
            assertThat(status).as(method).isEqualTo(405);
        }
        try (var records = java.sql.DriverManager.getConnection("jdbc:sqlite:" + records());
                var statement = records.createStatement()) {
            for (String sql : Set.of("UPDATE audit SET sequence = sequence", "DELETE FROM audit")) {
                assertThatThrownBy(() -> statement.executeUpdate(sql))
                        .isInstanceOf(java.sql.SQLException.class)
                        .hasMessageContaining("the audit trail is appended to");
            }
        }
    }

    private static Path records() throws Exception {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void g9PassesWhoKnowsThePassword() {
        assertThat(who(cookie())).isEqualTo(200);
    }

    @Test
    void g9BlocksWhoDoesNotAndSlowsGuessing() {
        assertThat(office.send(office.to("/api/v1/session").build()).status()).isEqualTo(401);
        assertThat(who("chartroom=" + "0".repeat(43))).isEqualTo(401);
        TestOffice.Answer last = signIn("records-clerk", "wrong horse");
        for (int i = 0; i < 5; i++) {
            assertThat(last.status()).isEqualTo(401);
            last = signIn("records-clerk", "wrong horse");
        }
        assertThat(last.status()).isEqualTo(429);
    }
}
