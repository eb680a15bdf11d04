package org.chartroom.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chartroom.api.RunFile;
import org.chartroom.api.TestOffice;
import org.chartroom.api.TestWorker;
import org.chartroom.api.json.Json;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The administrator's commands, each as it is typed, on a data folder with its server running and stopped. */
final class AdminCommandsTest {
    @TempDir
    private Path folder;

    private Path data;
    private TestOffice office;
    private boolean running;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void open() {
        data = folder.resolve("data");
        office = TestOffice.openWithItsKeyBeside(data);
        running = true;
    }

    @AfterEach
    void stop() {
        if (running) {
            office.close();
            running = false;
        }
    }

    private Ended type(String input, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine(
                new Home(folder, folder.resolve("cache")),
                Clock.systemUTC(),
                new ByteArrayInputStream(input.getBytes(UTF_8)));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int code = line.execute(words);
        return new Ended(code, out.toString(), err.toString());
    }

    private Ended admin(String... words) {
        return adminOn(data, words);
    }

    private Ended adminOn(Path where, String... words) {
        List<String> all = new ArrayList<>(List.of("admin"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", where.toString()));
        return type("", all.toArray(String[]::new));
    }

    private String upload(String name, String text) {
        TestOffice.Answer kept = office.post(Role.INTAKE, "/arrivals?name=" + name, text.getBytes(UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        return kept.body().get("id").asText();
    }

    private void uploadAndRead(String name, String... pages) {
        upload(name, name + " as it came");
        new TestWorker(office)
                .read(Stream.iterate(1, n -> n + 1)
                        .limit(pages.length)
                        .map(n -> TestWorker.text(n, pages[n - 1]))
                        .toArray(org.chartroom.api.work.PageResult[]::new));
    }

    private static int found(TestOffice in, String word) {
        return in.get(Role.CLINICIAN, "/search?q=" + word).body().get("total").asInt();
    }

    /** Files that hold the bytes of blobs. */
    private static List<Path> blobs(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().length() > 15)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static void spoil(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 6] ^= 0x20;
        Files.write(file, bytes);
    }

    @ParameterizedTest(name = "server running: {0}")
    @ValueSource(booleans = {true, false})
    void verifyTellsForEachChannelWhereEveryPageWent(boolean withServer) {
        uploadAndRead("two.tif", "first page", "second page");
        upload("waits.tif", "not read yet");
        if (!withServer) {
            stop();
        }
        Ended verified = admin("verify");
        assertThat(verified.code()).as(verified.toString()).isZero();
        assertThat(verified.out())
                .startsWith("Everything is as it must be.")
                .contains("upload          2 pages received = 2 in documents + 0 separators + 0 blank + 0 rejected"
                        + " (1 files pending)");
    }

    @Test
    void verifyNamesADamagedFileAndEndsWithOne() throws IOException {
        upload("letter.txt", "Dear colleague");
        stop();
        spoil(blobs(data).getFirst());
        Ended verified = admin("verify");
        assertThat(verified.code()).as(verified.toString()).isEqualTo(1);
        assertThat(verified.out()).startsWith("One thing is wrong: BLOBS ");
        Ended json = admin("verify", "--json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.out()).contains("\"check\":\"BLOBS\"");
    }

    @Test
    void aBackupTakenWhileTheServerWorksRestoresToTheSameRecordsAndFiles() throws Exception {
        uploadAndRead("letter.tif", "patient has quinsy");
        String before = upload("raw.txt", "bytes before the backup");
        Ended first = admin("backup", folder.resolve("backups").toString());
        assertThat(first.code()).as(first.toString()).isZero();
        assertThat(first.out())
                .startsWith("The backup is whole: 2 documents")
                .contains("open only with the key file " + folder.resolve("data.key") + ", which is not in it");
        upload("later.txt", "bytes after the backup");
        Ended second = admin("backup", folder.resolve("backups").toString(), "--json");
        JsonNode told = Json.mapper().readTree(second.out());
        assertThat(told.get("linked").asInt())
                .as("what the first backup has is shared")
                .isEqualTo(told.get("blobs").asInt() - 1)
                .isPositive();
        stop();

        Path again = folder.resolve("again");
        Ended withoutKey = adminOn(again, "restore", folder.resolve("backups").toString());
        assertThat(withoutKey.code()).as(withoutKey.toString()).isEqualTo(1);
        assertThat(withoutKey.err())
                .contains("are sealed with the key ", "again.key is not there", "Nothing was changed");
        assertThat(again).doesNotExist();
        Files.copy(folder.resolve("data.key"), folder.resolve("again.key"));
        Ended restored =
                adminOn(again, "restore", firstBackup(folder.resolve("backups")).toString());
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(restored.out()).contains("Everything is as it must be.", "upload ");
        try (TestOffice other = TestOffice.openWithItsKeyBeside(again)) {
            assertThat(found(other, "quinsy")).isEqualTo(1);
            assertThat(other.get(Role.INTAKE, "/arrivals/" + before + "/original")
                            .text())
                    .isEqualTo("bytes before the backup");
            assertThat(other.get(Role.INTAKE, "/arrivals").body().get("items")).hasSize(2);
        }
    }

    private static Path firstBackup(Path backups) throws IOException {
        try (Stream<Path> each = Files.list(backups)) {
            return each.sorted().findFirst().orElseThrow();
        }
    }

    @Test
    void aRestoreNeverGoesOverWhatIsKeptAndTakesNoDamagedBackup() throws IOException {
        upload("letter.txt", "Dear colleague");
        Path backups = folder.resolve("backups");
        assertThat(admin("backup", backups.toString()).code()).isZero();
        stop();

        Ended over = admin("restore", backups.toString());
        assertThat(over.code()).as(over.toString()).isEqualTo(1);
        assertThat(over.err()).contains("is not empty");

        spoil(blobs(firstBackup(backups)).getFirst());
        Path again = folder.resolve("again");
        Files.copy(folder.resolve("data.key"), folder.resolve("again.key"));
        Ended damaged = adminOn(again, "restore", backups.toString());
        assertThat(damaged.code()).as(damaged.toString()).isEqualTo(1);
        assertThat(damaged.err()).contains("is damaged", "use another backup");
        assertThat(again).doesNotExist();
        assertThat(admin("verify").code()).as("what was kept").isZero();
    }

    @Test
    void aBackupBesideItsKeySaysThatWhoTakesBothCanReadIt() {
        upload("letter.txt", "Dear colleague");
        Ended beside = admin("backup", folder.toString());
        assertThat(beside.code()).as(beside.toString()).isZero();
        assertThat(beside.out()).contains("the key file " + folder.resolve("data.key") + " lies beside it");
    }

    @Test
    void aNewKeySealsFromTheNextStartOnAndTheFormerOneStillOpens() throws Exception {
        String before = upload("before.txt", "sealed with the first key");
        Ended added = admin("key", "add");
        assertThat(added.code()).as(added.toString()).isZero();
        assertThat(added.out()).contains("Keep a new copy of that file");
        List<String> keys = admin("key", "list").out().lines().skip(1).toList();
        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst()).endsWith("seals what comes in");
        String key = Files.readString(folder.resolve("data.key"))
                .lines()
                .toList()
                .getLast()
                .split(" ")[1];
        assertThat(added.out() + keys).doesNotContain(key);

        stop();
        office = TestOffice.openWithItsKeyBeside(data);
        running = true;
        String after = upload("after.txt", "sealed with the second key");
        assertThat(office.get(Role.INTAKE, "/arrivals/" + before + "/original").text())
                .isEqualTo("sealed with the first key");
        assertThat(office.get(Role.INTAKE, "/arrivals/" + after + "/original").text())
                .isEqualTo("sealed with the second key");
        assertThat(admin("verify").code()).isZero();
        stop();
        Files.writeString(
                folder.resolve("data.key"),
                Files.readString(folder.resolve("data.key")).replaceAll("(?m)^.* \\S{44}\n\\z", ""));
        Ended without = admin("verify");
        assertThat(without.code()).as(without.toString()).isEqualTo(1);
        assertThat(without.err()).contains("are sealed with the key", "does not have it", "Nothing was changed");
    }

    @Test
    void aBackupInsideTheDataFolderIsRefusedByServerAndCommand() {
        String inside = data.resolve("copies").toString();
        Ended asked = admin("backup", inside);
        stop();
        Ended here = admin("backup", inside);
        assertThat(List.of(asked, here)).allSatisfy(ended -> {
            assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
            assertThat(ended.err()).contains("lies inside the data folder");
        });
    }

    @Test
    void reindexBuildsALostIndexFromTheRecordsWithAndWithoutTheServer() throws IOException {
        uploadAndRead("letter.tif", "patient has quinsy");
        TestOffice.until("the page is found", () -> found(office, "quinsy") == 1);
        Ended asked = admin("reindex");
        assertThat(asked.code()).as(asked.toString()).isZero();
        assertThat(asked.out()).contains("built anew from 1 documents");
        assertThat(found(office, "quinsy")).isEqualTo(1);
        stop();
        try (Stream<Path> files = Files.walk(data.resolve("index"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Ended here = admin("reindex");
        assertThat(here.code()).as(here.toString()).isZero();
        assertThat(admin("verify").code()).isZero();
    }

    @ParameterizedTest(name = "server running: {0}")
    @ValueSource(booleans = {true, false})
    void anAccountIsMadeAndSignsInAndItsSessionEndsWhenItIsClosed(boolean withServer) throws Exception {
        if (!withServer) {
            stop();
        }
        Ended made = type(
                "a long enough secret\n",
                "admin",
                "user",
                "add",
                "cmoor",
                "--name",
                "Casey Moor",
                "--roles",
                "intake,records-clerk",
                "--data",
                data.toString());
        assertThat(made.code()).as(made.toString()).isZero();
        JsonNode users = Json.mapper().readTree(admin("user", "list", "--json").out());
        assertThat(users.findValuesAsText("login")).contains("cmoor");
        if (!withServer) {
            office = TestOffice.openWithItsKeyBeside(data);
            running = true;
        }
        String token =
                admin("user", "token", "cmoor", "--label", "scanner").out().strip();
        assertThat(signIn("cmoor", "a long enough secret")).isEqualTo(200);
        assertThat(withToken(token)).isEqualTo(200);
        assertThat(admin("user", "disable", "cmoor").code()).isZero();
        assertThat(withToken(token)).isEqualTo(401);
        assertThat(signIn("cmoor", "a long enough secret")).isEqualTo(401);
    }

    @ParameterizedTest(name = "server running: {0}")
    @ValueSource(booleans = {true, false})
    void aSecondFactorIsResetForSomebodyWhoseTelephoneIsLost(boolean withServer) throws Exception {
        String login = Role.CLINICIAN.code();
        var clinician =
                office.server.house().accounting().byLogin(login).orElseThrow().id();
        office.server.house().store().write(records -> {
            records.accounts().offerSecondFactor(clinician, "whatever it is");
            records.accounts().confirmSecondFactor(clinician, Clock.systemUTC().instant(), 1, List.of());
            return clinician;
        });
        assertThat(signIn(login, TestOffice.PASSWORD)).isEqualTo(401);
        if (!withServer) {
            stop();
        }
        Ended reset = admin("user", "reset-second-factor", login);
        assertThat(reset.code()).as(reset.toString()).isZero();
        assertThat(reset.out()).contains("signs in with the password alone until a second factor is set up again");
        assertThat(admin("user", "reset-second-factor", login).code())
                .as("there is none any more")
                .isEqualTo(1);
        if (!withServer) {
            office = TestOffice.openWithItsKeyBeside(data);
            running = true;
        }
        assertThat(signIn(login, TestOffice.PASSWORD)).isEqualTo(200);
    }

    private int signIn(String login, String password) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(office.server.url() + "/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.mapper().writeValueAsString(Map.of("login", login, "password", password))))
                .build());
    }

    private int withToken(String token) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(office.server.url() + "/api/v1/arrivals"))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private static int send(HttpRequest request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource({
        "user add x --name X --roles king, 2, There is no role 'king'",
        "user add x --name X --roles intake, 1, no password was given on standard input",
        "user password nobody --generate, 1, there is no user 'nobody'",
        "user token intake --label scanner --days 5000, 2, 1 to 400 days",
        "user disable nobody, 1, there is no user 'nobody'",
    })
    void whatCannotBeDoneSaysWhyAndChangesNothing(String words, int code, String why) throws IOException {
        String before = admin("user", "list").out();
        Ended ended = admin(words.split(" "));
        assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
        assertThat(ended.err()).contains(why);
        assertThat(admin("user", "list").out()).isEqualTo(before);
    }

    @Test
    void theLastWhoCanAdministerCannotBeClosed() {
        Ended list = admin("user", "list");
        List<String> administrators = list.out()
                .lines()
                .filter(line -> line.contains("administrator"))
                .map(line -> line.split(" ")[0])
                .distinct()
                .toList();
        for (String login : administrators.subList(1, administrators.size())) {
            assertThat(admin("user", "disable", login).code()).isZero();
        }
        Ended last = admin("user", "disable", administrators.getFirst());
        assertThat(last.code()).as(last.toString()).isEqualTo(1);
        assertThat(last.err()).contains("last administrator");
        stop();
        assertThat(admin("user", "disable", administrators.getFirst()).code()).isEqualTo(1);
    }

    @Test
    void theTokenOfARunIsForTheOwnerOnlyAndEndsWithTheRun() throws Exception {
        Path file = data.resolve("run.json");
        RunFile run = RunFile.read(data).orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(withToken(run.token())).isEqualTo(200);
        byte[] left = Files.readAllBytes(file);
        stop();
        assertThat(file).doesNotExist();
        // As after a kill: the file is there, its server is not.
        Files.write(file, left);
        assertThat(admin("verify").code()).isZero();
        office = TestOffice.openWithItsKeyBeside(data);
        running = true;
        assertThat(withToken(run.token())).isEqualTo(401);
    }

    @Test
    void aFolderWithoutRecordsIsNoDataFolder() {
        Ended ended = adminOn(folder.resolve("elsewhere"), "verify");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("there are no records in");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }
}
