package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PhraseCutterTest {
    private static final int RATE = 16_000;
    private static final int MS = RATE / 1000;
    private static final int CHUNK_MS = 100;
    /** How long after its last sound a phrase may be waited for: the pause that ends it and one piece of sound. */
    private static final int PATIENCE_MS = 450 + CHUNK_MS + 10;

    private final List<PhraseCutter.Phrase> phrases = new ArrayList<>();
    private final List<Long> saidAt = new ArrayList<>();

    @Property(tries = 60)
    void whatIsSaidBetweenPausesBecomesOnePhraseEachWhole(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int said,
            @ForAll @LongRange(max = 1L << 33) long from) {
        Random chance = new Random(seed);
        Audio audio = new Audio(chance).silence(300);
        List<int[]> spans = new ArrayList<>();
        for (int i = 0; i < said; i++) {
            int start = audio.ms();
            audio.speech(300 + chance.nextInt(5_200));
            spans.add(new int[] {start, audio.ms()});
            audio.silence(900 + chance.nextInt(3_000));
        }
        hear(audio, from);

        assertThat(phrases).hasSameSizeAs(spans);
        for (int i = 0; i < said; i++) {
            PhraseCutter.Phrase phrase = phrases.get(i);
            assertThat(phrase.startSample() - from)
                    .isBetween((spans.get(i)[0] - 250L) * MS, spans.get(i)[0] * (long) MS);
            assertThat(phrase.endSample() - from).isBetween(spans.get(i)[1] * (long) MS, (spans.get(i)[1] + 250L) * MS);
            assertThat(saidAt.get(i) / MS - spans.get(i)[1]).isLessThanOrEqualTo(PATIENCE_MS);
            int start = (int) (phrase.startSample() - from);
            assertThat(phrase.samples())
                    .isEqualTo(Arrays.copyOfRange(audio.samples(), start, start + phrase.samples().length));
        }
    }

    @Property(tries = 20)
    void ofSomebodyWhoNeverDrawsBreathAllIsHeardAndNoneWaitsLongerThanSixSeconds(
            @ForAll long seed, @ForAll @IntRange(min = 13, max = 60) int seconds) {
        Audio audio =
                new Audio(new Random(seed)).silence(300).speech(seconds * 1000).silence(900);
        hear(audio, 0);

        assertThat(phrases.getFirst().startSample()).isLessThanOrEqualTo(300L * MS);
        // A last bit as short as a click is left out.
        assertThat(phrases.getLast().endSample()).isGreaterThanOrEqualTo((300L + seconds * 1000L - 200) * MS);
        for (int i = 0; i < phrases.size(); i++) {
            assertThat(phrases.get(i).samples().length).isLessThanOrEqualTo(6_500 * MS);
            if (i > 0) {
                assertThat(phrases.get(i).startSample())
                        .isLessThanOrEqualTo(phrases.get(i - 1).endSample());
            }
        }
    }

    @Test
    void silenceAndAClickAreNoPhrase() {
        hear(new Audio(new Random(1)).silence(5_000).speech(50).silence(5_000), 0);
        assertThat(phrases).isEmpty();
    }

    @Test
    void afterAClickTheNextPhraseComesNoLater() {
        hear(
                new Audio(new Random(1))
                        .silence(500)
                        .speech(60)
                        .silence(2_000)
                        .speech(1_000)
                        .silence(900),
                0);
        assertThat(phrases).hasSize(1);
        assertThat(saidAt.getFirst() / MS - 3_560).isLessThanOrEqualTo(PATIENCE_MS);
    }

    @Test
    void whatWasSaidBeforeSomebodyStopsIsThereWithoutAPause() {
        Audio audio = new Audio(new Random(1)).silence(500).speech(1_000);
        PhraseCutter cutter = new PhraseCutter(RATE, 0);
        cutter.add(audio.samples());
        assertThat(cutter.next()).isEmpty();
        Optional<PhraseCutter.Phrase> rest = cutter.rest();
        assertThat(rest)
                .hasValueSatisfying(
                        phrase -> assertThat((double) phrase.endSample() / RATE).isCloseTo(1.5, within(0.02)));
        assertThat(cutter.rest()).isEmpty();
    }

    private void hear(Audio audio, long from) {
        phrases.clear();
        saidAt.clear();
        PhraseCutter cutter = new PhraseCutter(RATE, from);
        short[] samples = audio.samples();
        for (int at = 0; at < samples.length; at += CHUNK_MS * MS) {
            int end = Math.min(samples.length, at + CHUNK_MS * MS);
            cutter.add(Arrays.copyOfRange(samples, at, end));
            for (Optional<PhraseCutter.Phrase> next = cutter.next(); next.isPresent(); next = cutter.next()) {
                phrases.add(next.get());
                saidAt.add((long) end);
            }
        }
    }

    /** A stand-in for a voice: noise that swells four times a second, in a room with a faint hiss. */
    private static final class Audio {
        private final Random chance;
        private short[] samples = new short[0];

        Audio(Random chance) {
            this.chance = chance;
        }

        Audio silence(int ms) {
            return add(ms, 0);
        }

        Audio speech(int ms) {
            return add(ms, 6_000);
        }

        int ms() {
            return samples.length / MS;
        }

        short[] samples() {
            return samples;
        }

        private Audio add(int ms, int loud) {
            int from = samples.length;
            samples = Arrays.copyOf(samples, from + ms * MS);
            for (int i = from; i < samples.length; i++) {
                double swell = 0.6 + 0.4 * Math.cos(2 * Math.PI * 4 * (i - from) / RATE);
                samples[i] = (short) (chance.nextGaussian() * (20 + loud * swell));
            }
            return this;
        }
    }
}
