package org.chartroom.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests for records at the desk, from the receipt to the download or to the letter that says why not; all without a mouse. */
@ExtendWith(Browser.class)
final class ReleasesWalkTest {
    private static final String[] VISIT = {
        "Patient: Philippa Ostrander",
        "DOB: 04/17/1983",
        "MRN: MR700001",
        "Progress note",
        "Seen with her brother Tobias."
    };

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "walks", "releases-" + name + ".png")));
    }

    /** Logs a request in the dialog. */
    private static void logged(Page page, int type, String requester, String address) {
        Walk.press(page, "n");
        Walk.sees(page, "Who asks, as written");
        Walk.press(page, requester, "Tab");
        for (int i = 0; i < type; i++) {
            Walk.press(page, "ArrowDown");
        }
        Walk.tabTo(page, "Address, e-mail or fax number");
        Walk.press(page, address, "Tab", address);
        Walk.tabTo(page, "Log it");
        Walk.press(page, "Enter");
        Walk.sees(page, "Nobody has said whose records they are.");
    }

    /** Says whose records are meant. */
    private static void matched(Page page, String mrn) {
        Walk.press(page, "2");
        Walk.tabTo(page, "Whose records are meant");
        Walk.press(page, mrn);
        page.locator("[role=option] b").first().waitFor();
        Walk.press(page, "Enter");
        Walk.tabTo(page, "Name");
        Walk.press(page, " ", "Tab", " ");
        Walk.tabTo(page, "This is the patient");
        Walk.press(page, "Enter");
        Walk.sees(page, "Said by Clement Vance");
        Walk.press(page, "3");
    }

    private static void verified(Page page, String seen, String shows) {
        Walk.tabTo(page, "What was seen");
        Walk.press(page, seen);
        if (!shows.isEmpty()) {
            Walk.tabTo(page, "What shows it");
            Walk.press(page, shows);
        }
        Walk.tabTo(page, "Identity and authority are verified");
        Walk.press(page, "Enter");
        Walk.sees(page, "; Clement Vance");
        Walk.press(page, "4");
    }

    /** A form that says everything, except what is left out. */
    private static void form(Page page, String purpose, String signedBy) {
        Walk.tabTo(page, "What may be released");
        Walk.press(page, "notes of 2026", "Tab", "this office", "Tab", "Firm of Oak", "Tab", purpose, "Tab");
        Walk.press(page, "ArrowDown", "Tab", "2099-12-31", "Tab", signedBy, "Tab");
        page.keyboard().type("01052026");
        for (String says : new String[] {
            "May be revoked in writing",
            "Whether treatment depends on it",
            "May be passed on",
            "It is in plain language"
        }) {
            Walk.tabTo(page, says);
            Walk.press(page, " ");
        }
        Walk.tabTo(page, "Keep what the papers say");
        Walk.press(page, "Enter");
    }

    private static void chosenAndNotSensitive(Page page) {
        Walk.press(page, "5");
        Walk.tabTo(page, "Choose what was asked for");
        Walk.press(page, "Enter");
        page.locator("tr[data-at='0']").waitFor();
        Walk.press(page, "e", "o");
        page.getByText("no", new Page.GetByTextOptions().setExact(true)).first().waitFor();
        Walk.press(page, "c");
        Walk.sees(page, "This patient's");
    }

    private static void packed(Page page) {
        Walk.press(page, "6");
        Walk.tabTo(page, "This is all");
        Walk.press(page, "Enter");
        Walk.sees(page, "Somebody said that this is all.");
        Walk.press(page, "m");
        Walk.sees(page.getByText("all 12 checks passed"), Walk.WORK_MS);
    }

    @Test
    void aPatientsOwnRequestGoesAllTheWay(Walk walk) throws Exception {
        walk.office.patient("MR700001", "Ostrander", "Philippa", "1983-04-17", "1 Elm St");
        walk.office.page("MR700001", LocalDate.of(2026, 3, 2), "Visit of March", VISIT);
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        Walk.tabTo(clerk, "Releases");
        Walk.press(clerk, "Enter");
        clerk.locator("cr-page-releases h1").waitFor();
        logged(clerk, 0, "Philippa Ostrander", "1 Elm St");
        Walk.isAccessible(clerk);
        picture(clerk, "request");
        Walk.press(clerk, "s");
        Walk.sees(clerk, "The time to answer goes on: the request is due on");
        Walk.isAccessible(clerk);
        Walk.press(clerk, "Escape");
        matched(clerk, "MR700001");
        verified(clerk, "driver's licence", "");
        Walk.tabTo(clerk, "Keep what the papers say");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "The papers say all that they have to.");
        chosenAndNotSensitive(clerk);
        Walk.isAccessible(clerk);
        picture(clerk, "pages");

        Walk.press(clerk, "6");
        Walk.tabTo(clerk, "Paint over these words, on all pages");
        Walk.press(clerk, "tobias", "Enter");
        Walk.sees(clerk, "1 place on 1 page; 1 new box.");
        Walk.tabTo(clerk, "Keep the boxes");
        Walk.press(clerk, "b");
        Walk.sees(clerk, "2 boxes on this page");
        Walk.press(clerk, "Shift+ArrowRight", "ArrowDown", "Delete");
        Walk.sees(clerk, "1 box on this page");
        Walk.isAccessible(clerk);
        picture(clerk, "redact");
        packed(clerk);
        Walk.isAccessible(clerk);
        picture(clerk, "packet");
        Walk.press(clerk, "a");
        Walk.sees(clerk, "it takes a second person");

        Page officer = walk.signedIn(Role.PRIVACY_OFFICER, Walk.Look.DARK);
        officer.navigate(clerk.url());
        Walk.sees(officer, "Nobody has approved the packet.");
        officer.locator("cr-release-packet img").waitFor();
        Walk.isAccessible(officer);
        Walk.press(officer, "a");
        Walk.sees(officer, "The packet is approved.");
        picture(officer, "approved");

        clerk.reload();
        Walk.sees(clerk, "The packet is approved.");
        Walk.press(clerk, "d");
        Walk.sees(clerk, "Shown once.");
        String address = clerk.locator(".ticket code").nth(0).textContent();
        String code = clerk.locator(".ticket code").nth(1).textContent();
        Page recipient = walk.open(Walk.Look.PHONE, address.substring(address.indexOf("/pickup")));
        recipient.waitForDownload(() -> Walk.press(recipient, "Tab", code, "Enter"));
        Walk.isAccessible(recipient);
        clerk.reload();
        Walk.sees(clerk, "Delivered");
        Walk.tabTo(clerk, "Close the request");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "The request is closed.");
        Walk.tabTo(clerk, "what left");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "1 entry");
        Walk.sees(clerk, "records, 1 page.");
        Walk.isAccessible(clerk);
        picture(clerk, "account");
        walk.isQuiet();
    }

    @Test
    void aRecordingGoesAlongWithAPassageCovered(Walk walk) throws Exception {
        walk.office.patient("MR700009", "Ostrander", "Wilma", "1961-04-17", "9 Elm St");
        walk.office.spoken(
                "MR700009",
                LocalDate.of(2026, 3, 3),
                "Note of March",
                "Patient: Wilma Ostrander\nDOB: 04/17/1961\nMRN: MR700009\nHer sister drinks.",
                silence());
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        Walk.tabTo(clerk, "Releases");
        Walk.press(clerk, "Enter");
        clerk.locator("cr-page-releases h1").waitFor();
        logged(clerk, 0, "Wilma Ostrander", "9 Elm St");
        matched(clerk, "MR700009");
        verified(clerk, "driver's licence", "");
        Walk.tabTo(clerk, "Keep what the papers say");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "The papers say all that they have to.");
        chosenAndNotSensitive(clerk);
        Walk.press(clerk, "6");
        Walk.sees(clerk, "Recordings of the notes");
        Walk.tabTo(clerk, "goes along");
        Walk.press(clerk, " ");
        Walk.tabTo(clerk, "Another passage");
        Walk.press(clerk, "Enter");
        Walk.tabTo(clerk, "Keep the recordings");
        picture(clerk, "recordings");
        clerk.setViewportSize(390, 844);
        clerk.locator("cr-release-recordings").scrollIntoViewIfNeeded();
        picture(clerk, "recordings-phone");
        Walk.isAccessible(clerk);
        clerk.setViewportSize(1440, 900);
        Walk.isAccessible(clerk);
        Walk.tabTo(clerk, "Keep the recordings");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "1 recording goes along.");
        packed(clerk);
        Walk.sees(clerk, "In which form");
        Walk.isAccessible(clerk);
        picture(clerk, "form");
        walk.isQuiet();
    }

    /** Two seconds of it, as a WAV file. */
    private static byte[] silence() {
        byte[] wav = new byte[44 + 64_000];
        ByteBuffer.wrap(wav)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(wav.length - 8)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(16_000)
                .putInt(32_000)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(64_000);
        return wav;
    }

    @Test
    void anAttorneysDefectiveFormIsAnsweredByALetterAndPassesWhenItIsCorrected(Walk walk) throws Exception {
        walk.office.patient("MR700002", "Lindqvist", "Casimir", "1971-09-23", "4 Fir St");
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        walk.goTo(clerk, "/releases");
        logged(clerk, 5, "Firm of Oak", "2 Oak Ave");
        matched(clerk, "MR700002");
        verified(clerk, "called the firm back", "letterhead");
        form(clerk, "", "Casimir Lindqvist");
        Walk.sees(clerk, "The form does not say for what purpose.");
        Walk.isAccessible(clerk);
        picture(clerk, "form");
        Walk.tabTo(clerk, "Write the letter that asks for a correction");
        Walk.press(clerk, "Enter");
        Walk.tabTo(clerk, "Whom to ask, with telephone");
        Walk.press(clerk, "Pat, 555-0100");
        Walk.tabTo(clerk, "Draft it");
        Walk.press(clerk, "Enter");
        clerk.locator("textarea.body").waitFor();
        assertThat(clerk.locator("textarea.body").inputValue()).contains("45 CFR 164.508(c)(1)(iv)");
        Walk.isAccessible(clerk);
        picture(clerk, "letter");

        Page officer = walk.signedIn(Role.PRIVACY_OFFICER, Walk.Look.PHONE);
        officer.navigate(clerk.url());
        Walk.tabTo(officer, "Correction of the form");
        Walk.press(officer, "Enter");
        Walk.tabTo(officer, "It is in plain language");
        Walk.press(officer, " ");
        Walk.tabTo(officer, "I looked it through");
        Walk.press(officer, "Enter");
        Walk.tabTo(officer, "It goes now");
        Walk.press(officer, "Enter");
        Walk.sees(officer, "Correction requested");
        Walk.isAccessible(officer);
        picture(officer, "letter-phone");

        clerk.reload();
        Walk.tabTo(clerk, "Take up again");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "It is taken up again.");
        Walk.press(clerk, "4");
        Walk.tabTo(clerk, "For what purpose");
        Walk.press(clerk, "a claim");
        Walk.tabTo(clerk, "Keep what the papers say");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "The papers say all that they have to.");
        walk.isQuiet();
    }

    @Test
    void substanceUseRecordsStayUnderAGeneralAuthorizationAndARevocationKeepsThePacketHere(Walk walk)
            throws IOException {
        walk.office.patient("MR700003", "Abernathy", "Jolanthe", "1966-12-05", "5 Yew St");
        walk.office.page(
                "MR700003",
                LocalDate.of(2026, 3, 2),
                "Counselling",
                "Patient: Jolanthe Abernathy",
                "DOB: 12/05/1966",
                "MRN: MR700003",
                "Substance use treatment");
        walk.office.page(
                "MR700003",
                LocalDate.of(2026, 3, 9),
                "Visit",
                "Patient: Jolanthe Abernathy",
                "DOB: 12/05/1966",
                "MRN: MR700003",
                "Progress note");
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        walk.goTo(clerk, "/releases");
        logged(clerk, 5, "Firm of Oak", "2 Oak Ave");
        matched(clerk, "MR700003");
        verified(clerk, "called the firm back", "letterhead");
        form(clerk, "a claim", "Jolanthe Abernathy");
        Walk.sees(clerk, "The papers say all that they have to.");
        chosenAndNotSensitive(clerk);
        clerk.locator("tr[data-at='0']").focus();
        Walk.press(clerk, "l");
        Walk.sees(clerk, "By what right they may leave all the same");
        Walk.press(clerk, "Tab", " ");
        Walk.tabTo(clerk, "By what right they may leave all the same");
        Walk.press(clerk, "the form says all records", "Enter");
        Walk.sees(clerk, "Must stay");
        Walk.sees(clerk, "Substance use record (Part 2)");
        picture(clerk, "part2");
        clerk.locator("tr[data-at='0']").focus();
        Walk.press(clerk, "x");
        Walk.sees(clerk, "Why they stay, as the letter says it");
        Walk.press(clerk, "needs a consent of its own", "Enter");
        Walk.sees(clerk, "Stays");
        packed(clerk);

        Page officer = walk.signedIn(Role.PRIVACY_OFFICER, Walk.Look.DESK);
        officer.navigate(clerk.url());
        Walk.sees(officer, "Nobody has approved the packet.");
        Walk.press(officer, "a");
        Walk.sees(officer, "The packet is approved.");

        clerk.reload();
        Walk.sees(clerk, "The packet is approved.");
        Walk.press(clerk, "s");
        Walk.sees(clerk, "What happens with it");
        for (int i = 0; i < 6; i++) {
            Walk.press(clerk, "ArrowDown");
        }
        Walk.sees(clerk, "Nothing more is sent under the form from now on.");
        Walk.tabTo(clerk, "It was revoked");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "The patient revoked the form.");
        Walk.press(clerk, "d");
        Walk.tabTo(clerk, "Take up again");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "The patient revoked it.");
        assertThat(clerk.locator(".ticket").count()).isZero();
        picture(clerk, "revoked");
        walk.isQuiet();
    }

    @Test
    void anAmendmentIsDecidedAndFiguresAreShown(Walk walk) {
        Page officer = walk.signedIn(Role.PRIVACY_OFFICER, Walk.Look.DESK);
        walk.goTo(officer, "/releases/amendments");
        Walk.press(officer, "n");
        Walk.sees(officer, "What the record should say");
        Walk.press(officer, Office.YARBOROUGH);
        officer.locator("[role=option] b").first().waitFor();
        Walk.press(officer, "Enter");
        Walk.tabTo(officer, "What the record should say");
        Walk.press(officer, "no allergy to latex");
        Walk.isAccessible(officer);
        Walk.tabTo(officer, "Log it");
        Walk.press(officer, "Enter");
        Walk.tabTo(officer, "What is amended and how");
        Walk.press(officer, "The allergy is struck out.");
        Walk.tabTo(officer, "Decide");
        Walk.press(officer, "Enter");
        Walk.sees(officer, "Goes with later disclosures");
        Walk.isAccessible(officer);
        picture(officer, "amendment");
        walk.goTo(officer, "/releases/figures");
        Walk.sees(officer, "Requests received");
        Walk.isAccessible(officer);
        picture(officer, "figures");
        Page phone = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.PHONE);
        walk.goTo(phone, "/releases/amendments");
        Walk.sees(phone, "no allergy to latex");
        Walk.isAccessible(phone);
        picture(phone, "amendment-phone");
        walk.goTo(phone, "/releases");
        Walk.sees(phone, "Log a request");
        Walk.isAccessible(phone);
        picture(phone, "queue-phone");
        walk.isQuiet();
    }
}
