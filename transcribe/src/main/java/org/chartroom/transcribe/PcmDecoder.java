package org.chartroom.transcribe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Any recording into mono samples, by FFmpeg in a process of its own: a file that crashes or hangs the decoder costs
 * that process only. The audio is streamed; nothing of it is kept in memory or on the disk. Several channels become one
 * by their mean. Safe for use by several threads.
 */
public final class PcmDecoder {
    /** Containers that hold nothing but their own bytes: play lists and the like could name other files. */
    public static final String CONTAINERS = "wav,w64,aiff,au,caf,mp3,aac,mov,mp4,m4a,3gp,3g2,matroska,webm,ogg,flac,"
            + "amr,amrnb,amrwb,asf,dss,gsm,wv,ac3,voc";

    private final FfmpegProgram ffmpeg;
    private final Limits limits;

    /**
     * What one recording may cost.
     *
     * @param duration longest recording
     * @param stall longest time without a sample coming out
     * @param cpu processor time of the decoder
     * @param memoryBytes largest single piece of memory the decoder may ask for
     */
    public record Limits(Duration duration, Duration stall, Duration cpu, long memoryBytes) {
        /** 8 hours of audio, 60 s without progress, 20 minutes of processor time, 256 MB. */
        public static Limits standard() {
            return new Limits(Duration.ofHours(8), Duration.ofSeconds(60), Duration.ofMinutes(20), 256L << 20);
        }
    }

    public PcmDecoder(FfmpegProgram ffmpeg, Limits limits) {
        this.ffmpeg = ffmpeg;
        this.limits = limits;
    }

    /**
     * Starts to decode the first audio stream of a file.
     *
     * @param sampleRateHz the rate wanted; the audio is resampled to it
     * @return the samples; what is wrong with the file shows on reading, before the end is reported
     * @throws SpeechException for a file that is empty or cannot be opened
     */
    public DecodedAudio open(Path audio, int sampleRateHz) throws SpeechException {
        AudioHeader header;
        try {
            if (Files.size(audio) == 0) {
                throw new SpeechException(
                        SpeechProblem.EMPTY, "The file has no bytes. Send the recording again from the recorder.");
            }
            try (InputStream in = Files.newInputStream(audio)) {
                header = AudioHeader.of(in.readNBytes(AudioHeader.BYTES));
            }
        } catch (IOException e) {
            throw new SpeechException(SpeechProblem.CORRUPT, "The recording cannot be read from the disk.", e);
        }
        header.refuse();
        List<String> arguments = List.of(
                "-hide_banner",
                "-nostdin",
                "-nostats",
                "-loglevel",
                "info",
                "-max_alloc",
                Long.toString(limits.memoryBytes()),
                "-timelimit",
                Long.toString(Math.max(1, limits.cpu().toSeconds())),
                "-threads",
                "1",
                "-protocol_whitelist",
                "file,pipe",
                "-format_whitelist",
                CONTAINERS,
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
                "-ar",
                Integer.toString(sampleRateHz),
                "-c:a",
                "pcm_s16le",
                "-f",
                "s16le",
                "pipe:1");
        try {
            Process process = ffmpeg.process(arguments).start();
            return new DecodedAudio(process, header, sampleRateHz, limits);
        } catch (IOException e) {
            throw new SpeechException(
                    SpeechProblem.MODEL_BAD,
                    "The audio decoder does not start here. Run the doctor command and follow what it says.",
                    e);
        }
    }
}
