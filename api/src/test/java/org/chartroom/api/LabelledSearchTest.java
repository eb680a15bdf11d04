package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that was labelled as sensitive is not there for whoever may not find it, in nothing that a search tells. */
final class LabelledSearchTest {
    @TempDir
    static Path data;

    static TestOffice office;

    static TestPapers papers;
    static String plain;
    static String letter;
    static String notes;

    @BeforeAll
    static void furnish() {
        office = TestOffice.open(data);
        papers = new TestPapers(office);
        String patient = papers.patient("S-1", "Ada", "Lovering", "1975-12-10");
        plain = filed(patient, "arthroscopy of the knee, meniscus sutured");
        letter = filed(patient, "arthroscopy planned, meniscus torn", "meniscus, arthroscopy, zidovudine every day");
        notes = filed(patient, "arthroscopy dreams and quarrels, meniscus, transference");
        TestOffice.until("all are found", () -> total(Role.INTAKE, "arthroscopy") == 3);
        assertThat(total(Role.INTAKE, "zidovudine")).isEqualTo(1);

        String release = office.post(
                        Role.INTAKE,
                        "/releases",
                        Map.of(
                                "type", "PATIENT",
                                "requester", "Ada Lovering",
                                "channel", "MAIL",
                                "recipient",
                                        Map.of("name", "Ada Lovering", "address", "1 Elm", "addressAgain", "1 Elm"),
                                "scope", Map.of("from", "2026-01-01", "to", "2026-12-31"),
                                "purpose", "own use"))
                .body()
                .get("id")
                .asText();
        step(release, "patient", Map.of("patientId", patient, "agreed", List.of("NAME", "BIRTH_DATE")));
        step(release, "select", Map.of());
        step(release, "label", Map.of("pages", List.of(page(letter, 2)), "labels", List.of("HIV")));
        step(release, "label", Map.of("pages", List.of(page(notes, 1)), "labels", List.of("PSYCHOTHERAPY_NOTE")));
        TestOffice.until("labels are in the index", () -> total(Role.INTAKE, "arthroscopy") == 2);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static Map<String, Object> page(String document, int page) {
        return Map.of("document", document, "page", page);
    }

    private static void step(String release, String step, Object body) {
        String version = office.get(Role.RECORDS_CLERK, "/releases/" + release)
                .body()
                .get("version")
                .asText();
        TestOffice.Answer answer = office.post(
                Role.RECORDS_CLERK, "/releases/" + release + "/" + step, body, "If-Match", "\"" + version + "\"");
        assertThat(answer.status()).as(step + ": " + answer.text()).isEqualTo(200);
    }

    private static String filed(String patient, String... pages) {
        return papers.filed(patient, "2026-03-01", List.of(pages));
    }

    private static JsonNode asked(Role role, String call) {
        TestOffice.Answer answer = office.get(role, call);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode search(Role role, String typed) {
        return asked(role, "/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    }

    private static int total(Role role, String typed) {
        return search(role, typed).get("total").asInt();
    }

    @Test
    void hitsCountsAndFacetsLeaveItOut() {
        JsonNode found = search(Role.INTAKE, "meniscus");
        assertThat(found.get("total").asInt()).isEqualTo(2);
        assertThat(found.at("/facets/patient/0/count").asInt()).isEqualTo(2);
        assertThat(found.at("/facets/type/0/count").asInt()).isEqualTo(2);
        assertThat(found.findValuesAsText("documentId")).containsExactlyInAnyOrder(plain, letter);
        assertThat(found.findValuesAsText("page")).containsExactly("1", "1");
        assertThat(found.toString()).doesNotContain("zidovudine", "transference");
        assertThat(total(Role.INTAKE, "zidovudine")).isZero();
        assertThat(asked(Role.INTAKE, "/search/patients?q=meniscus")
                        .get("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(asked(Role.INTAKE, "/search/hits?documentId=" + letter + "&q=arthroscopy")
                        .get("pages"))
                .hasSize(1);
    }

    @Test
    void spellingsCompletionsAndTheLikeLeaveItOut() {
        assertThat(search(Role.INTAKE, "zidovudin").get("didYouMean")).isEmpty();
        assertThat(search(Role.RECORDS_CLERK, "zidovudin").get("didYouMean")).isNotEmpty();
        assertThat(asked(Role.INTAKE, "/search/completions?q=zido").get("items"))
                .isEmpty();
        assertThat(asked(Role.RECORDS_CLERK, "/search/completions?q=zido").get("items"))
                .isNotEmpty();
        assertThat(asked(Role.INTAKE, "/search/similar?documentId=" + plain).findValuesAsText("documentId"))
                .doesNotContain(notes);
        assertThat(asked(Role.RECORDS_CLERK, "/search/similar?documentId=" + plain)
                        .findValuesAsText("documentId"))
                .contains(notes);
        assertThat(asked(Role.INTAKE, "/search/similar?documentId=" + notes).get("items"))
                .isEmpty();
    }

    @Test
    void cliniciansFindAllButNotesThatAreKeptApartAndThoseWhoKeepThemBackFindAll() {
        assertThat(total(Role.CLINICIAN, "zidovudine")).isEqualTo(1);
        assertThat(total(Role.CLINICIAN, "transference")).isZero();
        for (Role all : List.of(Role.RECORDS_CLERK, Role.PRIVACY_OFFICER)) {
            assertThat(total(all, "zidovudine")).isEqualTo(1);
            assertThat(total(all, "transference")).isEqualTo(1);
        }
        for (Role other : List.of(Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR)) {
            assertThat(total(other, "zidovudine OR transference")).isZero();
        }
    }
}
