package org.chartroom.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** Speaks texts with free synthetic voices and gives them the sound of a room or a telephone. */
final class Voice {
    private final Path tools;
    private final Path work;

    /**
     * @param tools holds {@code bin}, {@code lib} and {@code share} of the unpacked voice packages
     * @param work a folder for intermediate sound files
     */
    Voice(Path tools, Path work) {
        this.tools = tools;
        this.work = work;
    }

    /** How a sample is spoken and recorded. */
    record Manner(String voice, double stretch, double roomNoise, boolean telephone) {}

    /** Ogg/Opus, mono, 16 or 8 kHz. */
    byte[] speak(String text, Manner manner, long seed) throws IOException {
        Path wav = work.resolve("spoken.wav");
        if (manner.voice().equals("espeak")) {
            run(
                    Map.of(
                            "ESPEAK_DATA_PATH",
                            tools.resolve("lib/x86_64-linux-gnu/espeak-ng-data").toString()),
                    List.of(
                            tools.resolve("bin/espeak-ng").toString(),
                            "-v",
                            "en",
                            "-s",
                            "210",
                            "-p",
                            "20",
                            "-w",
                            wav.toString(),
                            text));
        } else {
            run(
                    Map.of(),
                    List.of(
                            tools.resolve("bin/flite").toString(),
                            "-voice",
                            manner.voice(),
                            "--setf",
                            "duration_stretch=" + String.format(Locale.ROOT, "%.2f", manner.stretch()),
                            "-t",
                            text,
                            "-o",
                            wav.toString()));
        }
        Path plain = work.resolve("plain.raw");
        ffmpeg(List.of("-i", wav.toString(), "-ac", "1", "-ar", "16000", "-f", "s16le", plain.toString()));
        byte[] pcm = Files.readAllBytes(plain);
        Path roomy = work.resolve("roomy.raw");
        Files.write(roomy, inRoom(pcm, manner.roomNoise(), seed));
        Path opus = work.resolve("spoken.opus");
        List<String> arguments =
                new ArrayList<>(List.of("-f", "s16le", "-ar", "16000", "-ac", "1", "-i", roomy.toString()));
        if (manner.telephone()) {
            arguments.addAll(List.of("-af", "highpass=f=300,lowpass=f=3400", "-ar", "8000"));
        }
        arguments.addAll(List.of(
                "-c:a",
                "libopus",
                "-b:a",
                manner.telephone() ? "16k" : "28k",
                "-fflags",
                "+bitexact",
                "-flags:a",
                "+bitexact",
                "-map_metadata",
                "-1",
                "-serial_offset",
                "7",
                "-f",
                "ogg",
                opus.toString()));
        ffmpeg(arguments);
        return Files.readAllBytes(opus);
    }

    /** Adds a low room hum and hiss; {@code level} is their share of full scale, 0 for none. */
    private static byte[] inRoom(byte[] pcm, double level, long seed) {
        if (level == 0) {
            return pcm;
        }
        Random random = new Random(seed);
        byte[] out = new byte[pcm.length];
        double hiss = 0;
        for (int i = 0; i + 1 < pcm.length; i += 2) {
            int sample = (short) ((pcm[i] & 255) | pcm[i + 1] << 8);
            hiss = hiss * 0.7 + random.nextGaussian() * 0.3;
            double hum = Math.sin(2 * Math.PI * 60 * (i / 2) / 16000.0);
            int noisy = Math.clamp(
                    Math.round(sample + 32767 * level * (hiss + 0.4 * hum)), Short.MIN_VALUE, Short.MAX_VALUE);
            out[i] = (byte) noisy;
            out[i + 1] = (byte) (noisy >> 8);
        }
        return out;
    }

    private void ffmpeg(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Loader.load(ffmpeg.class), "-nostdin", "-y", "-v", "error"));
        command.addAll(arguments);
        run(Map.of(), command);
    }

    private void run(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Path libraries = command.getFirst().startsWith(tools.toString())
                ? tools.resolve("lib/x86_64-linux-gnu")
                : Path.of(command.getFirst()).resolveSibling("");
        builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
        Process process = builder.start();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        process.getInputStream().transferTo(said);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command.getFirst() + " failed: " + said.toString(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while speaking", e);
        }
    }
}
