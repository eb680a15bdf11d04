package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chartroom.models.text.HeardPiece;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.transcribe.format.NoteFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriberTest {
    private static final int RATE = 16_000;

    @TempDir
    Path folder;

    @Test
    void aSilentRecordingSaysSoInsteadOfAnEmptyTranscript() throws Exception {
        assertNoSpeech(new short[3 * RATE], "silent");
    }

    @Test
    void hissAndHumAreNoSpeech() throws Exception {
        assertNoSpeech(SpeechEngineContract.noise(4 * RATE), "");
        short[] hum = new short[4 * RATE];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = (short) (8000 * Math.sin(2 * Math.PI * 50 * i / RATE));
        }
        assertNoSpeech(hum, "");
    }

    @Test
    void wordTimesAreThoseOfTheRecordingAcrossPieces() throws Exception {
        Path clip = threeTimes();
        try (SpeechEngine engine = SpeechEngines.open(Surroundings.digits())) {
            List<HeardPiece> pieces = new ArrayList<>();
            Transcription outcome =
                    transcriber(engine).transcribe(clip, List.of(), pieces::add, Progress.none(), () -> 1);
            assertThat(pieces).hasSize(3);
            List<SpokenWord> words =
                    ((Transcription.Heard) outcome).transcript().words();
            assertThat(words)
                    .extracting(SpokenWord::word)
                    .containsSubsequence("one", "two", "three", "one", "two", "three", "one", "two", "three");
            short[] once = Surroundings.samples("speech_recognition__english.wav", RATE);
            double period = (double) once.length / RATE + 10;
            List<Double> ones = words.stream()
                    .filter(word -> word.word().equals("one"))
                    .map(SpokenWord::start)
                    .toList();
            assertThat(ones).hasSize(3);
            assertThat(ones.get(1) - ones.get(0)).isBetween(period - 0.1, period + 0.1);
            assertThat(ones.get(2) - ones.get(0)).isBetween(2 * period - 0.1, 2 * period + 0.1);
            assertThat(outcome.waveform().durationMs())
                    .isBetween((long) (period * 3000) - 50, (long) (period * 3000) + 50);
        }
    }

    @Test
    void finishedPiecesAreNotListenedToAgain() throws Exception {
        Path clip = threeTimes();
        try (SpeechEngine engine = SpeechEngines.open(Surroundings.digits())) {
            List<HeardPiece> pieces = new ArrayList<>();
            transcriber(engine).transcribe(clip, List.of(), pieces::add, Progress.none(), () -> 1);
            List<HeardPiece> again = new ArrayList<>();
            List<Long> reached = new ArrayList<>();
            Transcription outcome = transcriber(engine)
                    .transcribe(clip, pieces.subList(0, 2), again::add, (heard, total) -> reached.add(heard), () -> 1);
            assertThat(again)
                    .extracting(HeardPiece::startMs)
                    .containsExactly(pieces.get(2).startMs());
            assertThat(reached).isSorted().hasSize(3);
            assertThat(((Transcription.Heard) outcome).transcript().words())
                    .startsWith(pieces.getFirst().words().toArray(SpokenWord[]::new));
        }
    }

    @Test
    void piecesHeardSideBySideStayInOrder() throws Exception {
        Path clip = threeTimes();
        try (SpeechEngine engine = SpeechEngines.open(Surroundings.digits())) {
            List<HeardPiece> oneByOne = new ArrayList<>();
            transcriber(engine).transcribe(clip, List.of(), oneByOne::add, Progress.none(), () -> 1);
            List<HeardPiece> atOnce = new ArrayList<>();
            List<Long> reached = new ArrayList<>();
            Transcription outcome = transcriber(engine)
                    .transcribe(clip, List.of(), atOnce::add, (heard, total) -> reached.add(heard), () -> 3);
            assertThat(atOnce).extracting(HeardPiece::startMs).hasSize(3).isSorted();
            assertThat(atOnce)
                    .extracting(piece ->
                            piece.words().stream().map(SpokenWord::word).toList())
                    .isEqualTo(oneByOne.stream()
                            .map(piece ->
                                    piece.words().stream().map(SpokenWord::word).toList())
                            .toList());
            assertThat(reached).isSorted();
            assertThat(((Transcription.Heard) outcome).transcript().words())
                    .extracting(SpokenWord::start)
                    .isSorted();
        }
    }

    @Test
    void whatAnotherModelHeardIsHeardAgain() throws Exception {
        Path clip = threeTimes();
        try (SpeechEngine engine = SpeechEngines.open(Surroundings.digits())) {
            List<HeardPiece> pieces = new ArrayList<>();
            transcriber(engine).transcribe(clip, List.of(), pieces::add, Progress.none(), () -> 1);
            List<HeardPiece> others = pieces.stream()
                    .map(piece -> new HeardPiece(
                            piece.engine(), "another model", piece.startMs(), piece.endMs(), piece.words()))
                    .toList();
            List<HeardPiece> again = new ArrayList<>();
            transcriber(engine).transcribe(clip, others, again::add, Progress.none(), () -> 1);
            assertThat(again).hasSize(3);
        }
    }

    @Test
    void theOutlineShowsWhereTheSoundIs() throws Exception {
        short[] samples = new short[2 * RATE];
        Arrays.fill(samples, RATE, RATE + RATE / 2, (short) 16384);
        samples[0] = -32768;
        Waveform.Builder outline = new Waveform.Builder(RATE);
        outline.add(samples, samples.length);
        byte[] peaks = outline.build().peaks();
        assertThat(peaks).hasSize(400);
        assertThat(peaks[0]).isEqualTo((byte) -128);
        assertThat(peaks[99]).isEqualTo((byte) 0);
        assertThat(peaks[2 * 100 + 1]).isEqualTo((byte) 64);
        assertThat(peaks[2 * 150 + 1]).isEqualTo((byte) 0);
    }

    @Test
    void longSpeechIsCutAtPausesAndNoSampleOfItIsLost() throws Exception {
        // 95 s of bursts with short pauses: no piece longer than 30 s, pieces in order, every loud sample in one.
        int seconds = 95;
        short[] samples = new short[seconds * RATE];
        for (int i = 0; i < samples.length; i++) {
            int inSecond = i % RATE;
            samples[i] = (short) (inSecond < RATE * 6 / 10 ? 8000 * Math.sin(2 * Math.PI * 300.0 * i / RATE) : i % 7);
        }
        SilenceCutter cutter = new SilenceCutter(PcmStream.of(samples, RATE), new Waveform.Builder(RATE), _ -> {});
        boolean[] covered = new boolean[samples.length];
        long before = 0;
        int pieces = 0;
        for (SilenceCutter.Piece piece = cutter.next(); piece != null; piece = cutter.next()) {
            assertThat(piece.startSample()).isGreaterThanOrEqualTo(before);
            assertThat(piece.samples().length).isLessThanOrEqualTo(30 * RATE);
            Arrays.fill(covered, (int) piece.startSample(), (int) piece.endSample(), true);
            before = piece.endSample();
            pieces++;
        }
        assertThat(pieces).isGreaterThan(3);
        for (int i = 0; i < samples.length; i++) {
            assertThat(covered[i] || Math.abs(samples[i]) < 100)
                    .as("sample " + i)
                    .isTrue();
        }
    }

    private void assertNoSpeech(short[] samples, String saying) throws Exception {
        Path file = folder.resolve("x.wav");
        Files.write(file, PcmDecoderTest.wav(samples, 1, 16));
        try (SpeechEngine engine = SpeechEngines.open(Surroundings.digits())) {
            Transcription outcome = transcriber(engine).transcribe(file, Progress.none());
            assertThat(outcome).isInstanceOfSatisfying(Transcription.NotHeard.class, no -> {
                assertThat(no.problem()).isEqualTo(SpeechProblem.NO_SPEECH);
                assertThat(no.message()).contains(saying);
                assertThat(no.audioMs()).isEqualTo(samples.length * 1000L / RATE);
            });
            assertThat(outcome.waveform().durationMs()).isEqualTo(samples.length * 1000L / RATE);
        }
    }

    private Path threeTimes() throws Exception {
        short[] once = Surroundings.samples("speech_recognition__english.wav", RATE);
        int period = once.length + 10 * RATE;
        short[] all = new short[3 * period];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(once, 0, all, i * period, once.length);
        }
        Path file = folder.resolve("three.wav");
        Files.write(file, PcmDecoderTest.wav(all, 1, 16));
        return file;
    }

    private static Transcriber transcriber(SpeechEngine engine) throws Exception {
        return new Transcriber(
                new PcmDecoder(Surroundings.ffmpeg(), PcmDecoder.Limits.standard()), engine, NoteFormatter.english());
    }
}
