package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.chartroom.models.record.Role;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.StoreVerifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dictation is kept while it is spoken, and becomes a dictation like any other once. */
final class RecordingsTest {
    private static final int SECOND = 16_000;

    @TempDir
    static Path data;

    static final SetForward clock = new SetForward();
    static TestOffice office;
    static TestWorker worker;

    @BeforeAll
    static void open() {
        office = TestOffice.open(TestOffice.config(data), clock);
        worker = new TestWorker(office);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    /** The machine's clock, which a test can set forward. */
    private static final class SetForward extends Clock {
        private volatile Duration by = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static String begun() {
        TestOffice.Answer begun =
                office.post(Role.CLINICIAN, "/recordings", Map.of("workType", "Progress note", "priority", "URGENT"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        assertThat(begun.body().get("next").asInt()).isEqualTo(1);
        return begun.body().get("id").asText();
    }

    /** Sound in which each sample tells which it is: what is missing, doubled or moved shows. */
    private static byte[] sound(int from, int samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < from + samples; i++) {
            bytes.putShort((short) i);
        }
        return bytes.array();
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha-256=:"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes))
                    + ":";
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static TestOffice.Answer send(Role role, String id, int number, byte[] bytes) {
        return office.put(role, "/recordings/" + id + "/pieces/" + number, bytes, "Content-Digest", digest(bytes));
    }

    private static void says(String id, int first, int seconds) {
        for (int n = first; n < first + seconds; n++) {
            TestOffice.Answer kept = send(Role.CLINICIAN, id, n, sound((n - 1) * SECOND, SECOND));
            assertThat(kept.status()).as(kept.text()).isEqualTo(200);
            assertThat(kept.body().get("next").asInt()).isEqualTo(n + 1);
        }
    }

    private static short[] samples(byte[] wav) {
        short[] samples = new short[(wav.length - 44) / 2];
        ByteBuffer.wrap(wav, 44, wav.length - 44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    private static short[] handedIn(String id) {
        TestOffice.Answer made = office.post(Role.CLINICIAN, "/recordings/" + id + "/finish", "");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return samples(office.get(
                        Role.CLINICIAN, "/dictations/" + made.body().get("id").asText() + "/audio")
                .response()
                .body());
    }

    private static short[] expected(int... fromTo) {
        int length = 0;
        for (int i = 0; i < fromTo.length; i += 2) {
            length += fromTo[i + 1] - fromTo[i];
        }
        short[] all = new short[length];
        int at = 0;
        for (int i = 0; i < fromTo.length; i += 2) {
            for (int sample = fromTo[i]; sample < fromTo[i + 1]; sample++) {
                all[at++] = (short) sample;
            }
        }
        return all;
    }

    @Test
    void becomesADictationWithEverySampleInItsPlaceAndOnlyOne() {
        String id = begun();
        says(id, 1, 3);
        byte[] rest = sound(3 * SECOND, 700);
        assertThat(send(Role.CLINICIAN, id, 4, rest).body().get("samples").asInt())
                .isEqualTo(3 * SECOND + 700);

        TestOffice.Answer first = office.post(Role.CLINICIAN, "/recordings/" + id + "/finish", "");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        TestOffice.Answer again = office.post(Role.CLINICIAN, "/recordings/" + id + "/finish", "");
        assertThat(again.body()).isEqualTo(first.body());

        String dictation = first.body().get("id").asText();
        JsonNode kept = office.get(Role.CLINICIAN, "/dictations/" + dictation).body();
        assertThat(kept.get("workType").asText()).isEqualTo("Progress note");
        assertThat(kept.get("priority").asText()).isEqualToIgnoringCase("urgent");
        assertThat(samples(office.get(Role.CLINICIAN, "/dictations/" + dictation + "/audio")
                        .response()
                        .body()))
                .isEqualTo(expected(0, 3 * SECOND + 700));
        assertThat(send(Role.CLINICIAN, id, 5, rest).problem()).isEqualTo("gone");
        assertThat(office.get(Role.CLINICIAN, "/recordings").body().get("items").findValuesAsText("id"))
                .doesNotContain(id);
    }

    @Test
    void takesAPieceOnceHoweverOftenItComes() {
        String id = begun();
        says(id, 1, 2);
        TestOffice.Answer repeated = send(Role.CLINICIAN, id, 1, sound(0, SECOND));
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.body().get("next").asInt()).isEqualTo(3);
        assertThat(repeated.body().get("samples").asInt()).isEqualTo(2 * SECOND);

        TestOffice.Answer other = send(Role.CLINICIAN, id, 2, sound(7, SECOND));
        assertThat(other.problem()).isEqualTo("conflict");
        assertThat(other.body().get("next").asInt()).isEqualTo(3);
    }

    @Test
    void saysWhichPieceIsNextWhenOneIsMissing() {
        String id = begun();
        says(id, 1, 1);
        TestOffice.Answer gap = send(Role.CLINICIAN, id, 3, sound(0, SECOND));
        assertThat(gap.problem()).isEqualTo("conflict");
        assertThat(gap.body().get("next").asInt()).isEqualTo(2);
    }

    @Test
    void keepsNothingThatCameDamagedTooLargeOrHalf() {
        String id = begun();
        String path = "/recordings/" + id + "/pieces/1";
        byte[] sound = sound(0, SECOND);
        assertThat(office.put(Role.CLINICIAN, path, sound, "Content-Digest", digest(sound(1, SECOND)))
                        .problem())
                .isEqualTo("cut-off");
        assertThat(office.put(Role.CLINICIAN, path, sound).problem()).isEqualTo("bad-request");
        byte[] half = Arrays.copyOf(sound, 999);
        assertThat(send(Role.CLINICIAN, id, 1, half).problem()).isEqualTo("bad-request");
        assertThat(send(Role.CLINICIAN, id, 1, new byte[0]).problem()).isEqualTo("bad-request");
        assertThat(send(Role.CLINICIAN, id, 1, new byte[(1 << 20) + 2]).problem())
                .isEqualTo("too-large");
        assertThat(send(Role.CLINICIAN, id, 0, sound).problem()).isEqualTo("bad-request");
        assertThat(office.get(Role.CLINICIAN, "/recordings/" + id)
                        .body()
                        .get("samples")
                        .asInt())
                .isZero();
        assertThat(office.post(Role.CLINICIAN, "/recordings/" + id + "/finish", "")
                        .problem())
                .as("nothing to hand in")
                .isEqualTo("conflict");
    }

    @Test
    void isItsAuthorsAlone() {
        String id = begun();
        says(id, 1, 1);
        for (String path : List.of("", "/audio", "/text")) {
            assertThat(office.get(Role.ADMINISTRATOR, "/recordings/" + id + path)
                            .problem())
                    .isEqualTo("not-found");
        }
        assertThat(send(Role.ADMINISTRATOR, id, 2, sound(0, SECOND)).problem()).isEqualTo("not-found");
        assertThat(office.post(Role.ADMINISTRATOR, "/recordings/" + id + "/finish", "")
                        .problem())
                .isEqualTo("not-found");
        assertThat(office.put(Role.ADMINISTRATOR, "/recordings/" + id + "/takes", Map.of("takes", List.of()))
                        .problem())
                .isEqualTo("not-found");
        assertThat(office.get(Role.ADMINISTRATOR, "/recordings").body().get("items"))
                .isEmpty();
    }

    private static void takes(String id, Object... takes) {
        TestOffice.Answer kept =
                office.put(Role.CLINICIAN, "/recordings/" + id + "/takes", Map.of("takes", List.of(takes)));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    }

    private static Map<String, Object> take(int from, int at, boolean over, boolean undone) {
        return Map.of("from", from, "at", at, "over", over, "undone", undone);
    }

    @Test
    void isRecordedOverFromAPlaceOn() {
        String id = begun();
        takes(id, take(0, 0, true, false), take(4 * SECOND, SECOND, true, false));
        says(id, 1, 6);
        assertThat(office.get(Role.CLINICIAN, "/recordings/" + id)
                        .body()
                        .get("seconds")
                        .asDouble())
                .isEqualTo(4);
        assertThat(handedIn(id)).isEqualTo(expected(0, SECOND, 4 * SECOND, 6 * SECOND, 3 * SECOND, 4 * SECOND));
    }

    @Test
    void isInsertedIntoAndTheLastTakeIsTakenBack() {
        String id = begun();
        takes(id, take(0, 0, true, false), take(2 * SECOND, SECOND / 2, false, false));
        says(id, 1, 3);
        short[] inserted = expected(0, SECOND / 2, 2 * SECOND, 3 * SECOND, SECOND / 2, 2 * SECOND);
        assertThat(samples(office.get(Role.CLINICIAN, "/recordings/" + id + "/audio")
                        .response()
                        .body()))
                .isEqualTo(inserted);
        takes(id, take(0, 0, true, false), take(2 * SECOND, SECOND / 2, false, true));
        assertThat(handedIn(id)).isEqualTo(expected(0, 2 * SECOND));
    }

    @Test
    void isRecordedOverBeyondItsEndAndInALaterTakesMiddle() {
        String id = begun();
        takes(
                id,
                take(0, 0, true, false),
                take(2 * SECOND, SECOND, true, false),
                take(5 * SECOND, 3 * SECOND, false, false));
        says(id, 1, 6);
        assertThat(handedIn(id))
                .isEqualTo(expected(0, SECOND, 2 * SECOND, 4 * SECOND, 5 * SECOND, 6 * SECOND, 4 * SECOND, 5 * SECOND));
    }

    @Test
    void isHeardInPartsBeforeItIsHandedIn() {
        String id = begun();
        says(id, 1, 2);
        TestOffice.Answer part = office.send(office.to("/api/v1/recordings/" + id + "/audio")
                .header("Authorization", "Bearer " + office.token(Role.CLINICIAN))
                .header("Range", "bytes=" + (44 + SECOND * 2 - 4) + "-" + (44 + SECOND * 2 + 3))
                .build());
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().body()).isEqualTo(sound(SECOND - 2, 4));
    }

    @Test
    void isGivenUpByItsAuthorAndGone() {
        String id = begun();
        says(id, 1, 2);
        TestOffice.Answer gone = office.send(office.to("/api/v1/recordings/" + id)
                .header("Authorization", "Bearer " + office.token(Role.CLINICIAN))
                .DELETE()
                .build());
        assertThat(gone.status()).isEqualTo(204);
        assertThat(office.get(Role.CLINICIAN, "/recordings/" + id).problem()).isEqualTo("not-found");
        JsonNode entries = office.get(Role.PRIVACY_OFFICER, "/audit").body().get("items");
        assertThat(entries.toString()).contains(id, "discarded", "2 s");
    }

    @Test
    void isBegunOnceByOneKey() {
        Map<String, Object> nothing = Map.of();
        String first = office.post(Role.CLINICIAN, "/recordings", nothing, "Idempotency-Key", "a key")
                .body()
                .get("id")
                .asText();
        assertThat(office.post(Role.CLINICIAN, "/recordings", nothing, "Idempotency-Key", "a key")
                        .body()
                        .get("id")
                        .asText())
                .isEqualTo(first);
    }

    @Test
    void isHandedInByItselfAfterADayAlone() throws Exception {
        String left = begun();
        says(left, 1, 2);
        String empty = begun();
        clock.by = Duration.ofHours(25);
        try {
            office.server.recordings().handInWhatWasLeft();
        } finally {
            // Tokens end after a day, too.
            clock.by = Duration.ZERO;
        }

        JsonNode now = office.get(Role.CLINICIAN, "/recordings/" + left).body();
        String dictation = now.get("dictationId").asText();
        assertThat(samples(office.get(Role.CLINICIAN, "/dictations/" + dictation + "/audio")
                        .response()
                        .body()))
                .isEqualTo(expected(0, 2 * SECOND));
        assertThat(office.get(Role.CLINICIAN, "/recordings/" + empty).problem()).isEqualTo("not-found");
    }

    @Test
    void isListenedToByAWorkerAndItsAuthorSeesTheWordsThatStand() {
        String id = begun();
        takes(id, take(0, 0, true, false));
        says(id, 1, 2);
        TestOffice.Answer offer = office.post(Role.WORKER, "/work/recordings/leases?waitMs=2000", "");
        while (!office.get(Role.CLINICIAN, "/recordings/" + id)
                .body()
                .get("listening")
                .asBoolean()) {
            // Recordings of the other tests come first.
            assertThat(offer.status()).as("somebody to listen to").isEqualTo(200);
            offer = office.post(Role.WORKER, "/work/recordings/leases?waitMs=2000", "");
        }
        String token = offer.body().get("token").asText();
        TestOffice.Answer sound = office.get(Role.WORKER, "/work/recordings/" + token + "/audio?from=8000&waitMs=0");
        assertThat(sound.response().body()).isEqualTo(sound(8_000, 2 * SECOND - 8_000));
        assertThat(office.get(Role.WORKER, "/work/recordings/" + token + "/audio?from=32000&waitMs=10")
                        .status())
                .isEqualTo(204);
        TestOffice.Answer heard = office.post(
                Role.WORKER,
                "/work/recordings/" + token + "/words",
                Map.of(
                        "from",
                        0,
                        "to",
                        2 * SECOND,
                        "words",
                        List.of(word("takes", 0.1), word("five", 0.5), word("milligrams", 0.8), word("wrong", 1.5))));
        assertThat(heard.status()).as(heard.text()).isEqualTo(204);
        assertThat(office.get(Role.CLINICIAN, "/recordings/" + id + "/text")
                        .body()
                        .get("text")
                        .asText())
                .isEqualToIgnoringCase("Takes 5 mg wrong.");

        takes(id, take(0, 0, true, false), take(2 * SECOND, 20_800, true, false));
        says(id, 3, 1);
        assertThat(office.get(Role.CLINICIAN, "/recordings/" + id + "/text")
                        .body()
                        .get("text")
                        .asText())
                .as("what was recorded over is not shown")
                .isEqualToIgnoringCase("Takes 5 mg.");

        handedIn(id);
        assertThat(office.get(Role.WORKER, "/work/recordings/" + token + "/audio?from=0")
                        .problem())
                .isEqualTo("gone");
    }

    private static Map<String, Object> word(String word, double start) {
        return Map.of("word", word, "start", start, "end", start + 0.2, "confidence", 0.9);
    }

    @Test
    void isKeptByTheBooksOfTheHouse() throws Exception {
        String id = begun();
        says(id, 1, 2);
        List<String> faults = new ArrayList<>();
        new StoreVerifier(
                        (JdbiRecordStore) office.server.house().store(),
                        office.server.house().blobs(),
                        finding -> faults.add(finding.toString()),
                        () -> false)
                .verify((check, done, of) -> {});
        assertThat(faults).isEmpty();
    }
}
