package org.chartroom.transcribe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** What may or may not lie around the checkout: the launcher's cache and the shared corpus. Tests skip without them. */
final class Surroundings {
    private static final Path ROOT = Path.of(System.getProperty("chartroom.root", ".."));
    private static final Path CACHE =
            Path.of(System.getProperty("chartroom.cache", ROOT.resolve(".cache").toString()));

    private Surroundings() {}

    static Path natives() {
        return CACHE.resolve("natives");
    }

    static SpeechConfig.PocketSphinx pocketSphinx() {
        Path folder = CACHE.resolve("pocketsphinx");
        assumeTrue(
                Files.exists(folder.resolve("lib/libpocketsphinx.so.3")),
                "the built-in engine is not in the cache; ./chartroom fetch brings it");
        return SpeechConfig.PocketSphinx.in(natives(), folder);
    }

    static SpeechConfig.Vosk digits() {
        return new SpeechConfig.Vosk(natives(), model("vosk-digits-8k"));
    }

    static Path model(String name) {
        return Path.of("src/test/resources").resolve(name).toAbsolutePath();
    }

    static Path speech() {
        String named = System.getenv("CHARTROOM_SHARED");
        Path corpus = Stream.of(
                        named == null ? ROOT.resolve("../shared") : Path.of(named),
                        ROOT.resolve("../shared"),
                        ROOT.resolve("../../shared"))
                .map(shared -> shared.resolve("corpus/speech"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(ROOT.resolve("../shared/corpus/speech"));
        assumeTrue(Files.isDirectory(corpus), "the shared corpus of real speech is not beside the checkout");
        return corpus;
    }

    static FfmpegProgram ffmpeg() throws java.io.IOException {
        return FfmpegProgram.unpackInto(natives());
    }

    /** A clip of the corpus, decoded. */
    static short[] samples(String clip, int sampleRateHz) throws Exception {
        Path file = speech().resolve(clip);
        try (DecodedAudio audio = new PcmDecoder(ffmpeg(), PcmDecoder.Limits.standard()).open(file, sampleRateHz)) {
            return all(audio);
        }
    }

    /** Reads a stream to its end. */
    static short[] all(PcmStream audio) throws SpeechException {
        short[] all = new short[0];
        short[] chunk = new short[8192];
        for (int count = audio.read(chunk); count > 0; count = audio.read(chunk)) {
            int length = all.length;
            all = Arrays.copyOf(all, length + count);
            System.arraycopy(chunk, 0, all, length, count);
        }
        return all;
    }
}
