package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.transcribe.format.NoteFormatter;
import org.junit.jupiter.api.Test;

class IntelligibilityTest {
    private static final ConfidenceScale SCALE = new ConfidenceScale(0.25, 0.45);

    @Test
    void unsureWordsInNoiseAreNoDraftButUnsureWordsInACleanRecordingAre() {
        assertThat(Intelligibility.of(words(0.3), sound(20, 60)).allowsDraft(SCALE))
                .isFalse();
        assertThat(Intelligibility.of(words(0.3), sound(2, 60)).allowsDraft(SCALE))
                .isTrue();
    }

    @Test
    void sureWordsAreADraftEvenInNoise() {
        assertThat(Intelligibility.of(words(0.6), sound(20, 60)).allowsDraft(SCALE))
                .isTrue();
    }

    @Test
    void wordsTheEngineDoesNotBelieveAreNoDraftHoweverCleanTheSound() {
        assertThat(Intelligibility.of(words(0.2), sound(0, 100)).allowsDraft(SCALE))
                .isFalse();
    }

    @Test
    void anEngineNobodyMeasuredIsNotJudged() {
        assertThat(Intelligibility.of(words(0.01), sound(50, 60)).allowsDraft(ConfidenceScale.UNMEASURED))
                .isTrue();
    }

    @Test
    void theSwingIsThatBetweenQuietAndLoudMoments() {
        assertThat(Intelligibility.of(words(1), sound(6, 60)).swingDb()).isCloseTo(20, within(0.01));
        assertThat(Intelligibility.of(words(1), Waveform.of(new byte[0])).swingDb())
                .isZero();
    }

    @Test
    void limitsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> new ConfidenceScale(0.5, 0.4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConfidenceScale(Double.NaN, 0.4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordingNobodyCanUseSaysWhatToDoAndKeepsItsOutline() throws Exception {
        try (SpeechEngine engine = SpeechEngines.open(Surroundings.pocketSphinx())) {
            PcmDecoder decoder = new PcmDecoder(Surroundings.ffmpeg(), PcmDecoder.Limits.standard());
            Transcription outcome = new Transcriber(decoder, engine, NoteFormatter.english())
                    .transcribe(
                            Surroundings.speech().resolve("python-speech-recognition__jackhammer.wav"),
                            Progress.none());
            assertThat(outcome).isInstanceOfSatisfying(Transcription.NotHeard.class, not -> {
                assertThat(not.problem()).isEqualTo(SpeechProblem.NOT_INTELLIGIBLE);
                assertThat(not.problem().code()).isEqualTo("not intelligible");
                assertThat(not.problem().worthTryingAgain()).isFalse();
                assertThat(not.message()).contains("The recording is kept");
                assertThat(not.waveform().durationMs()).isGreaterThan(3000);
            });
        }
    }

    private static List<SpokenWord> words(double confidence) {
        return Collections.nCopies(8, new SpokenWord("word", 0, 1, confidence));
    }

    /** One half quiet, one half loud. */
    private static Waveform sound(int quiet, int loud) {
        byte[] peaks = new byte[400];
        for (int i = 0; i < peaks.length; i += 2) {
            int level = i < 200 ? quiet : loud;
            peaks[i] = (byte) -level;
            peaks[i + 1] = (byte) level;
        }
        return Waveform.of(peaks);
    }
}
