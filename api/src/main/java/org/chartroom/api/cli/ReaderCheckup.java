package org.chartroom.api.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartroom.api.reader.HearEnd;
import org.chartroom.api.reader.HearListener;
import org.chartroom.api.reader.HearRequest;
import org.chartroom.api.reader.JailReport;
import org.chartroom.api.reader.ReaderBudgets;
import org.chartroom.api.reader.ReaderLaunch;
import org.chartroom.api.reader.ReaderPool;
import org.chartroom.models.record.Priority;
import org.chartroom.transcribe.DecodedAudio;
import org.chartroom.transcribe.FfmpegProgram;
import org.chartroom.transcribe.PcmDecoder;
import org.chartroom.transcribe.Progress;
import org.chartroom.transcribe.SpeechException;
import org.chartroom.transcribe.SpeechProblem;
import org.chartroom.transcribe.Transcription;

/**
 * Starts a reader process and has it do once what readers do: read a page, decode a recording, listen to it. Native code
 * that does not work here ends that process, not this one.
 */
final class ReaderCheckup {
    /** A page of 900 by 260 px in a common typeface. */
    private static final String PAGE = "doctor-page.png";

    private static final List<String> WORDS =
            List.of("the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog");
    private static final int WORDS_NEEDED = 7;
    private static final int RATE = 16_000;
    private static final int SAMPLES = RATE / 2;
    private static final int HEADER = 44;

    private final Home home;

    ReaderCheckup(Home home) {
        this.home = home;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        try (Spool spool = Spool.in(home.cache().resolve("spool"));
                ReaderPool pool = new ReaderPool(
                        ReaderLaunch.likeThisProcess(home.tools(), spool.folder(), spool.folder()),
                        ReaderBudgets.usual(),
                        1)) {
            Path sound = Files.write(spool.folder().resolve("doctor.wav"), tone());
            checks.add(jail(pool));
            checks.add(ocr(pool, spool));
            checks.add(ffmpeg(sound));
            checks.add(listening(pool, sound));
        } catch (IOException e) {
            checks.add(Check.failed(
                    "readers",
                    Failures.sentence(e),
                    "make room in " + home.cache() + " and see that it may be written, then run this again"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checks.add(Check.failed("readers", "the check was stopped", "run this again"));
        }
        return checks;
    }

    private static Check jail(ReaderPool pool) throws IOException, InterruptedException {
        JailReport jail = pool.jail();
        String measures = String.join(", ", jail.measures());
        return jail.confined()
                ? Check.ok("jail", "readers run with " + measures)
                : Check.warning(
                        "jail",
                        "readers run with " + (measures.isEmpty() ? "no measures" : measures) + ": " + jail.missing(),
                        "run workers under an account of their own that can read nothing else, or on Linux x86-64");
    }

    private Check ocr(ReaderPool pool, Spool spool) throws IOException {
        if (!Files.isRegularFile(home.tessdata().resolve("eng.traineddata"))) {
            return Check.failed("ocr", "not tried: there is no OCR data", "see ocr-data");
        }
        Path page = spool.folder().resolve(PAGE);
        try (InputStream in = Objects.requireNonNull(ReaderCheckup.class.getResourceAsStream(PAGE), PAGE)) {
            Files.copy(in, page);
        }
        FileResult result = new FileReading(pool, spool, ReadLanguages.ENGLISH, false).read(page, number -> {});
        String text = result.pages().stream().map(FileResult.Page::text).collect(Collectors.joining(" "));
        List<String> read = List.of(text.toLowerCase(Locale.ROOT).split("\\W+"));
        long right = WORDS.stream().filter(read::contains).count();
        String found = right + " of " + WORDS.size() + " words of a test page read in " + result.elapsedMs() + " ms";
        if (!result.read()) {
            return Check.failed(
                    "ocr",
                    "a test page could not be read: " + result.message(),
                    "delete " + home.natives() + ", check that programs may be run from there (no noexec), and run"
                            + " ./chartroom fetch");
        }
        return right >= WORDS_NEEDED
                ? Check.ok("ocr", found)
                : Check.failed(
                        "ocr", found, "delete " + home.tessdata() + " and run ./chartroom fetch: its data is bad");
    }

    private Check ffmpeg(Path sound) {
        String todo = "delete " + home.natives()
                + ", check that programs may be run from there (no noexec); FFmpeg comes" + " for Linux x86-64";
        try {
            PcmDecoder decoder = new PcmDecoder(FfmpegProgram.unpackInto(home.natives()), PcmDecoder.Limits.standard());
            long samples = 0;
            try (DecodedAudio audio = decoder.open(sound, RATE)) {
                short[] buffer = new short[RATE];
                for (int read = audio.read(buffer); read > 0; read = audio.read(buffer)) {
                    samples += read;
                }
            }
            return samples == SAMPLES
                    ? Check.ok("ffmpeg", "half a second of sound decoded, every sample there")
                    : Check.failed("ffmpeg", samples + " of " + SAMPLES + " samples came out", todo);
        } catch (IOException | SpeechException e) {
            return Check.failed("ffmpeg", Failures.sentence(e), todo);
        }
    }

    /** A tone is no speech: an engine that says so has been loaded with its model and has listened. */
    private Check listening(ReaderPool pool, Path sound) throws IOException, InterruptedException {
        if (!Files.isDirectory(home.pocketsphinx().resolve("model"))) {
            return Check.warning("speech-starts", "not tried: the built-in engine is not here", "see speech-builtin");
        }
        long start = System.nanoTime();
        HearEnd end = pool.hear(
                sound,
                new HearRequest(HearRequest.Engine.POCKETSPHINX, Optional.empty(), Optional.empty()),
                Priority.STAT,
                HearListener.of(Progress.none()));
        long elapsedMs = (System.nanoTime() - start) / 1_000_000;
        String todo = "delete " + home.pocketsphinx() + " and run ./chartroom fetch";
        return switch (end) {
            case HearEnd.Lost lost -> Check.warning("speech-starts", lost.loss().sentence(), todo);
            case HearEnd.Finished(Transcription.NotHeard not, var _)
            when isBroken(not.problem()) -> Check.warning("speech-starts", not.message(), todo);
            case HearEnd.Finished(var _, var _) ->
                Check.ok("speech-starts", "the built-in engine started and listened within " + elapsedMs + " ms");
        };
    }

    private static boolean isBroken(SpeechProblem problem) {
        return switch (problem) {
            case NO_SPEECH, NOT_INTELLIGIBLE -> false;
            case EMPTY, CORRUPT, ENCRYPTED, UNSUPPORTED, TOO_LONG, TIMEOUT, ENGINE_FAILED, MODEL_BAD -> true;
        };
    }

    /** Half a second of a tone of 440 Hz as a WAV file, 16 bit, mono. */
    static byte[] tone() {
        int bytes = 2 * SAMPLES;
        ByteBuffer wav = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(2 * RATE)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (int i = 0; i < SAMPLES; i++) {
            wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * 440 * i / RATE)));
        }
        return wav.array();
    }
}
