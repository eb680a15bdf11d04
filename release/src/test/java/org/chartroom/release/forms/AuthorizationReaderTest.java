package org.chartroom.release.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.Expiry;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Statement;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A paper form says what it says, and where. */
class AuthorizationReaderTest {
    private static final AuthorizationReader READER = AuthorizationReader.shipped();
    private static final Instant JUNE = Instant.parse("2026-06-01T12:00:00Z");

    /** As the office's own form is read from a scan. */
    private static final String FORM = """
            Millbrook Family Medicine
            12 Orchard Green, Millbrook, NH 03000 Tel (555) 555-0190 Fax (555) 555-0191
            AUTHORIZATION TO RELEASE HEALTH INFORMATION
            Patient Margarita Ivarsson DOB 06/04/1990
            MRN MR454694 Phone (555) 555-0108
            I authorize Millbrook Family Medicine to disclose the following information:
            Progress notes Laboratory results Imaging reports
            From 03/16/2025 To 03/16/2026
            To be disclosed to Lakeside Heart Associates
            Purpose Continuing care
            Expires 09/16/2026
            I may revoke this authorization in writing at any time, except to the extent that action has already been taken in
            reliance on it. My treatment does not depend on signing it. Information disclosed may be redisclosed by the recipient
            and then no longer be protected.
            Signature of patient Margarita Ivarsson Date 03/16/2026
            """;

    /** Another house's form, label by label with colons. */
    private static final String OTHER = """
            06/02/2026 08:41 FROM (555) 555-0177 OAK AND PARTNERS PAGE 2/3
            Authorization for Disclosure of Protected Health Information
            Patient name: Elias Fairbanks Date of birth: January 5, 1961
            Information to be released: all office notes and imaging
            Released by: any provider who treated me
            Recipient: Oak and Partners, Attorneys
            Purpose of disclosure: a claim for injury
            This authorization expires on: settlement of the claim
            You may cancel this permission by telling us in writing.
            We may not refuse treatment because you do not sign.
            The recipient may re-disclose what it receives.
            Signature:
            Date: 5/20/26
            """;

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            int x = 100;
            for (String word : lines.get(line).strip().split(" +")) {
                if (word.isEmpty()) {
                    continue;
                }
                words.add(new Word(word, new Box(x, 100 + line * 50, word.length() * 12, 24), 0.9, line));
                x += word.length() * 12 + 12;
            }
        }
        return words;
    }

    private static FormReading read(String text) {
        return READER.read(List.of(words(text)), AuthorizationReader.Ink.UNSEEN);
    }

    private static List<Statement> against(FormReading reading) {
        return new AuthorizationCheck(JUNE, JUNE, ZoneOffset.UTC)
                .against(reading.authorization(true)).stream().map(Reason::rule).toList();
    }

    @Test
    void everyElementOfACompleteFormIsReadAndNothingIsAskedFor() {
        FormReading form = read(FORM);
        assertThat(form.recognised()).isTrue();
        assertThat(form.value(FormPart.PATIENT)).isEqualTo("Margarita Ivarsson");
        assertThat(form.day(FormPart.BORN)).contains(LocalDate.of(1990, 6, 4));
        assertThat(form.value(FormPart.DESCRIPTION)).contains("Progress notes", "Laboratory results");
        assertThat(form.value(FormPart.DISCLOSER)).isEqualTo("Millbrook Family Medicine");
        assertThat(form.value(FormPart.RECIPIENT)).isEqualTo("Lakeside Heart Associates");
        assertThat(form.value(FormPart.PURPOSE)).isEqualTo("Continuing care");
        assertThat(form.authorization(true).expiry()).isEqualTo(new Expiry.OnDate(LocalDate.of(2026, 9, 16)));
        assertThat(form.value(FormPart.SIGNATURE)).isEqualTo("Margarita Ivarsson");
        assertThat(form.day(FormPart.SIGNED_ON)).contains(LocalDate.of(2026, 3, 16));
        assertThat(form.scope().from()).contains(LocalDate.of(2025, 3, 16));
        assertThat(form.scope().to()).contains(LocalDate.of(2026, 3, 16));
        assertThat(form.missing()).isEmpty();
        assertThat(against(form)).isEmpty();
    }

    @Test
    void anotherHousesFormIsReadByItsOwnWordsAndItsMissingSignatureIsTold() {
        FormReading form = read(OTHER);
        assertThat(form.recognised()).isTrue();
        assertThat(form.value(FormPart.PATIENT)).isEqualTo("Elias Fairbanks");
        assertThat(form.day(FormPart.BORN)).contains(LocalDate.of(1961, 1, 5));
        assertThat(form.value(FormPart.DESCRIPTION)).isEqualTo("all office notes and imaging");
        assertThat(form.value(FormPart.DISCLOSER)).isEqualTo("any provider who treated me");
        assertThat(form.value(FormPart.RECIPIENT)).isEqualTo("Oak and Partners, Attorneys");
        assertThat(form.value(FormPart.PURPOSE)).isEqualTo("a claim for injury");
        assertThat(form.authorization(true).expiry()).isEqualTo(new Expiry.OnEvent("settlement of the claim", false));
        assertThat(form.day(FormPart.SIGNED_ON)).contains(LocalDate.of(2026, 5, 20));
        assertThat(form.scope().isWhole()).isTrue();
        assertThat(form.missing()).containsExactly(FormPart.SIGNATURE);
        assertThat(against(form)).containsExactly(Statement.A6);
    }

    @Test
    void somethingWrittenOnTheLineIsASignatureThoughNobodyCanReadIt() {
        List<Box> looked = new ArrayList<>();
        FormReading form = READER.read(List.of(words(OTHER)), (page, region) -> {
            looked.add(region);
            return page == 1;
        });
        assertThat(form.value(FormPart.SIGNATURE)).isEqualTo("(handwritten)");
        assertThat(looked)
                .singleElement()
                .satisfies(region -> assertThat(region.x()).isGreaterThan(100 + 10 * 12));
        assertThat(against(form)).isEmpty();
    }

    @Test
    void thePlaceOfEveryElementIsOnThePageWhereItStands() {
        FormReading form = READER.read(
                List.of(words("Fax cover\nOak and Partners\n3 pages"), words(FORM)), AuthorizationReader.Ink.UNSEEN);
        FormReading.Found purpose = form.found().get(FormPart.PURPOSE);
        assertThat(purpose).isNotNull();
        assertThat(purpose.page()).isEqualTo(2);
        assertThat(purpose.box()).isEqualTo(new Box(100 + 8 * 12, 100 + 9 * 50, 15 * 12, 24));
    }

    @ParameterizedTest
    @CsvSource({
        "Purpose Continuing care, A4",
        "Expires 09/16/2026, A5",
        "To be disclosed to Lakeside Heart Associates, A3",
        "I may revoke this authorization in writing at any time, A7",
        "My treatment does not depend on signing it., A8",
        "Information disclosed may be redisclosed by the recipient, A9",
        "Date 03/16/2026, A6"
    })
    void whatIsMissingIsTheReasonInTheLetter(String line, Statement rule) {
        String without = FORM.replace(line, "")
                .replace(
                        "and then no longer be protected.",
                        rule == Statement.A9 ? "" : "and then no longer be protected.");
        assertThat(against(read(without))).containsExactly(rule);
    }

    @Test
    void otherPapersAreNotTakenForForms() {
        assertThat(read("PRIOR AUTHORIZATION REQUEST - DECISION\nMember: Ada Lovering\nDecision: APPROVED")
                        .recognised())
                .isFalse();
        assertThat(read("Dear colleague,\nthank you for seeing her. Purpose: none.")
                        .recognised())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "03/16/2026, 2026-03-16",
        "3-6-26, 2026-03-06",
        "2026-03-16, 2026-03-16",
        "'March 16th, 2026', 2026-03-16",
        "O3/16/2O26, 2026-03-16",
        "11/30/58, 2058-11-30",
        "13/40/2026, ",
        "soon, "
    })
    void daysAreReadAsPeopleWriteThem(String written, LocalDate day) {
        assertThat(FormDates.first(written)).isEqualTo(Optional.ofNullable(day));
    }
}
