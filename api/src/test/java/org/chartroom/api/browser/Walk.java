package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One person at the pages: signs in, presses keys, looks. Whatever the pages complain about in the console fails the walk. */
final class Walk implements AutoCloseable, ExtensionContext.Store.CloseableResource {
    /** How the pages are looked at. */
    enum Look {
        DESK(1440, 900, false),
        PHONE(390, 844, false),
        DARK(1440, 900, true);

        final int width;
        final int height;
        final boolean dark;

        Look(int width, int height, boolean dark) {
            this.width = width;
            this.height = height;
            this.dark = dark;
        }
    }

    /** Reading and hearing take as long as they take on a busy machine. */
    static final double WORK_MS = 120_000;

    private static final double PAGE_MS = 15_000;
    private static final int MOST_TABS = 60;

    /** A person who waits for something looks so often. */
    private static final double LOOK_MS = 50;

    final Office office;
    private final Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    /** The calls of each page that have no answer yet, or never got one. */
    private final Map<Page, List<String>> calls = new HashMap<>();

    Walk(Office office, Browser browser) {
        this.office = office;
        this.browser = browser;
    }

    /** A walk through another office, in the same browser; to be closed by who asked for it. */
    Walk in(Office other) {
        return new Walk(other, browser);
    }

    /** A page of somebody who is signed in, at the first page of the role. */
    Page signedIn(Role role, Look look) {
        Page page = open(look, "/");
        press(page, role.code(), "Tab", Office.PASSWORD, "Enter");
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main")))
                .isVisible();
        page.locator("#main h1").first().waitFor();
        return page;
    }

    /** An address, seen by nobody in particular. */
    Page open(Look look, String path) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setViewportSize(look.width, look.height)
                .setColorScheme(look.dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale("en-US");
        if (look == Look.PHONE) {
            options.setIsMobile(true).setHasTouch(true);
        }
        BrowserContext context = browser.newContext(options);
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(PAGE_MS);
        // Taken over from the start: a key can open the dialog before the browser hears that somebody waits for it.
        page.onFileChooser(_ -> {});
        page.onPageError(error -> complaints.add(error));
        page.onConsoleMessage(message -> {
            // A refused call is an answer that pages show; only what the pages themselves do wrong counts here.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        List<String> open = new ArrayList<>();
        calls.put(page, open);
        page.onRequest(request -> open.add(request.method() + " " + request.url()));
        page.onRequestFinished(request -> open.remove(request.method() + " " + request.url()));
        page.onRequestFailed(request -> {
            open.remove(request.method() + " " + request.url());
            open.add("failed, " + request.failure() + ": " + request.method() + " " + request.url());
        });
        page.navigate(office.url() + path);
        page.locator("main").first().waitFor();
        return page;
    }

    void goTo(Page page, String path) {
        page.navigate(office.url() + path);
        page.locator("#main h1").first().waitFor();
    }

    /** Presses keys one after another; what is no key's name is typed. */
    static void press(Page page, String... keys) {
        for (String key : keys) {
            if (KEYS.contains(key) || key.matches("(Control|Shift|Alt)\\+.+")) {
                page.keyboard().press(key);
            } else {
                page.keyboard().type(key);
            }
        }
    }

    private static final List<String> KEYS = List.of(
            "Tab",
            "Enter",
            "Escape",
            "ArrowDown",
            "ArrowUp",
            "ArrowLeft",
            "ArrowRight",
            "PageDown",
            "Delete",
            "F4",
            "Home",
            "End",
            "F7",
            "F8",
            " ");

    /** Waits until there is a control with this name, as a person looks before pressing, and presses Tab until it has the focus. */
    static void tabTo(Page page, String name) {
        try {
            page.waitForFunction(
                    "name => {" + CONTROLS
                            + "return all(document.body).some(at => canBeReached(at) && called(at).includes(name)); }",
                    name,
                    new Page.WaitForFunctionOptions().setPollingInterval(LOOK_MS));
        } catch (TimeoutError e) {
            throw new AssertionError("There is no '" + name + "' to press Tab for", e);
        }
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.evaluate("name => {" + CONTROLS + "return called(focused()).includes(name); }", name)) {
                return;
            }
        }
        throw new AssertionError("Tab never reaches '" + name + "'");
    }

    /** Elements, what they are called and which has the focus, through all shadow roots. */
    private static final String CONTROLS = """
            const all = n => [...(n.shadowRoot?.children ?? []), ...n.children].flatMap(each => [each, ...all(each)]);
            const canBeReached = at => at.checkVisibility() && at.matches("a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, audio, video, [tabindex]:not([tabindex='-1'])");
            const called = at => (at?.getAttribute("aria-label") ?? "") + " " + (at?.labels?.[0]?.textContent ?? "") + " " + (at?.matches("button, a") ? at.textContent : "").trim();
            const focused = () => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at; };
            """;

    /** Answers the file dialog that a key opens. */
    static void choose(Page page, String key, Path file) {
        FileChooser chooser = page.waitForFileChooser(() -> page.keyboard().press(key));
        chooser.setFiles(file);
    }

    /** Waits for words to be on the page; scanning and hearing may take minutes. */
    static void sees(Locator where, double ms) {
        where.first().waitFor(new Locator.WaitForOptions().setTimeout(ms));
    }

    static void sees(Page page, String words) {
        sees(page.getByText(words), PAGE_MS);
    }

    /** No rule of WCAG 2.2 A or AA is broken on what is shown. */
    static void isAccessible(Page page) {
        List<Rule> broken = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        // The check ends in a page of its own; a key that is pressed while the focus comes back would be lost.
        page.bringToFront();
        assertThat(broken.stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> String.valueOf(node.getTarget()) + " "
                                                + String.valueOf(node.getFailureSummary())
                                                        .replace('\n', ' '))
                                        .limit(3)
                                        .toList())
                        .toList())
                .as("rules broken at %s", page.url())
                .isEmpty();
    }

    /** The pages complained about nothing so far. */
    void isQuiet() {
        assertThat(complaints).isEmpty();
    }

    /** What the pages of this walk say, for the one who mends a failed walk; one line. */
    String told() {
        return contexts.stream()
                .flatMap(context -> context.pages().stream())
                .map(Walk::told)
                .collect(Collectors.joining(" | "));
    }

    /** Its warnings, address, field with the focus and text, shadow roots too; the focused field with its value. */
    private static String told(Page page) {
        try {
            return (String) page.evaluate("() => {" + CONTROLS + """
                      const inside = n => [...(n.shadowRoot?.childNodes ?? []), ...n.childNodes];
                      const text = n => n.nodeType === Node.TEXT_NODE ? n.data : ["STYLE", "SCRIPT"].includes(n.nodeName) ? "" : inside(n).map(text).join(" ");
                      const plain = n => text(n).replace(/\\s+/g, " ").trim();
                      const alerts = n => n.nodeType !== Node.ELEMENT_NODE ? [] : n.matches("[role=alert]") ? [plain(n)] : inside(n).flatMap(alerts);
                      const at = focused();
                      return `Warnings: ${alerts(document.body).filter(a => a).join("; ") || "none"}. `
                        + `Address: ${location}. Focus: ${at?.localName}#${at?.id}=${at?.value ?? ""}. Text: ${plain(document.body).slice(0, 3000)}`;
                    }
                    """);
        } catch (PlaywrightException e) {
            return page.url() + " does not answer";
        }
    }

    /** Pictures of what every page of this walk shows and what it waits for, for the one who mends a failed walk. */
    void picture(Path folder, String name) throws IOException {
        int number = 0;
        for (BrowserContext context : contexts) {
            for (Page page : context.pages()) {
                page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + number + ".png")));
                Files.writeString(
                        folder.resolve(name + "-" + number + ".txt"),
                        page.url() + "\n" + String.join("\n", calls.getOrDefault(page, List.of())) + "\n");
                number++;
            }
        }
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        isQuiet();
    }
}
