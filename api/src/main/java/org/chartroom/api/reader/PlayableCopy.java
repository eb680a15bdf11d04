package org.chartroom.api.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.chartroom.transcribe.FfmpegProgram;
import org.chartroom.transcribe.PcmDecoder;

/** Makes of any recording a small one that every browser plays: AAC in MP4, mono, its index in front. */
final class PlayableCopy {
    private static final String NAME = "playable.m4a";
    private static final long LONGEST_MINUTES = 20;

    private final FfmpegProgram ffmpeg;

    PlayableCopy(FfmpegProgram ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** The copy's name in the folder; empty when the recording cannot be decoded, which its transcription tells. */
    Optional<String> make(Path audio, Path folder) throws IOException {
        Path copy = folder.resolve(NAME);
        Process process = ffmpeg.process(List.of(
                        "-hide_banner",
                        "-nostdin",
                        "-loglevel",
                        "quiet",
                        "-y",
                        "-protocol_whitelist",
                        "file,pipe",
                        "-format_whitelist",
                        PcmDecoder.CONTAINERS,
                        "-i",
                        "file:" + audio.toAbsolutePath(),
                        "-map",
                        "0:a:0",
                        "-vn",
                        "-sn",
                        "-dn",
                        "-map_metadata",
                        "-1",
                        "-ac",
                        "1",
                        "-c:a",
                        "aac",
                        "-b:a",
                        "48k",
                        "-movflags",
                        "+faststart",
                        "file:" + copy.toAbsolutePath()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            if (process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)
                    && process.exitValue() == 0
                    && Files.size(copy) > 0) {
                return Optional.of(NAME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        Files.deleteIfExists(copy);
        return Optional.empty();
    }
}
