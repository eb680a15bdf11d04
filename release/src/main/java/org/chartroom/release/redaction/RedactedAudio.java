package org.chartroom.release.redaction;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.chartroom.models.release.AudioCover;
import org.chartroom.models.release.AudioSpan;

/**
 * A recording as it leaves: written anew from its samples, with a tone or silence where something is not to be heard, and nothing else
 * of the source: no tags, no other chunks. The source is not changed.
 */
public final class RedactedAudio {
    /**
     * What a recording has to be, as it was made.
     *
     * @param sha256 of the file
     * @param openSha256 of the samples outside the passages, in order
     * @param frames how many it has
     * @param rate frames a second
     * @param spans what is covered, larger than what was marked
     */
    public record Manifest(
            String sha256,
            String openSha256,
            long frames,
            int channels,
            int rate,
            AudioCover cover,
            List<AudioSpan> spans) {
        public Manifest {
            spans = List.copyOf(spans);
        }

        /** How long it is. */
        public long millis() {
            return frames * 1_000 / rate;
        }
    }

    /** Words are heard a little before and after where they are marked. */
    private static final long PAD_MS = 80;

    /** Passages end on this grid, so that their length does not tell the word. */
    private static final long GRID_MS = 250;

    private static final double LOUDNESS = 0.1 * Short.MAX_VALUE;
    private static final double TONE_HERTZ = 1_000;

    private RedactedAudio() {}

    /** Whether a recording can be written anew: a WAV file of 16-bit samples that are not compressed. The caller closes it. */
    public static boolean isPlain(InputStream source) {
        try {
            return PcmWav.read(new BufferedInputStream(source)).rate() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Writes a recording anew.
     *
     * @param source a WAV file of 16-bit samples that are not compressed; the caller closes it
     * @param file written anew
     * @param marks what is not to be heard
     * @throws IOException also when the source is no such file
     */
    public static Manifest write(InputStream source, Path file, List<AudioSpan> marks, AudioCover cover)
            throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, 1 << 16);
        PcmWav said = PcmWav.read(in);
        // The samples first, as many as there are: a head may say another number.
        Path samples = file.resolveSibling(file.getFileName() + ".samples");
        MessageDigest open = Pixels.digest();
        MessageDigest whole = Pixels.digest();
        try {
            long frames = copy(in, said, samples, marks, cover, open);
            PcmWav made = new PcmWav(said.channels(), said.rate(), frames * said.frameBytes());
            try (OutputStream out =
                    new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), whole)) {
                out.write(made.head());
                Files.copy(samples, out);
            }
            return new Manifest(
                    HexFormat.of().formatHex(whole.digest()),
                    HexFormat.of().formatHex(open.digest()),
                    frames,
                    said.channels(),
                    said.rate(),
                    cover,
                    grown(marks));
        } finally {
            Files.deleteIfExists(samples);
        }
    }

    private static long copy(
            InputStream in, PcmWav wav, Path samples, List<AudioSpan> marks, AudioCover cover, MessageDigest open)
            throws IOException {
        List<AudioSpan> spans = grown(marks);
        long left = wav.dataBytes() == 0xFFFFFFFFL || wav.dataBytes() == 0 ? Long.MAX_VALUE : wav.dataBytes();
        long frames = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(samples), 1 << 16)) {
            while (left >= wav.frameBytes()) {
                byte[] frame = in.readNBytes(wav.frameBytes());
                if (frame.length < wav.frameBytes()) {
                    break;
                }
                if (covered(spans, frames, wav.rate())) {
                    frame = frame(cover, frames, wav.channels(), wav.rate());
                } else {
                    open.update(frame);
                }
                out.write(frame);
                left -= frame.length;
                frames++;
            }
        }
        return frames;
    }

    /** As they are covered: larger than marked, on a grid, those that touch as one. */
    static List<AudioSpan> grown(List<AudioSpan> marks) {
        List<AudioSpan> grown = new ArrayList<>();
        for (AudioSpan mark : marks.stream()
                .sorted(Comparator.comparingLong(AudioSpan::fromMs))
                .toList()) {
            long from = Math.floorDiv(Math.max(0, mark.fromMs() - PAD_MS), GRID_MS) * GRID_MS;
            long to = Math.ceilDiv(mark.toMs() + PAD_MS, GRID_MS) * GRID_MS;
            if (!grown.isEmpty() && grown.getLast().toMs() >= from) {
                AudioSpan before = grown.removeLast();
                grown.add(new AudioSpan(before.fromMs(), Math.max(before.toMs(), to)));
            } else {
                grown.add(new AudioSpan(from, to));
            }
        }
        return grown;
    }

    static boolean covered(List<AudioSpan> spans, long frame, int rate) {
        for (AudioSpan span : spans) {
            if (frame * 1_000 >= span.fromMs() * rate && frame * 1_000 < span.toMs() * rate) {
                return true;
            }
        }
        return false;
    }

    static byte[] frame(AudioCover cover, long number, int channels, int rate) {
        byte[] frame = new byte[channels * PcmWav.SAMPLE];
        if (cover == AudioCover.TONE) {
            short sample = (short) Math.round(LOUDNESS * Math.sin(2 * Math.PI * TONE_HERTZ * number / rate));
            for (int channel = 0; channel < channels; channel++) {
                frame[2 * channel] = (byte) sample;
                frame[2 * channel + 1] = (byte) (sample >> 8);
            }
        }
        return frame;
    }
}
