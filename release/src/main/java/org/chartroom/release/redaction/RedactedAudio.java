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

/**
 * A recording as it leaves: written anew from its samples, with a tone or silence where something is not to be heard, and nothing else
 * of the source: no tags, no other chunks. The source is not changed.
 */
public final class RedactedAudio {
    /** What is heard instead. Names are part of the API. */
    public enum Cover {
        SILENCE,
        /** One thousand vibrations a second, softly. */
        TONE
    }

    /**
     * A passage, from and up to these milliseconds.
     *
     * @param fromMs included
     * @param toMs not included
     */
    public record Span(long fromMs, long toMs) {
        public Span {
            if (fromMs < 0 || toMs <= fromMs) {
                throw new IllegalArgumentException("a passage ends after it begins");
            }
        }
    }

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
            String sha256, String openSha256, long frames, int channels, int rate, Cover cover, List<Span> spans) {
        public Manifest {
            spans = List.copyOf(spans);
        }
    }

    /** Words are heard a little before and after where they are marked. */
    private static final long PAD_MS = 80;

    /** Passages end on this grid, so that their length does not tell the word. */
    private static final long GRID_MS = 250;

    private static final double LOUDNESS = 0.1 * Short.MAX_VALUE;
    private static final double TONE_HERTZ = 1_000;

    private RedactedAudio() {}

    /**
     * Writes a recording anew.
     *
     * @param source a WAV file of 16-bit samples that are not compressed; the caller closes it
     * @param file written anew
     * @param marks what is not to be heard
     * @throws IOException also when the source is no such file
     */
    public static Manifest write(InputStream source, Path file, List<Span> marks, Cover cover) throws IOException {
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
            InputStream in, PcmWav wav, Path samples, List<Span> marks, Cover cover, MessageDigest open)
            throws IOException {
        List<Span> spans = grown(marks);
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
    static List<Span> grown(List<Span> marks) {
        List<Span> grown = new ArrayList<>();
        for (Span mark :
                marks.stream().sorted(Comparator.comparingLong(Span::fromMs)).toList()) {
            long from = Math.floorDiv(Math.max(0, mark.fromMs() - PAD_MS), GRID_MS) * GRID_MS;
            long to = Math.ceilDiv(mark.toMs() + PAD_MS, GRID_MS) * GRID_MS;
            if (!grown.isEmpty() && grown.getLast().toMs() >= from) {
                Span before = grown.removeLast();
                grown.add(new Span(before.fromMs(), Math.max(before.toMs(), to)));
            } else {
                grown.add(new Span(from, to));
            }
        }
        return grown;
    }

    static boolean covered(List<Span> spans, long frame, int rate) {
        for (Span span : spans) {
            if (frame * 1_000 >= span.fromMs() * rate && frame * 1_000 < span.toMs() * rate) {
                return true;
            }
        }
        return false;
    }

    static byte[] frame(Cover cover, long number, int channels, int rate) {
        byte[] frame = new byte[channels * PcmWav.SAMPLE];
        if (cover == Cover.TONE) {
            short sample = (short) Math.round(LOUDNESS * Math.sin(2 * Math.PI * TONE_HERTZ * number / rate));
            for (int channel = 0; channel < channels; channel++) {
                frame[2 * channel] = (byte) sample;
                frame[2 * channel + 1] = (byte) (sample >> 8);
            }
        }
        return frame;
    }
}
