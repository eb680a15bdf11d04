package org.chartroom.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.chartroom.transcribe.DecodedAudio;
import org.chartroom.transcribe.FfmpegProgram;
import org.chartroom.transcribe.PcmDecoder;
import org.chartroom.transcribe.SpeechException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent as a dictation comes to an end that says what it is, and the bytes that came can be had again. */
final class BadRecordingsTest {
    private static final int RATE = 16_000;
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Set<String> ENDS = Set.of("READ", "NEEDS_PERSON", "QUARANTINED");

    @TempDir
    private Path folder;

    /**
     * @param stages in which it may end
     * @param reason what its reason must name; empty for any, none for a draft nobody need look at
     */
    private record Bad(String name, byte[] bytes, Set<String> stages, String reason) {}

    private final Path root = Path.of(System.getProperty("chartroom.root", "."));
    private final Path cache =
            Path.of(System.getProperty("chartroom.cache", root + "/.cache")).toAbsolutePath();

    private short[] speech(int seconds) throws Exception {
        assumeThat(cache.resolve("pocketsphinx/lib/libpocketsphinx.so.3"))
                .as("the built-in speech engine, which ./chartroom fetch brings")
                .exists();
        Path sample = root.resolve("samples/office/dictations/dictation-11.opus");
        assumeThat(sample).exists();
        FfmpegProgram ffmpeg = FfmpegProgram.unpackInto(cache.resolve("natives"));
        short[] samples = new short[seconds * RATE];
        int length = 0;
        try (DecodedAudio audio = new PcmDecoder(ffmpeg, PcmDecoder.Limits.standard()).open(sample, RATE)) {
            short[] chunk = new short[8192];
            for (int count = audio.read(chunk); count > 0 && length < samples.length; count = audio.read(chunk)) {
                int taken = Math.min(count, samples.length - length);
                System.arraycopy(chunk, 0, samples, length, taken);
                length += taken;
            }
        } catch (SpeechException e) {
            throw new AssertionError("the sample cannot be decoded", e);
        }
        return samples;
    }

    private static List<Bad> bad(short[] speech) {
        Random random = new Random(7);
        short[] hiss = new short[6 * RATE];
        short[] music = new short[12 * RATE];
        for (int i = 0; i < hiss.length; i++) {
            hiss[i] = (short) (3_000 * random.nextGaussian());
        }
        double[] chords = {220, 261.6, 329.6, 293.7, 349.2, 440};
        for (int i = 0; i < music.length; i++) {
            int beat = i / (RATE / 3);
            double t = (i % (RATE / 3)) / (double) RATE;
            double tone = 0;
            for (int voice = 0; voice < 3; voice++) {
                double pitch = chords[(beat * 2 + voice) % chords.length];
                tone += Math.sin(2 * Math.PI * pitch * t) + 0.4 * Math.sin(2 * Math.PI * 2 * pitch * t);
            }
            music[i] = (short) (5_000 * Math.exp(-4 * t) * tone);
        }
        short[] clipped = new short[speech.length];
        short[] twoChannels = new short[speech.length * 2];
        short[] telephone = new short[speech.length / 2];
        for (int i = 0; i < speech.length; i++) {
            clipped[i] = (short) Math.clamp(speech[i] * 30, Short.MIN_VALUE, Short.MAX_VALUE);
            twoChannels[2 * i] = speech[i];
            if (i % 2 == 1) {
                telephone[i / 2] = (short) ((speech[i - 1] + speech[i]) / 2);
            }
        }
        byte[] whole = wave(speech, RATE, 1);
        byte[] broken = whole.clone();
        Arrays.fill(broken, 8, 40, (byte) 0x7a);
        byte[] locked = new byte[4096];
        random.nextBytes(locked);
        System.arraycopy(new byte[] {3, 'e', 'n', 'c'}, 0, locked, 0, 4);
        Set<String> person = Set.of("NEEDS_PERSON");
        Set<String> draft = Set.of("READ", "NEEDS_PERSON");
        return List.of(
                new Bad("silence.wav", wave(new short[4 * RATE], RATE, 1), person, "silent"),
                new Bad("hiss.wav", wave(hiss, RATE, 1), person, "recording is"),
                new Bad("music.wav", wave(music, RATE, 1), person, ""),
                new Bad("clipped.wav", wave(clipped, RATE, 1), draft, ""),
                new Bad("four-seconds.wav", wave(Arrays.copyOf(speech, 4 * RATE), RATE, 1), draft, ""),
                new Bad("telephone.wav", wave(telephone, RATE / 2, 1), draft, ""),
                new Bad("dead-channel.wav", wave(twoChannels, RATE, 2), Set.of("READ"), ""),
                new Bad("broken-header.wav", broken, Set.of("QUARANTINED"), ""),
                new Bad("cut-off.wav", Arrays.copyOf(whole, whole.length / 3), draft, "damaged"),
                new Bad("locked.ds2", locked, person, "Export"),
                new Bad("note.wav", "Not a recording at all.".getBytes(StandardCharsets.UTF_8), ENDS, ""));
    }

    @Test
    void everyBadRecordingEndsInAStateThatSaysSo() throws Exception {
        assertEnds(bad(speech(12)));
    }

    @Test
    @Tag("long")
    void aRecordingOfSixHoursWithLittleSpeechInItIsWrittenDown() throws Exception {
        int rate = RATE / 2;
        short[] speech = speech(12);
        // A byte a sample, so that the test holds it twice in its memory.
        byte[] pcm = new byte[6 * 3600 * rate];
        Arrays.fill(pcm, (byte) 128);
        for (int second = 0; second < 6 * 3600; second += 600) {
            for (int i = 0; 2 * i < speech.length; i++) {
                pcm[second * rate + i] = (byte) (128 + (speech[2 * i] >> 8));
            }
        }
        assertEnds(List.of(new Bad("six-hours.wav", wave(pcm, rate, 1, 8), Set.of("READ", "NEEDS_PERSON"), "")));
    }

    private void assertEnds(List<Bad> recordings) throws Exception {
        Path data = folder.resolve("data");
        Path config = folder.resolve("server.yml");
        Files.writeString(
                config,
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "data",
                                data.toString(),
                                "http",
                                Map.of("port", 0, "adminPort", 0),
                                "work",
                                Map.of("leaseSeconds", 30, "maxAttempts", 2, "firstRetrySeconds", 0),
                                "workers",
                                Map.of("count", 1))));
        try (ServerProcess server = ServerProcess.start(data, cache, config)) {
            String token = server.administratorToken();
            Map<String, Bad> sent = new LinkedHashMap<>();
            for (Bad bad : recordings) {
                sent.put(server.dictate(token, bad.name(), bad.bytes()), bad);
            }
            List<String> wrong = new ArrayList<>();
            for (Map.Entry<String, Bad> each : sent.entrySet()) {
                JsonNode document = awaitEnd(server, token, each.getKey());
                Bad bad = each.getValue();
                String stage = document.path("stage").asText();
                String reason = document.path("stageReason").asText();
                if (!bad.stages().contains(stage)
                        || !reason.contains(bad.reason())
                        || reason.isEmpty() && !stage.equals("READ")) {
                    wrong.add(bad.name() + " is " + stage + ": " + reason);
                }
                if (!Arrays.equals(server.bytes(token, "documents/" + each.getKey() + "/original"), bad.bytes())) {
                    wrong.add(bad.name() + " is not what was sent");
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static JsonNode awaitEnd(ServerProcess server, String token, String document) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonNode now = server.get(token, "documents/" + document);
            if (ENDS.contains(now.path("stage").asText())) {
                return now;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("a recording came to no end");
    }

    private static byte[] wave(short[] samples, int rate, int channels) {
        ByteBuffer pcm = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) {
            pcm.putShort(sample);
        }
        return wave(pcm.array(), rate, channels, 16);
    }

    private static byte[] wave(byte[] pcm, int rate, int channels, int bits) {
        return ByteBuffer.allocate(44 + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + pcm.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(bits / 8 * channels * rate)
                .putShort((short) (bits / 8 * channels))
                .putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }
}
