package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work on notes is measured: how good it was, how much, how fast. */
final class NoteQualityTest {
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

    private static String dictated(String words, String query) {
        TestOffice.Answer kept = office.post(
                Role.CLINICIAN,
                "/dictations?name=note.wav" + query,
                ("RIFF of a note: " + words + System.nanoTime()).getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        LeaseOffer offer = worker.lease(5).orElseThrow();
        worker.handIn(offer, worker.spoken(offer, words));
        return kept.body().get("id").asText();
    }

    private static String tag(String id) {
        return office.get(Role.CLINICIAN, "/transcripts/" + id).header("ETag");
    }

    /** Corrected and handed in by the transcriptionist, signed by the clinician. */
    private static void signed(String id, String text) {
        assertThat(office.put(Role.TRANSCRIPTIONIST, "/transcripts/" + id, Map.of("text", text), "If-Match", tag(id))
                        .status())
                .isEqualTo(200);
        assertThat(office.post(Role.TRANSCRIPTIONIST, "/transcripts/" + id + "/submit", Map.of(), "If-Match", tag(id))
                        .status())
                .isEqualTo(200);
        TestOffice.Answer signed = office.post(
                Role.CLINICIAN,
                "/transcripts/" + id + "/sign",
                Map.of("password", TestOffice.PASSWORD),
                "If-Match",
                tag(id));
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
    }

    private static Map<String, Object> error(String severity, String text, String written, String right) {
        int at = text.indexOf(written);
        return Map.of("severity", severity, "start", at, "end", at + written.length(), "right", right, "comment", "");
    }

    private static int latest(String id) {
        return office.get(Role.CLINICIAN, "/transcripts/" + id)
                .body()
                .get("number")
                .asInt();
    }

    @Test
    void aReviewTakesThreeForACriticalErrorAndOneForAnotherAndTheSameErrorCountsOnce() {
        String text = "The left knee is swolen. The left knee is warm. It is swolen.";
        String id = dictated("the left knee is swollen the left knee is warm it is swollen", "");
        assertThat(office.post(
                                Role.CLINICIAN,
                                "/transcripts/" + id + "/quality",
                                Map.of("version", 1, "errors", List.of()))
                        .problem())
                .as("a draft is not reviewed yet")
                .isEqualTo("conflict");
        signed(id, text);
        int second = text.lastIndexOf("swolen");
        TestOffice.Answer kept = office.post(
                Role.CLINICIAN,
                "/transcripts/" + id + "/quality",
                Map.of(
                        "version",
                        latest(id),
                        "errors",
                        List.of(
                                error("CRITICAL", text, "left", "right"),
                                error("NON_CRITICAL", text, "swolen", "swollen"),
                                Map.of(
                                        "severity",
                                        "NON_CRITICAL",
                                        "start",
                                        second,
                                        "end",
                                        second + 6,
                                        "right",
                                        "swollen"),
                                error("FEEDBACK", text, "warm", "warm to the touch"))));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        assertThat(kept.body().get("score").asInt()).isEqualTo(96);
        assertThat(kept.body().get("passes").asBoolean()).isFalse();
        assertThat(kept.body().get("errors").get(1).get("written").asText()).isEqualTo("swolen");

        JsonNode own = office.get(Role.TRANSCRIPTIONIST, "/quality").body();
        assertThat(own.get("items").get(0).get("score").asInt()).isEqualTo(96);
        assertThat(own.get("items").get(0).get("editor").get("displayName").asText())
                .isEqualTo("transcriptionist");
        assertThat(office.get(Role.CLINICIAN, "/quality").body().get("items"))
                .as("not the clinician's work")
                .isEmpty();
        assertThat(office.get(Role.ADMINISTRATOR, "/quality").body().get("items"))
                .isNotEmpty();
    }

    @Test
    void nobodyReviewsTheirOwnWork() {
        String id = dictated("the wound is clean", "");
        signed(id, "The wound is clean.");
        assertThat(office.post(
                                Role.TRANSCRIPTIONIST,
                                "/transcripts/" + id + "/quality",
                                Map.of("version", latest(id), "errors", List.of()))
                        .problem())
                .isEqualTo("not-allowed");
        TestOffice.Answer kept = office.post(
                Role.ADMINISTRATOR,
                "/transcripts/" + id + "/quality",
                Map.of("version", latest(id), "errors", List.of()));
        assertThat(kept.body().get("score").asInt()).isEqualTo(100);
        assertThat(office.get(Role.CLINICIAN, "/transcripts/" + id + "/quality")
                        .body()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void aSignedNoteCountsForWhoCorrectedItOnTheDayItWasSigned() {
        String id = dictated("the gallbladder is tender and the liver is not", "&workType=Surgical%20tally");
        String text = "The gallbladder is tender, and the liver is not. " + "x".repeat(81);
        signed(id, text);
        JsonNode figures = office.get(Role.ADMINISTRATOR, "/productivity").body();
        JsonNode day = figures.get("days").get(0);
        assertThat(day.get("displayName").asText()).isEqualTo("transcriptionist");
        assertThat(day.get("notes").asInt()).isPositive();
        assertThat(day.get("lines").asDouble()).isGreaterThanOrEqualTo(2);
        JsonNode drafts = null;
        for (JsonNode each : figures.get("authors")) {
            drafts = each.get("workType").asText().equals("Surgical tally") ? each : drafts;
        }
        assertThat(drafts).isNotNull();
        // Of ten words signed, two came otherwise ("tender,", "not."), one was added.
        assertThat(drafts.get("wordErrorRate").asDouble()).isEqualTo(0.3);

        assertThat(office.get(Role.TRANSCRIPTIONIST, "/productivity").body().get("days"))
                .isNotEmpty();
        assertThat(office.get(Role.CLINICIAN, "/productivity").body().get("days"))
                .as("days of other people are for administrators")
                .isEmpty();
        TestOffice.Answer csv = office.get(Role.ADMINISTRATOR, "/productivity/csv");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text()).startsWith("day,person,notes").contains("\"transcriptionist\"");
        assertThat(office.get(Role.ADMINISTRATOR, "/productivity?from=2020-01-01&to=2026-01-01")
                        .problem())
                .isEqualTo("bad-request");
    }

    @Test
    void everyDictationIsDueByItsPriorityUnlessSomebodySaidWhen() {
        assertThat(wait(dictated("one", "&priority=stat"))).isEqualTo(Duration.ofHours(1));
        assertThat(wait(dictated("two", "&priority=urgent"))).isEqualTo(Duration.ofHours(4));
        assertThat(wait(dictated("three", ""))).isEqualTo(Duration.ofHours(24));
        JsonNode said = office.get(
                        Role.CLINICIAN, "/dictations/" + dictated("four", "&priority=stat&due=2030-01-01T09:00:00Z"))
                .body();
        assertThat(said.get("due").asText()).isEqualTo("2030-01-01T09:00:00Z");
        assertThat(said.get("dueSaid").asBoolean()).isTrue();
    }

    private static Duration wait(String id) {
        JsonNode dictation = office.get(Role.CLINICIAN, "/dictations/" + id).body();
        return Duration.between(
                Instant.parse(dictation.get("createdAt").asText()),
                Instant.parse(dictation.get("due").asText()));
    }
}
