package org.chartroom.release.redaction;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The head of a WAV file of uncompressed samples of 16 bits. Sizes in it are data of a sender: nothing is allocated by them.
 *
 * @param channels how many
 * @param rate frames a second
 * @param dataBytes length of the samples as the head says, in bytes
 */
record PcmWav(int channels, int rate, long dataBytes) {
    /** Of what {@link #head} makes. */
    static final int HEAD = 44;

    static final int SAMPLE = 2;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int FORMAT_CHUNK = 16;
    private static final int BITS = 16;

    /** It is not such a file. */
    static final class NoPcmException extends IOException {
        private static final long serialVersionUID = 1L;

        NoPcmException(String message) {
            super(message);
        }
    }

    /** Reads up to the first sample. Other chunks, such as tags, are passed over. */
    static PcmWav read(InputStream in) throws IOException {
        if (!word(in).equals("RIFF")) {
            throw new NoPcmException("not a WAV file");
        }
        number(in);
        if (!word(in).equals("WAVE")) {
            throw new NoPcmException("not a WAV file");
        }
        PcmWav format = null;
        while (true) {
            String chunk = word(in);
            long length = Integer.toUnsignedLong(number(in));
            if (chunk.equals("data")) {
                if (format == null) {
                    throw new NoPcmException("samples before their format");
                }
                return new PcmWav(format.channels(), format.rate(), length);
            }
            if (chunk.equals("fmt ") && length >= FORMAT_CHUNK) {
                format = format(in.readNBytes(FORMAT_CHUNK));
                in.skipNBytes(length - FORMAT_CHUNK + (length & 1));
            } else {
                in.skipNBytes(length + (length & 1));
            }
        }
    }

    private static PcmWav format(byte[] bytes) throws IOException {
        if (bytes.length < FORMAT_CHUNK) {
            throw new EOFException("a WAV file that is cut off");
        }
        ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int coding = chunk.getShort() & 0xFFFF;
        int channels = chunk.getShort();
        int rate = chunk.getInt();
        chunk.getInt();
        chunk.getShort();
        int bits = chunk.getShort();
        if (coding != PCM && coding != EXTENSIBLE || bits != BITS || channels < 1 || channels > 8 || rate < 4_000) {
            throw new NoPcmException("not 16-bit samples that are not compressed");
        }
        return new PcmWav(channels, rate, 0);
    }

    /** The head of a file with these samples and nothing else. */
    byte[] head() {
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (HEAD - 8 + dataBytes));
        head.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(FORMAT_CHUNK);
        head.putShort((short) PCM).putShort((short) channels).putInt(rate);
        head.putInt(rate * frameBytes()).putShort((short) frameBytes()).putShort((short) BITS);
        head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes);
        return head.array();
    }

    int frameBytes() {
        return channels * SAMPLE;
    }

    long frames() {
        return dataBytes / frameBytes();
    }

    private static String word(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(4);
        if (bytes.length < 4) {
            throw new NoPcmException("a WAV file that is cut off");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int number(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(4);
        if (bytes.length < 4) {
            throw new NoPcmException("a WAV file that is cut off");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
