package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.chartroom.api.config.ConfigException;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.api.config.IntakeConfig;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that a running server fetches from. */
class WatchedFoldersTest {
    @TempDir
    Path folder;

    Path scanner;
    Path recorder;
    TestOffice office;

    @BeforeEach
    void open() throws IOException {
        scanner = Files.createDirectory(folder.resolve("scanner"));
        recorder = folder.resolve("recorder");
        office = start(50_000_000, 0);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private TestOffice start(long maxBytes, long keepFree) {
        ServerConfig config = TestOffice.config(folder.resolve("data"))
                .withUploads(new ServerConfig.Uploads(maxBytes, keepFree))
                .withIntake(List.of(
                        new IntakeConfig.Folder(scanner, "fax", "Front desk scanner", 1),
                        new IntakeConfig.Folder(recorder, "dictation", "", 1)));
        return TestOffice.open(config, Clock.systemUTC());
    }

    private List<JsonNode> arrivals() {
        List<JsonNode> all = new java.util.ArrayList<>();
        office.get(Role.INTAKE, "/arrivals").body().get("items").forEach(all::add);
        return all;
    }

    private JsonNode door(int number) {
        return office.get(Role.ADMINISTRATOR, "/status").body().get("intake").get(number);
    }

    private JsonNode health() {
        TestOffice.Answer answer =
                office.send(HttpRequest.newBuilder(URI.create(office.server.adminUrl() + "/healthcheck"))
                        .build());
        return answer.body().get("intake");
    }

    @Test
    void filesOfAScannerArriveAndTheDayAddsUpByChannel() throws IOException {
        Files.createDirectory(scanner.resolve("room 2"));
        Files.writeString(scanner.resolve("room 2").resolve("letter.txt"), "one page");
        Files.writeString(scanner.resolve("fax.txt"), "another page");
        Files.writeString(scanner.resolve("half.txt.part"), "still written");
        TestOffice.until("both arrive", () -> arrivals().size() == 2);
        assertThat(office.post(Role.INTAKE, "/arrivals?name=up.txt", "uploaded".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(201);
        TestWorker worker = new TestWorker(office);
        for (int i = 0; i < 3; i++) {
            worker.read(TestWorker.text(1, "words"));
        }
        assertThat(arrivals())
                .filteredOn(each -> each.get("channel").asText().equals("WATCHED_FOLDER"))
                .hasSize(2)
                .allSatisfy(each -> {
                    assertThat(each.get("sender").asText()).isEqualTo("Front desk scanner");
                    assertThat(each.get("kind").asText()).isEqualToIgnoringCase("fax");
                });
        JsonNode lines = office.get(Role.INTAKE, "/arrivals/reconciliation?days=2")
                .body()
                .get("items");
        assertThat(lines.findValuesAsText("channel")).containsExactlyInAnyOrder("WATCHED_FOLDER", "UPLOAD");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.get("balanced").asBoolean()).isTrue();
            assertThat(line.get("received").asInt())
                    .isEqualTo(line.get("arrivals").asInt());
        });
        assertThat(scanner.resolve("processed/room 2/letter.txt")).exists();
        assertThat(scanner.resolve("half.txt.part")).exists();
        TestOffice.until("both are counted", () -> door(0).get("taken").asInt() == 2);
        assertThat(door(0).get("lastFileAt").asText()).isNotBlank();
    }

    @Test
    void aFolderThatIsNotThereIsAWarningAndNotTheEndOfTheServer() throws IOException {
        TestOffice.until("it is told", () -> !door(1).path("trouble").isNull());
        assertThat(health().get("healthy").asBoolean()).isTrue();
        assertThat(health().get("message").asText())
                .startsWith("Warning: The watched folder " + recorder + " is not there. Since 20")
                .contains("Make it");
        JsonNode warning =
                office.get(Role.ADMINISTRATOR, "/status").body().get("warnings").get(0);
        assertThat(warning.get("text").asText()).contains("is not there");
        assertThat(warning.get("whatToDo").asText()).isNotBlank();
        assertThat(warning.get("since").asText()).startsWith("20");
        Files.createDirectory(recorder);
        Files.writeString(recorder.resolve("note.wav"), "RIFF");
        TestOffice.until("it is taken", () -> arrivals().size() == 1);
        TestOffice.until("all is well", () -> door(1).path("trouble").isNull());
        assertThat(arrivals().getFirst().get("kind").asText()).isEqualToIgnoringCase("dictation");
        assertThat(health().path("message").asText("")).isIn("", "null");
    }

    @Test
    void aFileThatCannotBeTakenIsSetAsideWithTheReasonAndCounted() throws IOException {
        office.close();
        office = start(10, 0);
        Files.writeString(scanner.resolve("long.txt"), "more than ten bytes");
        Files.writeString(scanner.resolve("short.txt"), "short");
        TestOffice.until("one failed", () -> door(0).get("failed").asInt() == 1);
        assertThat(scanner.resolve("failed/long.txt")).hasContent("more than ten bytes");
        assertThat(Files.readString(scanner.resolve("failed/long.txt.reason.txt")))
                .contains("longer than the 10 bytes");
        TestOffice.until("the other arrived", () -> arrivals().size() == 1);
    }

    @Test
    void whileTheDiskIsFullFilesStayAndAreTakenWhenThereIsRoom() throws IOException {
        office.close();
        office = start(50_000_000, Long.MAX_VALUE / 2);
        Files.writeString(scanner.resolve("scan.txt"), "waits");
        TestOffice.until("it is told", () -> door(0).path("trouble").toString().contains("disk is full"));
        assertThat(scanner.resolve("scan.txt")).exists();
        assertThat(arrivals()).isEmpty();
        office.close();
        office = start(50_000_000, 0);
        TestOffice.until("it is taken", () -> arrivals().size() == 1);
    }

    @Test
    void theConfigurationSaysWhatIsWrongWithADoor() throws Exception {
        assertThatThrownBy(() -> read("intake: [{channel: folder, folder: in, as: letter}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("scan, fax or dictation");
        assertThatThrownBy(() -> read("intake: [{channel: folder}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("needs a folder");
        assertThatThrownBy(() -> read("intake: [{channel: folder, folder: data/in}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("place of its own");
        assertThatThrownBy(() -> read("intake: [{channel: folder, folder: in}, {channel: folder, folder: in/deeper}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("place of its own");
        assertThat(read("intake: [{channel: folder, folder: in}]").intake())
                .containsExactly(new IntakeConfig.Folder(folder.resolve("in"), "scan", "", 10));
    }

    private ServerConfig read(String yaml) throws IOException, ConfigException {
        return ConfigReader.read(Files.writeString(folder.resolve("server.yml"), yaml));
    }
}
