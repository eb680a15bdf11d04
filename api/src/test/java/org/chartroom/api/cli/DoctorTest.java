package org.chartroom.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.chartroom.api.ServerException;
import org.chartroom.api.TestOffice;
import org.chartroom.api.config.ConfigReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the doctor says of a machine and of a data folder, each check with what to do where it fails. */
@Timeout(240)
final class DoctorTest {
    @TempDir
    private Path folder;

    private record Seen(int code, Map<String, JsonNode> checks) {
        String state(String name) {
            return part(name, "state");
        }

        String part(String name, String part) {
            return Objects.requireNonNull(checks.get(name), name).get(part).asText();
        }
    }

    private static Seen look(Home home, String... words) throws Exception {
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine(home, Clock.systemUTC(), InputStream.nullInputStream());
        line.setOut(new PrintWriter(out));
        int code = line.execute(words);
        Map<String, JsonNode> checks = new HashMap<>();
        for (JsonNode check : new ObjectMapper().readTree(out.toString()).get("checks")) {
            checks.put(check.get("name").asText(), check);
        }
        return new Seen(code, checks);
    }

    @Test
    void aMachineThatHasEverythingReadsATestPageDecodesSoundAndListens() throws Exception {
        Home home = Home.fromLauncher();
        Assumptions.assumeTrue(
                Files.isRegularFile(home.tessdata().resolve("eng.traineddata"))
                        && Files.isDirectory(home.pocketsphinx().resolve("model")),
                "skipped: no OCR data or no speech engine; ./chartroom fetch brings them");
        Seen seen = look(home, "doctor", "--json");
        assertThat(seen.code()).as(seen.toString()).isZero();
        assertThat(seen.state("ocr")).isEqualTo("ok");
        assertThat(seen.state("ffmpeg")).isEqualTo("ok");
        assertThat(seen.state("speech-starts")).isEqualTo("ok");
    }

    @Test
    void anEmptyMachineIsToldWhatToDoAboutEachFailure() throws Exception {
        Seen seen = look(new Home(folder, folder.resolve("cache")), "doctor", "--json", "--data", folder + "/none");
        assertThat(seen.code()).isEqualTo(1);
        assertThat(seen.state("ocr")).isEqualTo("failed");
        assertThat(seen.state("store")).isEqualTo("failed");
        assertThat(seen.checks().values())
                .filteredOn(check -> !check.get("state").asText().equals("ok"))
                .allSatisfy(check -> assertThat(check.get("todo").asText()).isNotBlank());
    }

    @Test
    void aLanguageOfTheOfficeWhoseDataIsMissingIsNamedWithItsCommandAndTheServerDoesNotStart() throws Exception {
        Home home = new Home(folder, folder.resolve("cache"));
        Files.createDirectories(home.tessdata());
        Files.writeString(home.tessdata().resolve("eng.traineddata"), "data");
        Path config = folder.resolve("chartroom.yml");
        Files.writeString(config, "data: office\nreading: {languages: [spa, eng]}\nhttp: {port: 0, adminPort: 0}\n");

        Seen seen = look(home, "doctor", "--json", "--config", config.toString());
        assertThat(seen.state("ocr-data-spa")).isEqualTo("warning");
        assertThat(seen.part("ocr-data-spa", "todo")).contains("./chartroom fetch --language spa");

        assertThatThrownBy(() -> LocalOffice.start(ConfigReader.read(config), home))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("spa (reading.languages) is missing")
                .hasMessageContaining("./chartroom fetch --language spa");
        assertThat(folder.resolve("office")).doesNotExist();
        Files.writeString(config, "reading: {languages: [Spanish!]}\n");
        assertThatThrownBy(() -> ConfigReader.read(config)).hasMessageContaining("reading.languages");
    }

    @Test
    void aDataFolderIsLookedAtWithItsServerRunningAndStopped() throws Exception {
        Path data = folder.resolve("data");
        Home home = new Home(folder, folder.resolve("cache"));
        try (TestOffice office = TestOffice.openWithItsKeyBeside(data)) {
            Seen running = look(home, "doctor", "--json", "--data", data.toString());
            assertThat(running.state("store")).isEqualTo("ok");
            assertThat(running.part("store", "found")).contains(office.server.url());
            assertThat(running.checks()).containsKeys("server-disk", "server-store", "server-intake", "data-disk");
            assertThat(running.state("backup")).as("none was made").isEqualTo("warning");
        }
        Seen stopped = look(home, "doctor", "--json", "--data", data.toString());
        assertThat(stopped.state("store")).isEqualTo("ok");
        assertThat(stopped.state("index")).isEqualTo("ok");
        assertThat(stopped.state("sealing")).isEqualTo("ok");
        assertThat(stopped.state("key-file")).isEqualTo("ok");
    }

    @Test
    void whatIsWrongWithTheKeysIsSaidWithWhatToDo() throws Exception {
        Path data = folder.resolve("data");
        Path key = folder.resolve("data.key");
        Home home = new Home(folder, folder.resolve("cache"));
        TestOffice.openWithItsKeyBeside(data).close();

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Seen wide = look(home, "doctor", "--json", "--data", data.toString());
        assertThat(wide.state("key-file")).isEqualTo("warning");
        assertThat(wide.part("key-file", "todo")).isEqualTo("run chmod 600 " + key);

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path inside = data.resolve("keys.txt");
        Files.move(key, inside);
        Path config = folder.resolve("chartroom.yml");
        Files.writeString(config, "data: data\nstore: {keyFile: data/keys.txt}\n");
        Seen within = look(home, "doctor", "--json", "--config", config.toString());
        assertThat(within.state("sealing")).isEqualTo("ok");
        assertThat(within.part("key-file", "found")).contains("lies in the data folder");

        Files.writeString(config, "data: data\nstore: {keyFile: data/keys.txt, seal: false}\n");
        Seen off = look(home, "doctor", "--json", "--config", config.toString());
        assertThat(off.state("sealing")).isEqualTo("warning");

        Seen missing = look(home, "doctor", "--json", "--data", data.toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.state("sealing")).isEqualTo("failed");
        assertThat(missing.part("sealing", "found")).contains("data.key is not there");
        assertThat(key).as("no other key is made").doesNotExist();
    }

    @Test
    void anOpenNetworkAndPasswordsAloneAreWarnedOf() throws Exception {
        Path data = folder.resolve("data");
        Home home = new Home(folder, folder.resolve("cache"));
        TestOffice.openWithItsKeyBeside(data).close();
        Path config = folder.resolve("chartroom.yml");
        String office = "data: data\nstore: {keyFile: data.key}\n";

        Files.writeString(config, office + "http: {host: 0.0.0.0, port: 0}\nsessions: {secondFactor: {ask: []}}\n");
        Seen open = look(home, "doctor", "--json", "--config", config.toString());
        assertThat(open.state("network")).isEqualTo("warning");
        assertThat(open.part("network", "todo")).contains("http.keyStore");
        assertThat(open.state("second-factor")).isEqualTo("warning");
        assertThat(open.part("second-factor", "todo")).contains("sessions.secondFactor.ask");

        Files.writeString(
                config,
                office + "http: {host: 127.0.0.1, port: 0}\nsessions: {secondFactor: {ask: [administrator]}}\n");
        Seen closed = look(home, "doctor", "--json", "--config", config.toString());
        assertThat(closed.state("network")).isEqualTo("ok");
        assertThat(closed.state("second-factor")).isEqualTo("ok");
        assertThat(closed.part("second-factor", "found")).contains("administrator");
    }
}
