package org.chartroom.api.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives walks a {@link Walk}: one office and one Chromium for all of them, a fresh browser profile for each test. Where
 * there is no Chromium or nothing to read pages with, the walks are skipped and say so. A walk that fails tells what its
 * pages said then, and leaves pictures of them in {@code target/walks}.
 */
final class Browser implements ExecutionCondition, ParameterResolver, TestExecutionExceptionHandler {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Browser.class);
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--autoplay-policy=no-user-gesture-required");

    /** The Chromium of this machine; preferred is the one without windows, which starts faster and leaves more to the server. */
    static Optional<Path> chromium() {
        return Stream.of(
                        System.getenv().getOrDefault("CHARTROOM_CHROMIUM", ""),
                        "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (chromium().isEmpty()) {
            return ConditionEvaluationResult.disabled(
                    "browser walks skipped: no Chromium; install it (Debian: apt-get install chromium) or set CHARTROOM_CHROMIUM");
        }
        if (!Office.canRead()) {
            return ConditionEvaluationResult.disabled(
                    "browser walks skipped: no OCR data; ./chartroom fetch brings it");
        }
        return ConditionEvaluationResult.enabled("Chromium at " + chromium().orElseThrow());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Walk.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared =
                context.getRoot().getStore(HERE).getOrComputeIfAbsent(Shared.class, _ -> new Shared(), Shared.class);
        return context.getStore(HERE)
                .getOrComputeIfAbsent(Walk.class, _ -> new Walk(shared.office, shared.browser), Walk.class);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Walk walk = context.getStore(HERE).get(Walk.class, Walk.class);
        if (walk == null) {
            throw failure;
        }
        walk.picture(
                Path.of("target", "walks"),
                context.getRequiredTestClass().getSimpleName() + "-"
                        + context.getRequiredTestMethod().getName());
        if (!(failure instanceof AssertionError || failure instanceof PlaywrightException)) {
            throw failure;
        }
        // One line, without Playwright's own stack: it is what the list of failed tests shows.
        String wrong =
                String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").replaceAll("stack='.*?Call log:", "");
        throw new AssertionError(wrong + " " + walk.told(), failure);
    }

    /** What all walks of a run share; ends with the run. */
    private static final class Shared implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        private final Office office;
        private final Playwright playwright;
        private final com.microsoft.playwright.Browser browser;

        Shared() {
            try {
                Path folder =
                        Files.createTempDirectory(Path.of("target"), "walks-").toAbsolutePath();
                office = Office.open(folder);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium().orElseThrow())
                            .setArgs(OPTIONS));
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
            office.close();
        }
    }
}
