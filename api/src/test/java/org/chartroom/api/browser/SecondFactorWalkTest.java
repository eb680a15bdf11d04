package org.chartroom.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.chartroom.api.auth.Authenticator;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Setting up a second factor, signing in with it and resetting it, at a desk without a mouse, in dark and on a phone. */
@ExtendWith(Browser.class)
final class SecondFactorWalkTest {
    private static final List<String> ASKED = List.of("records-clerk", "privacy-officer", "administrator");
    private static final Duration STEP = Duration.ofSeconds(30);

    /** The line around the code with its round corners, px. */
    private static final int FRAME = 4;

    private final Clock clock = Clock.systemUTC();

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of("target", "walks", "second-factor-" + name + ".png")));
    }

    /** What a telephone sees that is held before the screen. */
    private static Authenticator scanned(Page page) throws Exception {
        BufferedImage shown =
                ImageIO.read(new ByteArrayInputStream(page.locator("svg.qr").screenshot()));
        BufferedImage image =
                shown.getSubimage(FRAME, FRAME, shown.getWidth() - 2 * FRAME, shown.getHeight() - 2 * FRAME);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        // Read as what it is, an upright picture: the search for one in a photograph fails at one secret of a thousand.
        String uri = new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.PURE_BARCODE, Boolean.TRUE))
                .getText();
        Authenticator app = Authenticator.of(uri);
        assertThat(page.locator(".secret").innerText().replace(" ", ""))
                .as("the same, to be typed")
                .isEqualTo(app.base32());
        return app;
    }

    private static Office office(int graceDays) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "walks-").toAbsolutePath();
        return Office.open(folder, new ServerConfig.SecondFactor(ASKED, graceDays));
    }

    private static void signsIn(Page page, Role role) {
        Walk.press(page, role.code(), "Tab", Office.PASSWORD, "Enter");
    }

    private static void signsOut(Page page, String name) {
        Walk.tabTo(page, name + ": settings");
        Walk.press(page, "Enter");
        Walk.tabTo(page, "Sign out");
        Walk.press(page, "Enter");
        page.locator("#login").waitFor();
    }

    @Test
    void whoIsAskedMayPutItOffSetsItUpByKeyboardAndSignsInWithACode(Walk shared) throws Exception {
        try (Office office = office(14);
                Walk walk = shared.in(office)) {
            Page page = walk.open(Walk.Look.DESK, "/search?q=knee");
            signsIn(page, Role.PRIVACY_OFFICER);
            page.locator("nav").first().waitFor();
            assertThat(page.url()).as("the work goes first").endsWith("/search?q=knee");
            Walk.isAccessible(page);
            picture(page, "told");
            page.locator("a.notice", new Page.LocatorOptions().setHasText("Set up your second factor"))
                    .focus();
            Walk.press(page, "Enter");
            Walk.sees(page, "You can put it off until");
            Walk.isAccessible(page);
            picture(page, "asked");
            Walk.tabTo(page, "Later");
            Walk.press(page, "Enter");
            page.waitForURL("**/search?q=knee");

            Walk.tabTo(page, Office.name(Role.PRIVACY_OFFICER) + ": settings");
            Walk.press(page, "Enter");
            Walk.tabTo(page, "Second factor");
            Walk.press(page, "Enter");
            Walk.tabTo(page, "Your password");
            Walk.press(page, "wrong horse", "Enter");
            Walk.sees(page, "The password is not right. Nothing was changed.");
            Walk.press(page, Office.PASSWORD, "Enter");
            Walk.sees(page, "Take the secret into your app");
            Walk.isAccessible(page);
            picture(page, "offer");
            Authenticator app = scanned(page);
            Walk.tabTo(page, "Code of six digits");
            Walk.press(page, "000000", "Enter");
            Walk.sees(page, "the secret is still good");
            Walk.press(page, app.code(clock.instant()), "Enter");
            Walk.sees(page, "Keep these recovery codes");
            assertThat(page.locator("ul.codes li").allInnerTexts()).hasSize(10);
            String recovery = page.locator("ul.codes li").first().innerText();
            Walk.isAccessible(page);
            picture(page, "codes");
            Walk.tabTo(page, "I have kept them, go on");
            Walk.press(page, "Enter");
            page.locator("nav").first().waitFor();
            walk.goTo(page, "/second-factor");
            Walk.sees(page, "10 recovery codes left");
            Walk.isAccessible(page);
            picture(page, "set-up");

            signsOut(page, Office.name(Role.PRIVACY_OFFICER));
            signsIn(page, Role.PRIVACY_OFFICER);
            Walk.sees(page, "is right. Type the code");
            assertThat(page.locator("nav").count()).as("nobody is signed in").isZero();
            Walk.isAccessible(page);
            picture(page, "code");
            Walk.press(page, "123456", "Enter");
            Walk.sees(page, "The code is not right");
            Walk.isAccessible(page);
            picture(page, "wrong-code");
            Walk.press(page, app.code(clock.instant().plus(STEP)), "Enter");
            page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main"))
                    .waitFor();

            // A locked screen opens with the password; a session that is over asks for the code there, too.
            Walk.press(page, "Control+l");
            page.locator("cr-lock #again").waitFor();
            Walk.press(page, Office.PASSWORD, "Enter");
            page.locator("cr-lock dialog[open]")
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
            page.context().clearCookies();
            Walk.press(page, "Control+l");
            page.locator("cr-lock #again").waitFor();
            Walk.press(page, Office.PASSWORD, "Enter");
            page.locator("cr-lock #code").waitFor();
            Walk.isAccessible(page);
            picture(page, "lock");
            Walk.press(page, recovery, "Enter");
            page.locator("cr-lock dialog[open]")
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
            walk.goTo(page, "/second-factor");
            Walk.sees(page, "9 recovery codes left");

            Page chief = walk.open(Walk.Look.DARK, "/admin");
            signsIn(chief, Role.ADMINISTRATOR);
            Walk.sees(chief, "Set up your second factor");
            Walk.isAccessible(chief);
            picture(chief, "told-dark");
            chief.getByText(Office.name(Role.PRIVACY_OFFICER)).first().waitFor();
            picture(chief, "users-dark");
            chief.getByText(Office.name(Role.PRIVACY_OFFICER)).first().click();
            Walk.press(chief, "Enter");
            Walk.tabTo(chief, "Reset the second factor");
            picture(chief, "user-dark");
            Walk.press(chief, "Enter");
            Walk.sees(chief, "is signed out everywhere now");
            Walk.isAccessible(chief);
            picture(chief, "reset-dark");
            Walk.tabTo(chief, "Reset it");
            Walk.press(chief, "Enter");
            Walk.sees(chief, "was reset. Their password alone signs in");
            walk.isQuiet();
        }
    }

    @Test
    void whenTheTimeIsOverNothingElseIsShownBeforeItIsSetUpAlsoOnAPhone(Walk shared) throws Exception {
        try (Office office = office(0);
                Walk walk = shared.in(office)) {
            Page page = walk.open(Walk.Look.PHONE, "/patients?q=MR820673");
            signsIn(page, Role.RECORDS_CLERK);
            Walk.sees(page, "the time to put this off is over");
            assertThat(page.locator("nav").count()).as("no rail").isZero();
            assertThat(page.getByText("Later").count()).isZero();
            Walk.isAccessible(page);
            picture(page, "required-phone");
            page.navigate(office.url() + "/inbox");
            Walk.sees(page, "the time to put this off is over");
            assertThat(page.url()).endsWith("/second-factor?then=%2Finbox");

            Walk.tabTo(page, "Your password");
            Walk.press(page, Office.PASSWORD, "Enter");
            Walk.sees(page, "Take the secret into your app");
            Walk.isAccessible(page);
            picture(page, "offer-phone");
            Authenticator app = scanned(page);
            Walk.tabTo(page, "Code of six digits");
            Walk.press(page, app.code(clock.instant()), "Enter");
            Walk.sees(page, "Keep these recovery codes");
            Walk.isAccessible(page);
            picture(page, "codes-phone");
            String recovery = page.locator("ul.codes li").last().innerText();
            Walk.tabTo(page, "I have kept them, go on");
            Walk.press(page, "Enter");
            page.waitForURL("**/inbox");
            page.locator("nav").first().waitFor();

            Page again = walk.open(Walk.Look.PHONE, "/");
            signsIn(again, Role.RECORDS_CLERK);
            Walk.sees(again, "is right. Type the code");
            Walk.isAccessible(again);
            picture(again, "code-phone");
            Walk.press(again, recovery, "Enter");
            Walk.sees(again, "You signed in with a recovery code. 9 of ten are left");
            walk.isQuiet();

            Page dark = walk.open(Walk.Look.DARK, "/");
            signsIn(dark, Role.ADMINISTRATOR);
            Walk.tabTo(dark, "Your password");
            Walk.press(dark, Office.PASSWORD, "Enter");
            Walk.sees(dark, "Take the secret into your app");
            Walk.isAccessible(dark);
            picture(dark, "offer-dark");
            scanned(dark);
        }
    }
}
