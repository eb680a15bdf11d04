package org.chartroom.api.recordings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.Recording;
import org.chartroom.models.record.RecordingPiece;
import org.chartroom.models.record.Take;
import org.jspecify.annotations.Nullable;

/** Samples of a recording in progress, put together from its pieces; as plain samples or as a WAV file. */
final class Sound {
    private static final int HEADER_BYTES = 44;

    /**
     * A part of a piece.
     *
     * @param offset octets into the blob
     * @param length octets
     */
    private record Slice(Blob file, long offset, long length) {}

    private final BlobStore blobs;
    private final List<Slice> slices = new ArrayList<>();
    private long length;

    /**
     * @param pieces without gaps, in order
     * @param spans what is wanted of them; all of it must be in the pieces
     */
    Sound(BlobStore blobs, List<RecordingPiece> pieces, List<Take.Span> spans) {
        this.blobs = blobs;
        for (Take.Span span : spans) {
            for (int i = first(pieces, span.from()); i < pieces.size(); i++) {
                RecordingPiece piece = pieces.get(i);
                long from = Math.max(span.from(), piece.firstSample());
                long to = Math.min(span.to(), piece.firstSample() + piece.samples());
                if (from >= to) {
                    break;
                }
                add(piece, from, to);
            }
        }
    }

    private void add(RecordingPiece piece, long from, long to) {
        long bytes = (to - from) * Recording.SAMPLE_BYTES;
        slices.add(new Slice(piece.file(), (from - piece.firstSample()) * Recording.SAMPLE_BYTES, bytes));
        length += bytes;
    }

    /** Index of the piece in which this sample lies. */
    private static int first(List<RecordingPiece> pieces, long sample) {
        int low = 0;
        int high = pieces.size();
        while (low < high) {
            int middle = (low + high) / 2;
            RecordingPiece piece = pieces.get(middle);
            if (piece.firstSample() + piece.samples() <= sample) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The samples alone, 16 bits each, little-endian; the caller closes it. */
    InputStream samples() {
        return new Joined(0);
    }

    /** Octets of the WAV file. */
    long wavBytes() {
        return HEADER_BYTES + length;
    }

    /** The WAV file from this octet on; the caller closes it. */
    InputStream wav(long first) {
        if (first >= HEADER_BYTES) {
            return new Joined(first - HEADER_BYTES);
        }
        byte[] header = header();
        int skip = (int) first;
        return new java.io.SequenceInputStream(
                new ByteArrayInputStream(header, skip, header.length - skip), new Joined(0));
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (HEADER_BYTES - 8 + length));
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) 1);
        header.putInt(Recording.RATE).putInt(Recording.RATE * Recording.SAMPLE_BYTES);
        header.putShort((short) Recording.SAMPLE_BYTES).putShort((short) (Recording.SAMPLE_BYTES * 8));
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) length);
        return header.array();
    }

    /** One slice after the other, each opened when it is its turn. */
    private final class Joined extends InputStream {
        private int next;
        private long skip;
        private long left;
        private @Nullable InputStream open;

        Joined(long skip) {
            this.skip = skip;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            InputStream from = left > 0 ? open : advance();
            if (from == null) {
                return -1;
            }
            int n = from.read(target, offset, (int) Math.min(count, left));
            if (n < 0) {
                throw new IOException("a piece is shorter than its record says");
            }
            left -= n;
            return n;
        }

        private @Nullable InputStream advance() throws IOException {
            close();
            while (next < slices.size()) {
                Slice slice = slices.get(next++);
                if (skip >= slice.length()) {
                    skip -= slice.length();
                    continue;
                }
                SeekableByteChannel channel = blobs.open(slice.file().ref());
                channel.position(slice.offset() + skip);
                left = slice.length() - skip;
                skip = 0;
                InputStream opened = Channels.newInputStream(channel);
                open = opened;
                return opened;
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            InputStream was = open;
            open = null;
            if (was != null) {
                was.close();
            }
        }
    }
}
