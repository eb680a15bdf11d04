package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A note goes from hand to hand until it is signed, and what is signed is what was meant. */
final class NotesAtWorkTest {
    @TempDir
    static Path data;

    static TestOffice office;
    static TestWorker worker;

    @BeforeAll
    static void open() throws Exception {
        office = TestOffice.open(data);
        worker = new TestWorker(office);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    private static String dictated(String words, String engine) {
        TestOffice.Answer kept = office.post(
                Role.CLINICIAN,
                "/dictations?workType=Progress%20note&name=note.wav",
                ("RIFF of a note: " + words + engine).getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        LeaseOffer offer = worker.lease(5).orElseThrow();
        worker.handIn(offer, worker.spoken(offer, words, engine));
        return kept.body().get("id").asText();
    }

    private static TestOffice.Answer does(Role role, String id, String what, Object body) {
        String tag = office.get(role, "/transcripts/" + id).header("ETag");
        return office.post(role, "/transcripts/" + id + "/" + what, body, "If-Match", tag);
    }

    private static TestOffice.Answer writes(Role role, String id, String text) {
        String tag = office.get(role, "/transcripts/" + id).header("ETag");
        return office.put(role, "/transcripts/" + id, Map.of("text", text), "If-Match", tag);
    }

    private static TestOffice.Answer signs(String id, String blanksReason) {
        Map<String, String> body = new HashMap<>(Map.of("password", TestOffice.PASSWORD));
        if (!blanksReason.isEmpty()) {
            body.put("blanksReason", blanksReason);
        }
        return does(Role.CLINICIAN, id, "sign", body);
    }

    private static String state(String id) {
        return office.get(Role.CLINICIAN, "/dictations/" + id)
                .body()
                .get("state")
                .asText();
    }

    @Test
    void isReviewedByASecondPersonBeforeItsAuthorSignsIt() {
        String id = dictated("the left knee is swollen", "vosk");

        assertThat(does(Role.TRANSCRIPTIONIST, id, "submit", Map.of("review", true))
                        .status())
                .isEqualTo(200);
        assertThat(state(id)).isEqualTo("in_review");
        assertThat(does(Role.TRANSCRIPTIONIST, id, "submit", Map.of()).problem())
                .as("who handed it in is not who reviews it")
                .isEqualTo("conflict");
        assertThat(signs(id, "").problem()).isEqualTo("conflict");
        assertThat(does(Role.CLINICIAN, id, "submit", Map.of()).status()).isEqualTo(200);
        assertThat(state(id)).isEqualTo("awaiting_signature");
        assertThat(does(Role.TRANSCRIPTIONIST, id, "reject", Map.of("note", "no"))
                        .problem())
                .isEqualTo("not-allowed");

        assertThat(signs(id, "").status()).isEqualTo(200);
        assertThat(office.post(Role.CLINICIAN, "/transcripts/" + id + "/addenda", Map.of("text", "Seen again."))
                        .status())
                .isEqualTo(201);
        assertThat(state(id)).isEqualTo("addended");
        assertThat(office.get(Role.CLINICIAN, "/dictations?state=ADDENDED")
                        .body()
                        .findValuesAsText("id"))
                .contains(id);
    }

    @Test
    void isSentBackWithANoteAndComesAgain() {
        String id = dictated("the right knee is swollen", "vosk");
        does(Role.TRANSCRIPTIONIST, id, "submit", Map.of());
        assertThat(does(Role.CLINICIAN, id, "reject", Map.of("note", "It was the left knee."))
                        .status())
                .isEqualTo(200);
        assertThat(state(id)).isEqualTo("rejected");
        assertThat(writes(Role.TRANSCRIPTIONIST, id, "The left knee is swollen.")
                        .status())
                .isEqualTo(200);
        assertThat(state(id)).isEqualTo("draft");
    }

    @Test
    void waitsPutAsideUntilItIsTakenUpAgain() {
        String id = dictated("he takes something for his heart", "vosk");
        assertThat(does(Role.TRANSCRIPTIONIST, id, "pend", Map.of("note", "Which drug?"))
                        .status())
                .isEqualTo(200);
        assertThat(state(id)).isEqualTo("pended");
        TestOffice.Answer refused = signs(id, "");
        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text()).contains("Which drug?", "Nothing was signed");
        assertThat(does(Role.CLINICIAN, id, "resume", Map.of()).status()).isEqualTo(200);
        assertThat(state(id)).isEqualTo("draft");
        assertThat(does(Role.CLINICIAN, id, "resume", Map.of()).problem()).isEqualTo("conflict");
    }

    @Test
    void isNotSignedWithABlankInItUnlessSomebodySaysWhy() {
        String id = dictated("he takes five milligrams of", "vosk");
        JsonNode blank = writes(Role.CLINICIAN, id, "He takes 5 mg of ____[00:02] daily.")
                .body()
                .get("blanks")
                .get(0);
        assertThat(blank.get("start").asInt()).isEqualTo(17);
        assertThat(blank.get("seconds").asDouble()).isEqualTo(2);
        assertThat(office.get(Role.CLINICIAN, "/dictations/" + id)
                        .body()
                        .get("blanks")
                        .asInt())
                .isEqualTo(1);

        TestOffice.Answer refused = signs(id, "");
        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text()).contains("There is a blank");
        assertThat(does(Role.CLINICIAN, id, "submit", Map.of()).problem()).isEqualTo("conflict");

        TestOffice.Answer signed = signs(id, "The patient does not know its name.");
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
        assertThat(signed.body().get("signature").get("blanksReason").asText())
                .isEqualTo("The patient does not know its name.");
    }

    @Test
    void isSignedWithThePasswordOnly() {
        String id = dictated("the wound has healed", "vosk");
        assertThat(does(Role.CLINICIAN, id, "sign", "").problem()).isEqualTo("bad-request");
        TestOffice.Answer wrong = does(Role.CLINICIAN, id, "sign", Map.of("password", "a guess at it"));
        assertThat(wrong.problem()).isEqualTo("not-allowed");
        assertThat(wrong.text()).contains("Nothing was signed");
        assertThat(state(id)).isEqualTo("draft");
        TestOffice.Answer signed = signs(id, "");
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
        assertThat(signed.body().get("signature").get("seal").asText()).matches("[0-9a-f]{64}");
        assertThat(signed.body().get("signature").get("intact").asBoolean()).isTrue();
    }

    @Test
    void aDraftThatIsASearchAidIsSignedOnlyAfterTheWholeRecordingWasPlayed() {
        // Ten words of half a second.
        String id = dictated("one two three four five six seven eight nine ten", "pocketsphinx");
        assertThat(office.get(Role.CLINICIAN, "/transcripts/" + id)
                        .body()
                        .get("searchAid")
                        .asBoolean())
                .isTrue();
        TestOffice.Answer refused = signs(id, "");
        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text()).contains("the whole recording must be played");

        assertThat(heard(id, 0, 2_000)).isEqualTo(0.4);
        assertThat(heard(id, 3_500, 5_000)).isEqualTo(0.7);
        assertThat(signs(id, "").problem()).isEqualTo("conflict");
        assertThat(heard(id, 1_900, 3_600)).isEqualTo(1);
        assertThat(signs(id, "").status()).isEqualTo(200);
    }

    private static double heard(String id, long from, long to) {
        TestOffice.Answer answer = office.post(
                Role.CLINICIAN,
                "/dictations/" + id + "/heard",
                Map.of("spans", List.of(Map.of("from", from, "to", to))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().get("heard").asDouble();
    }

    @Test
    void isLeftAloneWhileSomebodyElseWorksOnIt() {
        String id = dictated("the lungs are clear", "vosk");
        assertThat(office.post(Role.TRANSCRIPTIONIST, "/dictations/" + id + "/claim", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(office.get(Role.CLINICIAN, "/dictations/" + id)
                        .body()
                        .get("claimedBy")
                        .get("id")
                        .asText())
                .isNotEmpty();

        TestOffice.Answer refused = writes(Role.CLINICIAN, id, "The lungs are clear on both sides.");
        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text()).contains("is working on this note", "Nothing was changed");
        assertThat(signs(id, "").problem()).isEqualTo("conflict");
        assertThat(office.post(Role.CLINICIAN, "/dictations/" + id + "/claim", Map.of())
                        .problem())
                .isEqualTo("conflict");

        assertThat(office.post(Role.CLINICIAN, "/dictations/" + id + "/claim", Map.of("takeOver", true))
                        .status())
                .isEqualTo(200);
        assertThat(writes(Role.CLINICIAN, id, "The lungs are clear on both sides.")
                        .status())
                .isEqualTo(200);
        assertThat(writes(Role.TRANSCRIPTIONIST, id, "mine").problem()).isEqualTo("conflict");
        office.post(Role.CLINICIAN, "/dictations/" + id + "/release", "");
        assertThat(writes(Role.TRANSCRIPTIONIST, id, "The lungs are clear.").status())
                .isEqualTo(200);
    }
}
