package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.DisclosureId;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Recipient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patient gets the account of six years: what the law shows, what went astray, and not what an agency suspended. */
class AccountReportsTest {
    private static final Actor OFFICER = new Actor(new UserId("officer"), "Pat Officer", Role.PRIVACY_OFFICER, "");
    private static final Instant NOW = Instant.now();

    @TempDir
    static Path data;

    static TestOffice office;
    static String patient;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
        patient = new TestPapers(office).patient("A-1", "Hedy", "Lamarsh", "1954-11-09");
        log("d1", "State Health Board", LawfulBasis.OVERSIGHT, true, 100);
        log("d2", "State Health Board", LawfulBasis.OVERSIGHT, true, 50);
        log("d3", "Hedy Lamarsh", LawfulBasis.ACCESS, true, 40);
        log("d4", "Somebody Else", LawfulBasis.AUTHORIZATION, false, 30);
        log("d5", "State Health Board", LawfulBasis.OVERSIGHT, true, 7 * 366);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static void log(String id, String to, LawfulBasis basis, boolean permitted, int daysAgo) {
        office.server.house().store().write(records -> {
            records.releases()
                    .disclose(new Disclosure(
                            new DisclosureId(id),
                            new PatientId(patient),
                            Optional.empty(),
                            NOW.minus(Duration.ofDays(daysAgo)),
                            new Recipient(to, "9 Pine St", true),
                            "office notes, 2 pages",
                            "an audit",
                            basis,
                            permitted,
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            OFFICER));
            return id;
        });
    }

    private static TestOffice.Answer report(String as) {
        TestOffice.Answer answer = office.get(Role.PRIVACY_OFFICER, "/patients/" + patient + "/account/" + as);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void theTableSumsUpWhatWasRepeatedAndShowsWhatWasNotPermitted() {
        List<String> rows = report("csv").text().lines().toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).contains("\"2\"", "State Health Board", "\"yes\"");
        assertThat(rows.get(2)).contains("Somebody Else", "\"no\"");
    }

    @Test
    void thePdfSaysItInWords() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(report("pdf").response().body())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Account of disclosures", "Lamarsh, Hedy", "2 times", "Not permitted", "45 CFR 164.528")
                    .doesNotContain("To: Hedy");
        }
    }

    @Test
    void otherProgramsGetOneAuditEventForEachDisclosureByTheProfile() {
        JsonNode bundle = report("fhir").body();
        assertThat(bundle.path("resourceType").asText()).isEqualTo("Bundle");
        assertThat(bundle.path("entry")).hasSize(3);
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode event = entry.path("resource");
            assertThat(event.at("/meta/profile/0").asText()).endsWith("IHE.BasicAudit.PrivacyDisclosure.Source");
            assertThat(event.at("/type/code").asText()).isEqualTo("110106");
            assertThat(event.at("/subtype/0/code").asText()).isEqualTo("disclose");
            assertThat(event.path("action").asText()).isEqualTo("R");
            assertThat(event.at("/agent/0/type/coding/0/code").asText()).isEqualTo("110153");
            assertThat(event.at("/agent/0/who"))
                    .as("the source is the one that observed it")
                    .isEqualTo(event.at("/source/observer"));
            assertThat(event.at("/agent/1/type/coding/0/code").asText()).isEqualTo("110152");
            assertThat(event.at("/agent/1/network/address").asText()).isNotEmpty();
            assertThat(event.at("/entity/0/what/reference").asText()).isEqualTo("Patient/" + patient);
            assertThat(event.path("entity")).hasSize(2);
        }
        assertThat(bundle.at("/entry/2/resource/outcomeDesc").asText()).isEqualTo("Not permitted");
    }

    @Test
    void anAgencysSuspensionHidesWhatWentToItForItsTimeAndAnOralOneIsShortAndDocumented() {
        String other = new TestPapers(office).patient("A-2", "Lise", "Meitland", "1968-11-07");
        office.server.house().store().write(records -> {
            records.releases()
                    .disclose(new Disclosure(
                            new DisclosureId("s1"),
                            new PatientId(other),
                            Optional.empty(),
                            NOW.minus(Duration.ofDays(3)),
                            new Recipient("State Police", "", true),
                            "office notes",
                            "an inquiry",
                            LawfulBasis.LAW_ENFORCEMENT,
                            true,
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            OFFICER));
            return other;
        });
        String path = "/patients/" + other + "/account";
        LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        assertThat(office.get(Role.RECORDS_CLERK, path + "/csv").text()).contains("State Police");
        Map<String, Object> oral = Map.of(
                "agency",
                "State Police",
                "written",
                false,
                "from",
                today.minusDays(2).toString(),
                "until",
                today.plusDays(20).toString());
        assertThat(office.post(Role.PRIVACY_OFFICER, path + "/suspensions", oral)
                        .status())
                .as("nobody wrote down who asked")
                .isEqualTo(409);
        Map<String, Object> tooLong = Map.of(
                "agency",
                "State Police",
                "written",
                false,
                "documentation",
                "Sergeant Rowe by telephone",
                "from",
                today.toString(),
                "until",
                today.plusDays(90).toString());
        assertThat(office.post(Role.PRIVACY_OFFICER, path + "/suspensions", tooLong)
                        .body()
                        .at("/reasons/0/rule")
                        .asText())
                .isEqualTo("D6");
        Map<String, Object> written = Map.of(
                "agency",
                "State Police",
                "written",
                true,
                "from",
                today.minusDays(2).toString(),
                "until",
                today.plusDays(90).toString());
        TestOffice.Answer once =
                office.post(Role.PRIVACY_OFFICER, path + "/suspensions", written, "Idempotency-Key", "s");
        TestOffice.Answer again =
                office.post(Role.PRIVACY_OFFICER, path + "/suspensions", written, "Idempotency-Key", "s");
        assertThat(once.status()).as(once.text()).isEqualTo(201);
        assertThat(again.body().get("id")).isEqualTo(once.body().get("id"));
        assertThat(office.get(Role.PRIVACY_OFFICER, path + "/suspensions")
                        .body()
                        .get("items"))
                .hasSize(1);
        assertThat(office.get(Role.RECORDS_CLERK, path + "/csv").text()).doesNotContain("State Police");
        assertThat(office.get(Role.RECORDS_CLERK, "/patients/" + other + "/disclosures")
                        .body()
                        .get("account"))
                .isEmpty();
    }

    @Test
    void theFirstAccountInTwelveMonthsIsFreeAndDueInSixtyDays() {
        String path = "/patients/" + patient + "/account";
        TestOffice.Answer first = office.post(Role.RECORDS_CLERK, path, "");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.body().get("free").asBoolean()).isTrue();
        assertThat(LocalDate.parse(first.body().get("due").asText()))
                .isAfter(LocalDate.ofInstant(NOW, ZoneOffset.UTC).plusDays(57));
        assertThat(office.post(Role.RECORDS_CLERK, path, "").body().get("free").asBoolean())
                .isFalse();
        assertThat(office.get(Role.RECORDS_CLERK, path).body().get("items")).hasSize(2);
    }
}
