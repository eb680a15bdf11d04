package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written often is written once, and what an author always puts right is put right before they see it. */
final class WritingAidsTest {
    @TempDir
    static Path data;

    static TestOffice office;
    static TestWorker worker;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
        worker = new TestWorker(office);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String dictated(String words) {
        TestOffice.Answer kept = office.post(
                Role.CLINICIAN,
                "/dictations?workType=Progress%20note&name=note.wav",
                ("RIFF of a note: " + words + System.nanoTime()).getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        LeaseOffer offer = worker.lease(5).orElseThrow();
        worker.handIn(offer, worker.spoken(offer, words));
        return kept.body().get("id").asText();
    }

    private static JsonNode transcript(String id) {
        return office.get(Role.CLINICIAN, "/transcripts/" + id).body();
    }

    private static void signs(String id, String text) {
        String tag = office.get(Role.CLINICIAN, "/transcripts/" + id).header("ETag");
        TestOffice.Answer written =
                office.put(Role.CLINICIAN, "/transcripts/" + id, Map.of("text", text), "If-Match", tag);
        assertThat(written.status()).as(written.text()).isEqualTo(200);
        TestOffice.Answer signed = office.post(
                Role.CLINICIAN,
                "/transcripts/" + id + "/sign",
                Map.of("password", TestOffice.PASSWORD),
                "If-Match",
                written.header("ETag"));
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
    }

    private static Map<String, Object> text(String kind, String name, String text) {
        return new HashMap<>(Map.of("kind", kind, "name", name, "text", text));
    }

    private static JsonNode named(Role role, String name) {
        JsonNode items = office.get(role, "/writing-aids").body().get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.get("name").asText().equalsIgnoreCase(name))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    @Test
    void aSetOfTemplatesForTheUsualWorkIsThereFromTheStart() {
        assertThat(office.get(Role.TRANSCRIPTIONIST, "/writing-aids").body().findValuesAsText("workType"))
                .contains(
                        "History and physical",
                        "Progress note",
                        "Consultation",
                        "Procedure note",
                        "Discharge summary",
                        "Radiology report",
                        "Letter");
        assertThat(named(Role.CLINICIAN, "History and physical").get("starts").asBoolean())
                .isTrue();
    }

    @Test
    void ownTextsComeBeforeTheOfficesAndTheOfficesBeforeThoseThatShipped() {
        assertThat(named(Role.CLINICIAN, "consent").get("scope").asText()).isEqualTo("SHIPPED");
        Map<String, Object> offices = text("MACRO", "Consent", "The office's words.");
        offices.put("office", true);
        assertThat(office.post(Role.CLINICIAN, "/writing-aids", offices).problem())
                .as("the office's texts are kept by administrators")
                .isEqualTo("not-allowed");
        assertThat(office.post(Role.ADMINISTRATOR, "/writing-aids", offices).status())
                .isEqualTo(201);
        assertThat(named(Role.CLINICIAN, "consent").get("text").asText()).isEqualTo("The office's words.");

        TestOffice.Answer made = office.post(Role.CLINICIAN, "/writing-aids", text("MACRO", "consent", "My words."));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(named(Role.CLINICIAN, "consent").get("text").asText()).isEqualTo("My words.");
        assertThat(named(Role.TRANSCRIPTIONIST, "consent").get("text").asText()).isEqualTo("The office's words.");
        assertThat(office.post(Role.CLINICIAN, "/writing-aids", text("MACRO", "CONSENT", "Again."))
                        .problem())
                .isEqualTo("conflict");
    }

    @Test
    void aTranscriptionistHasTheTextsOfTheAuthorWhoseNoteItIs() {
        office.post(Role.CLINICIAN, "/writing-aids", text("MACRO", "mywords", "As I always say."));
        String author = office.get(Role.CLINICIAN, "/session")
                .body()
                .get("user")
                .get("id")
                .asText();
        assertThat(named(Role.TRANSCRIPTIONIST, "mywords").isMissingNode()).isTrue();
        assertThat(office.get(Role.TRANSCRIPTIONIST, "/writing-aids?author=" + author)
                        .text())
                .contains("As I always say.")
                .contains("AUTHOR");
    }

    @Test
    void aTextIsChangedAndRemovedByWhoReadItLast() {
        TestOffice.Answer made = office.post(Role.CLINICIAN, "/writing-aids", text("MACRO", "brief", "One."));
        String path = "/writing-aids/" + made.body().get("id").asText();
        Map<String, Object> other = text("MACRO", "brief", "Two.");
        assertThat(office.put(Role.CLINICIAN, path, other).problem()).isEqualTo("precondition-required");
        assertThat(office.put(Role.TRANSCRIPTIONIST, path, other, "If-Match", "\"1\"")
                        .problem())
                .as("somebody else's own text")
                .isEqualTo("not-found");
        assertThat(office.put(Role.CLINICIAN, path, other, "If-Match", "\"1\"").header("ETag"))
                .isEqualTo("\"2\"");
        assertThat(office.put(Role.CLINICIAN, path, other, "If-Match", "\"1\"").problem())
                .isEqualTo("stale-version");
        assertThat(office.send(office.to("/api/v1" + path)
                                .header("Authorization", "Bearer " + office.token(Role.CLINICIAN))
                                .header("If-Match", "\"2\"")
                                .DELETE()
                                .build())
                        .status())
                .isEqualTo(204);
        assertThat(named(Role.CLINICIAN, "brief").isMissingNode()).isTrue();
    }

    @Test
    void aMacroThatIsAskedForInSpeakingStandsInTheDraftAndKeepsWhatWasSaid() {
        Map<String, Object> macro = text("MACRO", "gait", "Gait steady, [aid:no aid].");
        macro.put("spoken", "normal gait");
        assertThat(office.post(Role.CLINICIAN, "/writing-aids", macro).status()).isEqualTo(201);
        String id = dictated("she walked in insert normal gait and sat down");
        JsonNode draft = transcript(id);
        assertThat(draft.get("text").asText()).isEqualTo("she walked in Gait steady, [aid:no aid]. and sat down");
        JsonNode edit = draft.get("edits").get(0);
        assertThat(edit.get("rule").asText()).isEqualTo("macro.spoken");
        assertThat(edit.get("from").asText()).isEqualTo("insert normal gait");
        assertThat(draft.get("raw").asText()).isEqualTo("she walked in insert normal gait and sat down");
        assertThat(draft.get("blanks"))
                .as("a field that is not filled is a blank")
                .hasSize(1);
    }

    @Test
    void whatAnAuthorPutsRightTwiceIsSuggestedAndOnceAcceptedWrittenSoInLaterDrafts() {
        signs(dictated("she takes metro prolol for the heart"), "She takes metoprolol for the heart.");
        assertThat(suggestion("metro prolol").isMissingNode())
                .as("once is no habit")
                .isTrue();
        signs(dictated("we gave metro prolol at noon"), "We gave metoprolol at noon.");
        JsonNode suggested = suggestion("metro prolol");
        assertThat(suggested.get("written").asText()).isEqualTo("metoprolol");
        assertThat(suggested.get("state").asText()).isEqualTo("suggested");
        assertThat(suggested.get("replaced").asInt()).isEqualTo(2);

        assertThat(transcript(dictated("back to metro prolol now")).get("text").asText())
                .as("a suggestion changes nothing")
                .isEqualTo("back to metro prolol now");
        assertThat(office.post(
                                Role.CLINICIAN,
                                "/corrections/" + suggested.get("number").asText() + "/accept",
                                "")
                        .status())
                .isEqualTo(200);
        JsonNode draft = transcript(dictated("back to metro prolol now"));
        assertThat(draft.get("text").asText()).isEqualTo("back to metoprolol now");
        assertThat(draft.get("edits").get(0).get("rule").asText()).isEqualTo("author.correction");
        assertThat(draft.get("edits").get(0).get("from").asText()).isEqualTo("metro prolol");
    }

    @Test
    void numbersDosesSidesAndNegationsAreNeverLearned() {
        for (int note = 0; note < 2; note++) {
            signs(
                    dictated("pain of the left hip no fever took fifty of it and ten milligrams then"),
                    "Pain of the right hip with fever took fifteen of it and 10 mcg then.");
        }
        assertThat(office.get(Role.CLINICIAN, "/corrections").body().findValuesAsText("spoken"))
                .doesNotContain("left", "no", "fifty", "ten milligrams", "milligrams");
        for (String[] pair : new String[][] {{"left knee", "right knee"}, {"fifty", "fifteen"}, {"no rash", "rash"}}) {
            assertThat(office.post(Role.CLINICIAN, "/corrections", Map.of("spoken", pair[0], "written", pair[1]))
                            .problem())
                    .isEqualTo("bad-request");
        }
    }

    @Test
    void whatIsDeclinedIsNotAskedAgain() {
        signs(dictated("the nodule is bossel aided"), "The nodule is bosselated.");
        signs(dictated("it looks bossel aided now"), "It looks bosselated now.");
        String path = "/corrections/" + suggestion("bossel aided").get("number").asText();
        assertThat(office.post(Role.CLINICIAN, path + "/decline", "").status()).isEqualTo(200);
        signs(dictated("again bossel aided today"), "Again bosselated today.");
        assertThat(suggestion("bossel aided").get("state").asText()).isEqualTo("declined");
        assertThat(transcript(dictated("still bossel aided")).get("text").asText())
                .isEqualTo("still bossel aided");
    }

    private static JsonNode suggestion(String spoken) {
        JsonNode items = office.get(Role.CLINICIAN, "/corrections").body().get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.get("spoken").asText().equals(spoken))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    @Test
    void aDiagnosisIsFoundByTheWordsPeopleUse() {
        JsonNode found = office.get(Role.CLINICIAN, "/terms?q=heart%20attack").body();
        assertThat(found.get("items").get(0).get("title").asText()).contains("myocardial infarction");
        assertThat(found.get("note").asText()).contains("not for claims");
        assertThat(found.get("system").asText()).isEqualTo("ICD-10-CM");
    }
}
