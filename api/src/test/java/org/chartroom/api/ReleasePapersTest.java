package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.ReleaseId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authorization that came in on paper becomes a request with what it says; what looks sensitive is proposed. */
class ReleasePapersTest {
    private static final String FORM = """
            AUTHORIZATION TO RELEASE HEALTH INFORMATION
            Patient Margarita Ivarsson DOB 06/04/1990
            I authorize Millbrook Family Medicine to disclose the following information:
            Progress notes Laboratory results
            From 03/16/2025 To 03/16/2026
            To be disclosed to Oak Law Partners
            Expires 09/16/2099
            I may revoke this authorization in writing at any time.
            My treatment does not depend on signing it. Information disclosed may be redisclosed.
            Signature of patient Margarita Ivarsson Date 03/16/2026""";

    @TempDir
    static Path data;

    static TestOffice office;
    static TestPapers papers;
    static String patient;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
        papers = new TestPapers(office);
        patient = papers.patient("P-1", "Margarita", "Ivarsson", "1990-06-04");
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static List<String> listed() {
        List<String> documents = new ArrayList<>();
        office.get(Role.INTAKE, "/release-papers")
                .body()
                .get("items")
                .forEach(each -> documents.add(each.get("document").asText()));
        return documents;
    }

    @Test
    void anAuthorizationIsRecognisedReadWithItsPlacesAndOpensARequestThatSaysWhatItLacks() throws Exception {
        String form = papers.filed(patient, "2026-03-16", List.of(FORM));
        String note = papers.filed(patient, "2026-03-17", List.of("Patient: Margarita Ivarsson\nProgress note"));
        assertThat(listed()).contains(form).doesNotContain(note);

        JsonNode reading =
                office.get(Role.RECORDS_CLERK, "/release-papers/" + form).body();
        assertThat(reading.get("recognised").asBoolean()).isTrue();
        assertThat(reading.get("type").asText()).isEqualTo("ATTORNEY");
        for (JsonNode element : reading.get("elements")) {
            if (element.get("part").asText().equals("RECIPIENT")) {
                assertThat(element.get("value").asText()).isEqualTo("Oak Law Partners");
                assertThat(element.at("/place/page").asInt()).isEqualTo(1);
            }
        }
        assertThat(reading.get("missing")).hasSize(1);
        assertThat(reading.at("/missing/0/rule").asText()).as("no purpose").isEqualTo("A4");

        TestOffice.Answer crop = office.get(Role.RECORDS_CLERK, "/release-papers/" + form + "/SIGNATURE/image");
        assertThat(crop.status()).as(crop.text()).isEqualTo(200);
        assertThat(ImageIO.read(new ByteArrayInputStream(crop.response().body())))
                .isNotNull();
        assertThat(office.get(Role.RECORDS_CLERK, "/release-papers/" + form + "/PURPOSE/image")
                        .status())
                .isEqualTo(404);

        TestOffice.Answer opened =
                office.post(Role.INTAKE, "/release-papers/" + form + "/open", Map.of(), "Idempotency-Key", "form");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(opened.body().at("/recipient/name").asText()).isEqualTo("Oak Law Partners");
        assertThat(opened.body().at("/scope/from").asText()).isEqualTo("2025-03-16");
        assertThat(opened.body().get("basis").asText()).isEqualTo("AUTHORIZATION");
        assertThat(opened.body().get("checklist").toString()).contains("A4");
        TestOffice.Answer again =
                office.post(Role.INTAKE, "/release-papers/" + form + "/open", Map.of(), "Idempotency-Key", "form");
        assertThat(again.body().get("id")).isEqualTo(opened.body().get("id"));
        assertThat(listed()).as("what was opened waits no more").doesNotContain(form);
        assertThat(office.post(Role.INTAKE, "/release-papers/" + note + "/open", Map.of())
                        .status())
                .isEqualTo(409);
    }

    @Test
    void anEmailThatAsksForRecordsBecomesARequestOfWhoSentItWithOnePress() {
        String asks = papers.mailed("""
                From: Oak Law Partners <records@oaklaw.example>
                Subject: Margarita Ivarsson
                Good morning, please send us a copy of
                her medical records of 2025.""");
        String thanks = papers.mailed("""
                From: Margarita Ivarsson <mi@mail.example>
                Subject: Thank you
                The visit went well. See you in May.""");
        assertThat(listed()).contains(asks).doesNotContain(thanks);

        TestOffice.Answer opened = office.post(
                Role.INTAKE, "/release-papers/" + asks + "/open", Map.of(), "Idempotency-Key", "paper-" + asks);
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(opened.body().get("requester").asText()).isEqualTo("Oak Law Partners");
        assertThat(opened.body().get("type").asText()).isEqualTo("ATTORNEY");
        assertThat(opened.body().get("basis").isNull())
                .as("an e-mail is no authorization")
                .isTrue();
        assertThat(opened.body().toString()).contains(asks);
        ReleaseId id = new ReleaseId(opened.body().get("id").asText());
        assertThat(office.server
                        .house()
                        .store()
                        .<Receipt.Door>read(records -> records.releases()
                                .find(id)
                                .orElseThrow()
                                .receipt()
                                .channel()))
                .isEqualTo(Receipt.Door.EMAIL);
        assertThat(opened.body().get("state").asText()).isEqualTo("LOGGED");
        assertThat(listed()).as("what was opened waits no more").doesNotContain(asks);
        assertThat(office.post(
                                Role.INTAKE,
                                "/release-papers/" + asks + "/open",
                                Map.of(),
                                "Idempotency-Key",
                                "paper-" + asks)
                        .body()
                        .get("id"))
                .isEqualTo(opened.body().get("id"));

        TestOffice.Answer marked = office.post(
                Role.INTAKE,
                "/release-papers/" + thanks + "/open",
                Map.of("type", "PERSONAL_REPRESENTATIVE", "requester", "Lena Ivarsson"));
        assertThat(marked.status()).as("somebody says that it asks").isEqualTo(201);
        assertThat(marked.body().get("requester").asText()).isEqualTo("Lena Ivarsson");
        assertThat(marked.body().get("type").asText()).isEqualTo("PERSONAL_REPRESENTATIVE");
    }

    @Test
    void aFormThatCameWithAnEmailIsReadAndGoesAlongAndOneEmailMakesOneRequest() {
        int before = listed().size();
        String mail = papers.mailedWith("""
                From: Records of Oak Law <records@oaklaw.example>
                Please see the attached authorization.""", FORM);
        TestOffice.Answer opened = office.post(Role.INTAKE, "/release-papers/" + mail + "/open", Map.of());
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(opened.body().get("basis").asText()).isEqualTo("AUTHORIZATION");
        assertThat(opened.body().at("/recipient/name").asText()).isEqualTo("Oak Law Partners");
        assertThat(opened.body().at("/details/papers").findValuesAsText("kind")).containsExactly("REQUEST", "BASIS");
        assertThat(listed()).as("neither mail nor form waits any more").hasSize(before);
        assertThat(office.post(Role.RECORDS_CLERK, "/release-papers/" + mail + "/open", Map.of())
                        .status())
                .as("somebody else presses too")
                .isEqualTo(409);
    }

    @Test
    void whatLooksSensitiveIsProposedWithItsWordsAndDecidedByAPerson() {
        String other = papers.patient("P-2", "Rosalind", "Frankwood", "1960-07-25");
        papers.filed(
                other,
                "2026-04-02",
                List.of(
                        "Patient: Rosalind Frankwood\nHIV antibody test negative",
                        "Patient: Rosalind Frankwood\ncough"));
        TestOffice.Answer made = office.post(
                Role.INTAKE,
                "/releases",
                Map.of("type", "PATIENT", "requester", "Rosalind Frankwood", "channel", "IN_PERSON"));
        String id = made.body().get("id").asText();
        TestOffice.Answer matched = office.post(
                Role.RECORDS_CLERK,
                "/releases/" + id + "/patient",
                Map.of("patientId", other, "agreed", List.of("NAME", "BIRTH_DATE")),
                "If-Match",
                "\"1\"");
        assertThat(matched.status()).as(matched.text()).isEqualTo(200);
        TestOffice.Answer selected =
                office.post(Role.RECORDS_CLERK, "/releases/" + id + "/select", Map.of(), "If-Match", "\"2\"");
        assertThat(selected.status()).as(selected.text()).isEqualTo(200);
        JsonNode pages = office.get(Role.RECORDS_CLERK, "/releases/" + id + "/proposals")
                .body()
                .get("pages");
        assertThat(pages).hasSize(2);
        assertThat(pages.at("/0/proposed/0/label").asText()).isEqualTo("HIV");
        assertThat(pages.at("/0/proposed/0/words").asText()).contains("HIV antibody");
        assertThat(pages.at("/0/decided").asBoolean()).isFalse();
        assertThat(pages.at("/1/proposed")).isEmpty();
    }
}
