package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcmDecoderTest {
    private static final int RATE = 16_000;
    private static final PcmDecoder.Limits LIMITS = PcmDecoder.Limits.standard();

    @TempDir
    static Path folder;

    private static Path original;
    private static FfmpegProgram ffmpeg;

    @BeforeAll
    static void makeARecording() throws Exception {
        ffmpeg = Surroundings.ffmpeg();
        original = folder.resolve("original.wav");
        Files.write(original, wav(bursts(), 1, 16));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "u8.wav, -c:a pcm_u8 -ar 8000",
        "s16.wav, -c:a pcm_s16le -ar 11025",
        "s24.wav, -c:a pcm_s24le -ar 44100 -ac 2",
        "s32.wav, -c:a pcm_s32le -ar 48000",
        "float.wav, -c:a pcm_f32le",
        "mulaw.wav, -c:a pcm_mulaw -ar 8000",
        "alaw.wav, -c:a pcm_alaw -ar 8000",
        "ms.wav, -c:a adpcm_ms -ar 22050",
        "ima.wav, -c:a adpcm_ima_wav -ar 8000",
        "a.mp3, -c:a libmp3lame -b:a 64k",
        "a.m4a, -c:a aac -ac 2",
        "a.aac, -c:a aac",
        "vorbis.ogg, -c:a vorbis -strict -2 -ac 2 -ar 44100",
        "opus.ogg, -c:a libopus -b:a 24k",
        "a.opus, -c:a libopus -ac 2",
        "a.webm, -c:a libopus",
        "a.flac, -c:a flac",
        "flac.ogg, -c:a flac",
        "nb.amr, -c:a libopencore_amrnb -ar 8000 -b:a 12.2k",
        "wb.amr, -c:a libvo_amrwbenc -ar 16000",
        "a.3gp, -c:a libopencore_amrnb -ar 8000 -b:a 7.95k",
        "a.wma, -c:a wmav2 -ar 44100",
        "v1.wma, -c:a wmav1 -ar 16000",
        "a.aiff, -c:a pcm_s16be",
        "a.au, -c:a pcm_mulaw -ar 8000",
        "a.caf, -c:a alac"
    })
    void decodesEveryKindOfRecordingToTheSameSound(String name, String arguments) throws Exception {
        Path file = encode(name, arguments);
        // What a file is called says nothing.
        Path renamed = Files.move(file, folder.resolve(name + ".bin"));
        try (DecodedAudio audio = new PcmDecoder(ffmpeg, LIMITS).open(renamed, RATE)) {
            short[] samples = Surroundings.all(audio);
            assertThat(audio.damage()).isNull();
            assertThat(samples.length / (double) RATE).isCloseTo(3.0, within(0.15));
            assertThat(level(samples, 0.1, 0.4)).as("silence at the start").isLessThan(400);
            assertThat(level(samples, 0.6, 0.9)).as("first burst").isGreaterThan(2000);
            assertThat(level(samples, 1.15, 1.85)).as("silence between").isLessThan(400);
            assertThat(level(samples, 2.1, 2.4)).as("second burst").isGreaterThan(2000);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "s24.wav, -c:a pcm_s24le -ar 44100 -ac 2",
        "mulaw.wav, -c:a pcm_mulaw -ar 8000",
        "ima.wav, -c:a adpcm_ima_wav -ar 8000",
        "a.mp3, -c:a libmp3lame -b:a 64k",
        "a.m4a, -c:a aac",
        "a.opus, -c:a libopus",
        "nb.amr, -c:a libopencore_amrnb -ar 8000 -b:a 12.2k",
        "a.wma, -c:a wmav2 -ar 44100"
    })
    void spokenDigitsAreStillHeardAfterEncoding(String name, String arguments) throws Exception {
        Path speech = Surroundings.speech().resolve("speech_recognition__english.wav");
        Path file = encode(speech, "speech-" + name, arguments);
        try (SpeechEngine engine = SpeechEngines.open(Surroundings.digits());
                DecodedAudio audio = new PcmDecoder(ffmpeg, LIMITS).open(file, engine.sampleRateHz())) {
            assertThat(engine.transcribe(audio, Progress.none()))
                    .extracting(word -> word.word())
                    .containsSubsequence("one", "two", "three");
        }
    }

    @Test
    void aVoiceOnOneOfTwoChannelsIsHeard() throws Exception {
        short[] mono = bursts();
        short[] stereo = new short[mono.length * 2];
        for (int i = 0; i < mono.length; i++) {
            stereo[2 * i + 1] = mono[i];
        }
        Path file = folder.resolve("one-side.wav");
        Files.write(file, wav(stereo, 2, 16));
        try (DecodedAudio audio = new PcmDecoder(ffmpeg, LIMITS).open(file, RATE)) {
            assertThat(level(Surroundings.all(audio), 0.6, 0.9)).isGreaterThan(1500);
        }
    }

    @Test
    void knowsHowLongARecordingIsOnceSamplesCome() throws Exception {
        try (DecodedAudio audio = new PcmDecoder(ffmpeg, LIMITS).open(original, RATE)) {
            assertThat(audio.read(new short[100])).isPositive();
            Surroundings.all(audio);
            assertThat(audio.totalMs()).isEqualTo(3000);
        }
    }

    @Test
    void aFileWithoutBytesIsEmpty() throws Exception {
        assertProblem(Files.createFile(folder.resolve("empty.wav")), SpeechProblem.EMPTY);
    }

    @Test
    void aRecordingWithoutSamplesIsEmpty() throws Exception {
        Path file = folder.resolve("no-samples.wav");
        Files.write(file, wav(new short[0], 1, 16));
        assertProblem(file, SpeechProblem.EMPTY);
    }

    @Test
    void aTextCalledRecordingIsUnsupported() throws Exception {
        Path file = folder.resolve("letter.wav");
        Files.writeString(file, "Dear colleague, thank you for referring this patient.\n".repeat(50));
        assertProblem(file, SpeechProblem.UNSUPPORTED);
    }

    @Test
    void aDamagedRecordingIsCorrupt() throws Exception {
        byte[] garbage = new byte[4000];
        RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(3).nextBytes(garbage);
        for (String start : List.of("RIFF", "fLaC", "OggS", "0&\u00b2u\u008ef\u00cf\u0011")) {
            byte[] file = garbage.clone();
            byte[] magic = start.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(magic, 0, file, 0, magic.length);
            Path path = folder.resolve("damaged.bin");
            Files.write(path, file);
            assertProblem(path, SpeechProblem.CORRUPT);
        }
    }

    @Test
    void dssFromARecorderIsDecoded() throws Exception {
        // No free program writes DSS: a header as recorders write it, then blocks whose bits are arbitrary frames.
        byte[] recording = new byte[1024 + 20 * 512];
        byte[] frames = new byte[20 * 512];
        RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(5).nextBytes(frames);
        System.arraycopy(frames, 0, recording, 1024, frames.length);
        byte[] magic = "\2dss".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(magic, 0, recording, 0, magic.length);
        byte[] times = "261123101500261123101512".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(times, 0, recording, 0x26, times.length);
        Path file = folder.resolve("recorder.dss");
        Files.write(file, recording);
        try (DecodedAudio audio = new PcmDecoder(ffmpeg, LIMITS).open(file, RATE)) {
            assertThat(Surroundings.all(audio).length / (double) RATE).isBetween(1.0, 15.0);
        }
        Files.write(file, Arrays.copyOf(recording, 600));
        assertProblem(file, SpeechProblem.CORRUPT);
    }

    @Test
    void aRecordingCutOffHalfWayIsHeardAsFarAsItGoesAndSaysSo() throws Exception {
        for (String name : List.of("cut.flac", "cut.wav")) {
            byte[] whole = Files.readAllBytes(encode(name, name.endsWith("flac") ? "-c:a flac" : "-c:a pcm_s16le"));
            Path half = folder.resolve("half-" + name);
            Files.write(half, Arrays.copyOf(whole, whole.length / 2));
            try (DecodedAudio audio = new PcmDecoder(ffmpeg, LIMITS).open(half, RATE)) {
                assertThat(Surroundings.all(audio).length).as(name).isGreaterThan(RATE / 4);
                assertThat(audio.damage()).as(name).contains("damaged");
            }
        }
    }

    @Test
    void aLockedRecordingAsksForAnExport() throws Exception {
        Path file = folder.resolve("locked.ds2");
        Files.write(file, ("\3enc" + "x".repeat(2000)).getBytes(StandardCharsets.ISO_8859_1));
        assertProblem(file, SpeechProblem.ENCRYPTED);
        Files.write(file, ("\3ds2" + "x".repeat(2000)).getBytes(StandardCharsets.ISO_8859_1));
        assertProblem(file, SpeechProblem.UNSUPPORTED);
    }

    @Test
    void aPlayListCannotReachOtherFiles() throws Exception {
        Path list = folder.resolve("list.m3u8");
        Files.writeString(
                list, "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n" + original.toUri() + "\n#EXT-X-ENDLIST\n");
        assertProblem(list, SpeechProblem.UNSUPPORTED);
        Files.writeString(list, "ffconcat version 1.0\nfile '" + original.getFileName() + "'\n");
        assertProblem(list, SpeechProblem.UNSUPPORTED);
    }

    @Test
    void aRecordingLongerThanAllowedIsRefusedWithoutReadingItAll() throws Exception {
        var limits = new PcmDecoder.Limits(Duration.ofSeconds(2), LIMITS.stall(), LIMITS.cpu(), LIMITS.memoryBytes());
        try (DecodedAudio audio = new PcmDecoder(ffmpeg, limits).open(original, RATE)) {
            assertThatThrownBy(() -> Surroundings.all(audio))
                    .isInstanceOfSatisfying(
                            SpeechException.class, e -> assertThat(e.problem()).isEqualTo(SpeechProblem.TOO_LONG));
        }
    }

    @Test
    void aDecoderThatStopsAnsweringIsEnded() throws Exception {
        Process stuck = new ProcessBuilder("sleep", "60").start();
        var limits =
                new PcmDecoder.Limits(LIMITS.duration(), Duration.ofMillis(200), LIMITS.cpu(), LIMITS.memoryBytes());
        try (DecodedAudio audio = new DecodedAudio(stuck, AudioHeader.WAV, RATE, limits)) {
            assertThatThrownBy(() -> audio.read(new short[10]))
                    .isInstanceOfSatisfying(
                            SpeechException.class, e -> assertThat(e.problem()).isEqualTo(SpeechProblem.TIMEOUT));
        }
        assertThat(stuck.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingEarlyEndsTheDecoder() throws Exception {
        long before = ProcessHandle.current().children().count();
        try (DecodedAudio audio = new PcmDecoder(ffmpeg, LIMITS).open(original, RATE)) {
            assertThat(audio.read(new short[10])).isEqualTo(10);
        }
        assertThat(ProcessHandle.current().children().count()).isLessThanOrEqualTo(before);
    }

    private static void assertProblem(Path file, SpeechProblem problem) {
        assertThatThrownBy(() -> {
                    try (DecodedAudio audio = new PcmDecoder(ffmpeg, LIMITS).open(file, RATE)) {
                        Surroundings.all(audio);
                    }
                })
                .isInstanceOfSatisfying(
                        SpeechException.class,
                        e -> assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem))
                .message()
                .doesNotContain(folder.toString());
    }

    private static Path encode(String name, String arguments) throws Exception {
        return encode(original, name, arguments);
    }

    private static Path encode(Path from, String name, String arguments) throws Exception {
        Path to = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(
                "-hide_banner",
                "-nostdin",
                "-loglevel",
                "error",
                "-y",
                "-i",
                from.toAbsolutePath().toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.add(to.toString());
        Process process = ffmpeg.process(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return to;
    }

    /** Three seconds: silence with a burst of a voice-like tone at 0.5..1.0 s and at 2.0..2.5 s. */
    private static short[] bursts() {
        short[] samples = new short[3 * RATE];
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / RATE;
            if ((t >= 0.5 && t < 1.0) || (t >= 2.0 && t < 2.5)) {
                samples[i] = (short) (9000 * Math.sin(2 * Math.PI * 440 * t) + 3000 * Math.sin(2 * Math.PI * 880 * t));
            }
        }
        return samples;
    }

    private static double level(short[] samples, double from, double to) {
        double power = 0;
        int first = (int) (from * RATE);
        int last = (int) (to * RATE);
        for (int i = first; i < last; i++) {
            power += (double) samples[i] * samples[i];
        }
        return Math.sqrt(power / (last - first));
    }

    static byte[] wav(short[] samples, int channels, int bits) throws IOException {
        int size = samples.length * 2;
        ByteBuffer wav = ByteBuffer.allocate(44 + size).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + size);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) channels).putInt(RATE).putInt(RATE * channels * bits / 8);
        wav.putShort((short) (channels * bits / 8)).putShort((short) bits);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size);
        for (short sample : samples) {
            wav.putShort(sample);
        }
        return wav.array();
    }
}
