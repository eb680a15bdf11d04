package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.chartroom.models.text.SpokenWord;
import org.junit.jupiter.api.Test;

/** What every {@link SpeechEngine} promises. */
abstract class SpeechEngineContract {
    /** A fresh engine, which the test closes. */
    abstract SpeechEngine open() throws Exception;

    /** Real speech at the engine's rate that it understands at least a word of; the test is skipped without any. */
    abstract short[] speech(SpeechEngine engine) throws Exception;

    @Test
    void namesItselfItsModelAndItsRate() throws Exception {
        try (SpeechEngine engine = open()) {
            assertThat(engine.name()).matches("[a-z]+");
            assertThat(engine.model()).isNotBlank();
            assertThat(engine.sampleRateHz()).isBetween(8000, 48000);
        }
    }

    @Test
    void hearsWordsInTimeOrderWithinTheAudio() throws Exception {
        try (SpeechEngine engine = open()) {
            short[] samples = speech(engine);
            List<SpokenWord> words = hear(engine, samples);
            assertThat(words).isNotEmpty();
            double length = (double) samples.length / engine.sampleRateHz();
            double before = 0;
            for (SpokenWord word : words) {
                assertThat(word.word()).isLowerCase().doesNotContain("<", "[", "(");
                assertThat(word.start()).isGreaterThanOrEqualTo(before - 0.011);
                assertThat(word.end()).isBetween(word.start(), length + 0.05);
                assertThat(word.confidence()).isBetween(0.0, 1.0);
                before = word.start();
            }
        }
    }

    @Test
    void hearsTheSameEveryTimeWhateverItHeardBefore() throws Exception {
        try (SpeechEngine engine = open()) {
            short[] samples = speech(engine);
            List<SpokenWord> first = hear(engine, samples);
            hear(engine, noise(engine.sampleRateHz() * 3));
            hear(engine, new short[engine.sampleRateHz()]);
            assertSame(hear(engine, samples), first);
        }
    }

    @Test
    void isNotConfusedByTheSizeOfTheReads() throws Exception {
        try (SpeechEngine engine = open()) {
            short[] samples = speech(engine);
            int rate = engine.sampleRateHz();
            PcmStream trickle = new Trickle(PcmStream.of(samples, rate), 701);
            assertSame(engine.transcribe(trickle, Progress.none()), hear(engine, samples));
        }
    }

    @Test
    void silenceNothingAndAFewSamplesHoldNoWords() throws Exception {
        try (SpeechEngine engine = open()) {
            assertThat(hear(engine, new short[0])).isEmpty();
            assertThat(hear(engine, new short[1])).isEmpty();
            assertThat(hear(engine, new short[37])).isEmpty();
            assertThat(hear(engine, new short[engine.sampleRateHz() * 2])).isEmpty();
        }
    }

    @Test
    void severalThreadsHearTheSame() throws Exception {
        try (SpeechEngine engine = open();
                var threads = Executors.newFixedThreadPool(4)) {
            short[] samples = speech(engine);
            List<SpokenWord> alone = hear(engine, samples);
            List<Callable<List<SpokenWord>>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(() -> hear(engine, samples));
            }
            for (Future<List<SpokenWord>> heard : threads.invokeAll(calls)) {
                assertSame(heard.get(), alone);
            }
        }
    }

    @Test
    void refusesAudioOfAnotherRate() throws Exception {
        try (SpeechEngine engine = open()) {
            PcmStream other = PcmStream.of(new short[100], engine.sampleRateHz() + 1);
            assertThatThrownBy(() -> engine.transcribe(other, Progress.none()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void mayBeClosedTwiceAndIsNotUsableAfterwards() throws Exception {
        SpeechEngine engine = open();
        engine.close();
        engine.close();
        assertThatThrownBy(() -> hear(engine, new short[160])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingWaitsForACallThatIsRunning() throws Exception {
        SpeechEngine engine = open();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PcmStream slow = new PcmStream() {
            private boolean done;

            @Override
            public int sampleRateHz() {
                return engine.sampleRateHz();
            }

            @Override
            public int read(short[] samples) {
                if (done) {
                    return 0;
                }
                reading.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                done = true;
                return Math.min(samples.length, 1600);
            }

            @Override
            public void close() {}
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<SpokenWord>> call = threads.submit(() -> engine.transcribe(slow, Progress.none()));
            reading.await();
            Future<?> closing = threads.submit(engine::close);
            assertThat(closing.isDone()).isFalse();
            goOn.countDown();
            assertThat(call.get()).isEmpty();
            closing.get();
        }
        assertThatThrownBy(() -> hear(engine, new short[160])).isInstanceOf(IllegalStateException.class);
    }

    static void assertSame(List<SpokenWord> heard, List<SpokenWord> expected) {
        assertThat(heard)
                .extracting(SpokenWord::word)
                .containsExactlyElementsOf(
                        expected.stream().map(SpokenWord::word).toList());
        for (int i = 0; i < heard.size(); i++) {
            SpokenWord word = heard.get(i);
            assertThat(word.start()).isCloseTo(expected.get(i).start(), within(0.05));
            assertThat(word.end()).isCloseTo(expected.get(i).end(), within(0.05));
            assertThat(word.confidence()).isCloseTo(expected.get(i).confidence(), within(0.05));
        }
    }

    static List<SpokenWord> hear(SpeechEngine engine, short[] samples) throws SpeechException {
        return engine.transcribe(PcmStream.of(samples, engine.sampleRateHz()), Progress.none());
    }

    static short[] noise(int samples) {
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(7);
        short[] noise = new short[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (short) (random.nextGaussian() * 2000);
        }
        return noise;
    }

    /** Hands on a few samples at a time. */
    private record Trickle(PcmStream source, int most) implements PcmStream {
        @Override
        public int sampleRateHz() {
            return source.sampleRateHz();
        }

        @Override
        public int read(short[] samples) throws SpeechException {
            short[] few = new short[Math.min(most, samples.length)];
            int count = source.read(few);
            System.arraycopy(few, 0, samples, 0, count);
            return count;
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
