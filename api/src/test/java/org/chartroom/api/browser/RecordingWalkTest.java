package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.chartroom.api.cli.Home;
import org.chartroom.api.kill.ServerProcess;
import org.chartroom.transcribe.FfmpegProgram;
import org.chartroom.transcribe.PcmDecoder;
import org.chartroom.transcribe.PcmStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A doctor dictates into a microphone that plays a sample dictation; server and tab crash in the middle of it. */
final class RecordingWalkTest {
    private static final int RATE = 16_000;
    private static final Duration MOST_LOST = Duration.ofSeconds(2);
    private static final double MOST_MS = 30_000;

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Path data;
    private Path cache;
    private Path config;
    private String url;
    private String token;
    private ServerProcess server;
    private Browser browser;

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(org.chartroom.api.browser.Browser.chromium().isPresent(), "browser walks skipped: no Chromium");
        assumeTrue(Office.canHear(), "no speech engine on this machine; ./chartroom fetch brings one");
        Files.createDirectories(Path.of("target", "walks"));
        data = folder.resolve("data");
        cache = Path.of(System.getProperty("chartroom.cache", System.getProperty("chartroom.root", ".") + "/.cache"))
                .toAbsolutePath();
        config = folder.resolve("server.yml");
        int port;
        int adminPort;
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0)) {
            port = one.getLocalPort();
            adminPort = two.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        Files.writeString(
                config,
                json.writeValueAsString(Map.of(
                        "data",
                        data.toString(),
                        "http",
                        Map.of("port", port, "adminPort", adminPort),
                        "workers",
                        Map.of("count", 1))));
        server = ServerProcess.start(data, cache, config);
        String administrator = server.administratorToken();
        call(
                administrator,
                "/users",
                Map.of(
                        "login",
                        "castlemaine",
                        "displayName",
                        "Dr. Rowena Castlemaine",
                        "password",
                        Office.PASSWORD,
                        "roles",
                        List.of("clinician", "administrator")));
        token = administrator;
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        open.add(playwright);
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(
                                org.chartroom.api.browser.Browser.chromium().orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--use-fake-ui-for-media-stream",
                                "--use-fake-device-for-media-stream",
                                "--use-file-for-fake-audio-capture=" + microphone(),
                                "--autoplay-policy=no-user-gesture-required")));
        open.add(browser);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** A sample dictation as a WAV file, which Chromium plays again and again as if it were spoken. */
    private Path microphone() throws Exception {
        Path natives = Home.fromLauncher().tools().natives();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PcmStream pcm = new PcmDecoder(FfmpegProgram.unpackInto(natives), PcmDecoder.Limits.standard())
                .open(Office.sample("dictations/dictation-01.opus"), RATE)) {
            short[] some = new short[4096];
            for (int n = pcm.read(some); n > 0; n = pcm.read(some)) {
                for (int i = 0; i < n; i++) {
                    bytes.write(some[i]);
                    bytes.write(some[i] >> 8);
                }
            }
        }
        Path file = folder.resolve("microphone.wav");
        try (AudioInputStream audio = new AudioInputStream(
                new ByteArrayInputStream(bytes.toByteArray()),
                new AudioFormat(RATE, 16, 1, true, false),
                bytes.size() / 2)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }

    private JsonNode call(String bearer, String path, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json");
        HttpResponse<byte[]> answer = http.send(
                (body == null
                                ? request.GET()
                                : request.POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isBetween(200, 299);
        return json.readTree(answer.body());
    }

    private Page signedIn(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(MOST_MS);
        page.navigate(url + "/dictations");
        page.locator("main").first().waitFor();
        Walk.press(page, "castlemaine", "Tab", Office.PASSWORD, "Enter");
        page.locator("#main h1").first().waitFor();
        return page;
    }

    private BrowserContext context(Walk.Look look) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width, look.height)
                .setColorScheme(look.dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setIsMobile(look == Walk.Look.PHONE)
                .setHasTouch(look == Walk.Look.PHONE)
                .setLocale("en-US"));
        open.add(context);
        return context;
    }

    private static long recorded(Page page) {
        return Long.parseLong(page.locator("[data-recorded]").getAttribute("data-recorded"));
    }

    private static void awaitRecorded(Page page, long samples) {
        page.waitForFunction(
                "n => { const find = (root) => { const at = root.querySelector('[data-recorded]'); if (at) return at;"
                        + " for (const e of root.querySelectorAll('*')) if (e.shadowRoot) { const f = find(e.shadowRoot); if (f) return f; }"
                        + " return null; }; return Number(find(document)?.getAttribute('data-recorded') ?? 0) >= n; }",
                (double) samples,
                new Page.WaitForFunctionOptions().setTimeout(60_000));
    }

    private static void note(String line, Object... values) throws IOException {
        Files.writeString(
                Path.of("target", "walks", "recording.txt"),
                String.format(Locale.ROOT, line, values),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "walks", "recording-" + name + ".png")));
    }

    @Test
    void whatWasSaidOutlivesServerAndTabAndBecomesASignedNote() throws Exception {
        BrowserContext context = context(Walk.Look.DESK);
        Page page = signedIn(context);
        Walk.press(page, "r");
        assertThat(page).hasURL(Pattern.compile("/dictations/record$"));
        assertThat(page.locator("button.rec")).isFocused(new LocatorAssertions.IsFocusedOptions().setTimeout(MOST_MS));
        Walk.press(page, "Enter");
        Walk.sees(page.getByText("Recording", new Page.GetByTextOptions().setExact(true)), MOST_MS);
        awaitRecorded(page, RATE);
        long began = System.nanoTime() - Duration.ofSeconds(1).toNanos();

        // Live text comes while it is spoken.
        Locator heard = page.locator("[data-heard]");
        heard.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        assertThat(heard.textContent()).isNotBlank();
        note("first words %.1f s after the first sound%n", (System.nanoTime() - began) / 1e9);
        Walk.isAccessible(page);
        picture(page, "desk");

        // The server is killed, and comes back; nothing that is spoken meanwhile is lost.
        assertThat(server.kill()).isEmpty();
        Walk.sees(page.getByText(Pattern.compile("The server cannot be reached")), MOST_MS);
        picture(page, "server-away");
        server = ServerProcess.start(data, cache, config);
        Walk.sees(page.getByText("What you say is kept on the server as you speak."), MOST_MS);
        awaitRecorded(page, recorded(page) + 2 * RATE);

        // The tab crashes.
        long said = recorded(page);
        double spokenSeconds = (System.nanoTime() - began) / 1e9;
        try {
            page.navigate("chrome://crash", new Page.NavigateOptions().setTimeout(3_000));
        } catch (PlaywrightException crashed) {
            assertThat(crashed).hasMessageContaining("crash");
        }

        Page again = context.newPage();
        again.navigate(url + "/dictations");
        Locator left = again.getByText(Pattern.compile("is not handed in"));
        Walk.sees(left, MOST_MS);
        Walk.isAccessible(again);
        picture(again, "unfinished");
        Walk.tabTo(again, "Hand in");
        Walk.press(again, "Enter");
        Walk.sees(again, "The dictation is kept.");
        String id =
                call(token, "/dictations", null).get("items").get(0).get("id").asText();
        double keptSeconds = seconds(id);
        note(
                "recorded for %.2f s by the clock, %.2f s as shown, %.2f s kept%n",
                spokenSeconds, (double) said / RATE, keptSeconds);
        assertThat(keptSeconds).isGreaterThan((double) said / RATE - MOST_LOST.toSeconds());
        assertThat(keptSeconds).isGreaterThan(spokenSeconds - MOST_LOST.toSeconds());

        // Corrected, signed with a blank and its reason, added to: by keyboard.
        signed(again, id);
    }

    private double seconds(String id) throws Exception {
        HttpResponse<byte[]> wav = http.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/dictations/" + id + "/audio"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        try (AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav.body()))) {
            return audio.getFrameLength() / (double) audio.getFormat().getFrameRate();
        }
    }

    private void signed(Page page, String id) {
        Locator draft = page.getByRole(
                AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("Progress note.*Draft")));
        Walk.sees(draft, Walk.WORK_MS);
        page.navigate(url + "/dictations/" + id);
        page.getByLabel("Text of the dictation").waitFor();
        Walk.tabTo(page, "Text of the dictation");
        Walk.press(page, "Control+End", " Hydrangea allergy, since ____[00:03].");
        Walk.sees(page.getByText(Pattern.compile("^Kept ")), Walk.WORK_MS);
        Walk.press(page, "F4", "F4", "F4", "F4", "Escape");
        Walk.sees(page.getByText("You have played the whole recording."), Walk.WORK_MS);
        Walk.press(page, "Control+Enter");
        Walk.sees(page.getByText(Pattern.compile("You sign this progress note")), MOST_MS);
        Walk.isAccessible(page);
        picture(page, "sign");
        Walk.press(page, "Shift+Tab", "The patient does not remember.", "Tab", Office.PASSWORD, "Enter");
        Walk.sees(page.getByText(Pattern.compile("^Signed\\.")), MOST_MS);
        assertThat(page.getByLabel("Text of the dictation")).not().isEditable();
        page.locator("main").focus();
        Walk.press(page, "a");
        Walk.sees(page.getByText("Sign the addendum"), MOST_MS);
        Walk.press(page, "Seen again, well.");
        Walk.tabTo(page, "Sign the addendum");
        Walk.press(page, "Enter");
        Walk.sees(page.getByText("The addendum is signed."), MOST_MS);
    }

    @Test
    void isRecordedOverInsertedIntoAndTakenBackOnAPhoneInTheDark() throws Exception {
        BrowserContext context = context(Walk.Look.PHONE);
        Page page = signedIn(context);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Walk.press(page, "r");
        assertThat(page.locator("button.rec")).isFocused(new LocatorAssertions.IsFocusedOptions().setTimeout(MOST_MS));
        Walk.press(page, "Enter");
        awaitRecorded(page, 4 * RATE);
        Walk.press(page, "Enter");
        Walk.sees(page.getByText("Paused", new Page.GetByTextOptions().setExact(true)), MOST_MS);
        long first = recorded(page);
        page.locator("main").focus();
        Walk.press(page, "Home", "i", "r");
        awaitRecorded(page, first + 2 * RATE);
        Walk.press(page, "r");
        long both = recorded(page);
        Walk.sees(page.getByText("What you say is kept on the server as you speak."), MOST_MS);
        assertThat(page.getByRole(AriaRole.SLIDER).getAttribute("aria-valuemax"))
                .as("what was inserted makes it longer")
                .isEqualTo(Long.toString(Math.round((double) both / RATE)));
        picture(page, "phone-dark");
        Walk.isAccessible(page);
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(390);
        Walk.press(page, "Control+z");
        Walk.sees(page, "The last take is taken back.");
        page.locator("main").focus();
        Walk.press(page, "Home", "i", "r");
        awaitRecorded(page, both + RATE);
        Walk.press(page, "r");
        Walk.press(page, "Control+Enter");
        Walk.sees(page, "The dictation is kept.");
        JsonNode made = call(token, "/dictations", null).get("items").get(0);
        assertThat(seconds(made.get("id").asText()))
                .as("recorded over and taken back leaves it as long as it was")
                .isBetween((double) first / RATE - 0.2, (double) first / RATE + 0.2);
    }
}
