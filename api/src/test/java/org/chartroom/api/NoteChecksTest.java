package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could harm in a note is found while it is written, every rewrite can be undone, and nobody signs unseen. */
final class NoteChecksTest {
    @TempDir
    static Path data;

    static TestOffice office;
    static TestWorker worker;
    static String patient;

    @BeforeAll
    static void open() throws Exception {
        office = TestOffice.open(data);
        worker = new TestWorker(office);
        patient = office.post(
                        Role.INTAKE,
                        "/patients",
                        Map.of(
                                "mrn",
                                "MR100901",
                                "name",
                                Map.of("family", "Baptiste", "given", "Jules", "middle", ""),
                                "birthDate",
                                "1979-11-30",
                                "sex",
                                "male",
                                "restricted",
                                false))
                .body()
                .get("id")
                .asText();
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    private static String dictated(String words, String... doubted) {
        TestOffice.Answer kept = office.post(
                Role.CLINICIAN,
                "/dictations?workType=Progress%20note&name=note.wav&patient=" + patient,
                ("RIFF of a note: " + words).getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        LeaseOffer offer = worker.lease(5).orElseThrow();
        worker.handIn(offer, worker.written(offer, words, Set.of(doubted)));
        return kept.body().get("id").asText();
    }

    private static JsonNode check(String id, String text) {
        TestOffice.Answer answer =
                office.post(Role.TRANSCRIPTIONIST, "/transcripts/" + id + "/check", Map.of("text", text));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode finding(JsonNode check, String rule) {
        for (JsonNode each : check.get("findings")) {
            if (each.get("rule").asText().equals(rule)) {
                return each;
            }
        }
        throw new AssertionError("no finding " + rule + " in " + check);
    }

    private static TestOffice.Answer writes(String id, String text) {
        String tag = office.get(Role.CLINICIAN, "/transcripts/" + id).header("ETag");
        return office.put(Role.CLINICIAN, "/transcripts/" + id, Map.of("text", text), "If-Match", tag);
    }

    @Test
    void aTypedTextIsCheckedAndNotKept() {
        String id = dictated("give lisinopril ten milligrams daily period");
        String text = "Give lisinopril 10.0 mg QD.";
        JsonNode check = check(id, text);
        JsonNode daily = finding(check, "jc.daily");
        assertThat(text.substring(daily.get("start").asInt(), daily.get("end").asInt()))
                .isEqualTo("QD");
        assertThat(daily.get("fix").asText()).isEqualTo("daily");
        assertThat(daily.get("source").asText()).contains("Joint Commission");
        assertThat(daily.get("severe").asBoolean()).isTrue();
        assertThat(finding(check, "jc.trailing-zero").get("fix").asText()).isEqualTo("10 mg");
        assertThat(check.get("severe").asInt()).isEqualTo(2);
        assertThat(office.get(Role.CLINICIAN, "/transcripts/" + id)
                        .body()
                        .get("text")
                        .asText())
                .isEqualTo("Give lisinopril 10 mg daily.");
    }

    @Test
    void whatContradictsTheOpenedChartIsFound() {
        String id = dictated("he is well period");
        JsonNode check = check(id, "Patient name: Maria Lopez. MRN MR555. Date of birth 01/02/1950. He is well.");
        assertThat(finding(check, "chart.name").get("severe").asBoolean()).isTrue();
        assertThat(finding(check, "chart.mrn").get("suggestions").get(0).asText())
                .isEqualTo("MR100901");
        assertThat(finding(check, "chart.birth-date").get("suggestions").get(0).asText())
                .isEqualTo("11/30/1979");
        JsonNode right = check(id, "Patient name: Jules Baptiste. MRN MR100901. Date of birth 11/30/1979. He is well.");
        assertThat(right.get("findings").findValuesAsText("kind")).doesNotContain("CHART");
    }

    @Test
    void theOtherSideThanTheChartsIsFound() {
        String first = dictated("the left knee is swollen period");
        assertThat(signs(first, List.of()).status()).isEqualTo(200);
        String second = dictated("he fell period");
        JsonNode check = check(second, "The right knee is swollen.");
        assertThat(finding(check, "chart.laterality").get("suggestions").get(0).asText())
                .isEqualTo("left");
    }

    @Test
    void aWordThatMayHaveBeenMisheardIsRankedByWhatItWouldMean() {
        String id = dictated("the nice weather helps his warfarin period", "nice", "warfarin");
        JsonNode words = office.get(Role.CLINICIAN, "/transcripts/" + id)
                .body()
                .get("check")
                .get("words");
        assertThat(words).hasSize(2);
        assertThat(words.get(1).get("what").asText()).isEqualTo("DRUG");
        assertThat(words.get(1).get("risk").asInt())
                .isGreaterThan(words.get(0).get("risk").asInt());
    }

    @Test
    void wordsWithTwoReadingsAreNamedWhereTheyStand() {
        String id = dictated("he weighs one two five six or so period");
        JsonNode transcript = office.get(Role.CLINICIAN, "/transcripts/" + id).body();
        JsonNode unclear = finding(transcript.get("check"), "format.two-readings");
        assertThat(unclear.get("reason").asText()).contains("has two readings");
        assertThat(transcript
                        .get("text")
                        .asText()
                        .substring(
                                unclear.get("start").asInt(), unclear.get("end").asInt()))
                .isEqualTo("one two five six");
    }

    @Test
    void aRewriteIsUndoneWhereItStandsAndStaysUndone() {
        String id = dictated("give five milligrams twice on january first period");
        JsonNode transcript = office.get(Role.CLINICIAN, "/transcripts/" + id).body();
        assertThat(transcript.get("text").asText()).isEqualTo("Give 5 mg twice on January 1.");
        JsonNode dose = rewrite(transcript.get("check"), "number.dose");
        assertThat(dose.get("stands").asBoolean()).isTrue();
        JsonNode kept =
                writes(id, changed(transcript.get("text").asText(), dose)).body();
        assertThat(kept.get("text").asText()).isEqualTo("Give five milligrams twice on January 1.");
        assertThat(kept.get("edits").findValuesAsText("rule"))
                .doesNotContain("number.dose")
                .contains("date.month-day");

        JsonNode later =
                writes(id, kept.get("text").asText() + " He will call.").body();
        assertThat(later.get("edits").findValuesAsText("rule")).doesNotContain("number.dose");
        JsonNode again = rewrite(later.get("check"), "number.dose");
        assertThat(again.get("stands").asBoolean()).isFalse();
        assertThat(changed(later.get("text").asText(), again)).isEqualTo("Give 5 mg twice on January 1. He will call.");
        assertThat(office.get(Role.CLINICIAN, "/transcripts/" + id + "/versions")
                        .body()
                        .get("items"))
                .hasSize(3);
    }

    @Test
    void undoingEveryRewriteOneByOneGivesTheWordsAsSpoken() {
        String spoken = "impression colon hypertension period start lisinopril ten milligrams p o q day comma"
                + " blood pressure one twenty over eighty new paragraph call me on january first";
        String id = dictated(spoken);
        String text = office.get(Role.CLINICIAN, "/transcripts/" + id)
                .body()
                .get("text")
                .asText();
        for (int steps = 0; steps < 60; steps++) {
            List<JsonNode> standing = new ArrayList<>();
            check(id, text).get("rewrites").forEach(each -> {
                if (each.get("stands").asBoolean()) {
                    standing.add(each);
                }
            });
            if (standing.isEmpty()) {
                break;
            }
            text = changed(text, standing.get(steps % standing.size()));
        }
        assertThat(text).isEqualTo(spoken);
    }

    private static JsonNode rewrite(JsonNode check, String rule) {
        for (JsonNode each : check.get("rewrites")) {
            if (each.get("rule").asText().equals(rule)) {
                return each;
            }
        }
        throw new AssertionError("no rewrite " + rule + " in " + check.get("rewrites"));
    }

    private static String changed(String text, JsonNode rewrite) {
        JsonNode change = rewrite.get("change");
        return text.substring(0, change.get("start").asInt())
                + change.get("text").asText()
                + text.substring(change.get("end").asInt());
    }

    private static TestOffice.Answer signs(String id, List<String> looked) {
        String tag = office.get(Role.CLINICIAN, "/transcripts/" + id).header("ETag");
        return office.post(
                Role.CLINICIAN,
                "/transcripts/" + id + "/sign",
                Map.of("password", TestOffice.PASSWORD, "looked", looked),
                "If-Match",
                tag);
    }

    @Test
    void whatCouldHarmIsLookedAtBeforeTheNoteIsSigned() {
        String id = dictated("he takes lisinopril period");
        writes(id, "He takes lisinopril 400 mg daily.");
        TestOffice.Answer refused = signs(id, List.of());
        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text()).contains("has to be looked at", "Nothing was signed", "400 mg");
        String key = refused.body().get("findings").get(0).get("key").asText();
        assertThat(signs(id, List.of("another")).problem()).isEqualTo("conflict");

        TestOffice.Answer signed = signs(id, List.of(key));
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
        assertThat(office.get(Role.ADMINISTRATOR, "/documents/" + id + "/history")
                        .text())
                .as("the history says that it was left")
                .contains("dose.implausible");
    }
}
