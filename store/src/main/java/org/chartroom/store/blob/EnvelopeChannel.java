package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** The plain bytes of an envelope. Every chunk is checked before a byte of it is given out. Used by one thread. */
final class EnvelopeChannel implements SeekableByteChannel {
    private final FileChannel file;
    private final Envelope envelope;
    private final ChunkGuard guard;
    private final ByteBuffer chunk;
    private long loaded = -1;
    private long position;

    /** @param guard of this envelope */
    EnvelopeChannel(FileChannel file, Envelope envelope, ChunkGuard guard) throws IOException {
        this.file = file;
        this.envelope = envelope;
        this.guard = guard;
        long largest = Math.min(envelope.chunkBytes(), envelope.plainBytes());
        this.chunk = ByteBuffer.allocate((int) largest + guard.overhead());
        if (envelope.plainBytes() == 0 && envelope.chunks() > 0) {
            // Nobody will ever ask for a byte of it.
            load(0);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        requireOpen();
        if (position >= envelope.plainBytes()) {
            return -1;
        }
        int before = into.remaining();
        while (into.hasRemaining() && position < envelope.plainBytes()) {
            long number = position / envelope.chunkBytes();
            load(number);
            int from = (int) (position - number * envelope.chunkBytes());
            int part = Math.min(into.remaining(), envelope.chunkBytes(number) - from);
            into.put(chunk.slice(from, part));
            position += part;
        }
        return before - into.remaining();
    }

    private void load(long number) throws IOException {
        if (loaded == number) {
            return;
        }
        loaded = -1;
        int plain = envelope.chunkBytes(number);
        chunk.clear().limit(plain + guard.overhead());
        long at = envelope.chunkAt(number);
        while (chunk.hasRemaining()) {
            int read = file.read(chunk, at + chunk.position());
            if (read < 0) {
                throw new BlobDamagedException(envelope.ref(), "its file is cut off in chunk " + number);
            }
        }
        if (!guard.open(number, envelope.isLast(number), chunk, plain)) {
            throw new BlobDamagedException(
                    envelope.ref(),
                    "chunk " + number + " (bytes " + number * envelope.chunkBytes() + " to "
                            + (number * envelope.chunkBytes() + plain - 1) + ") is not as it was written");
        }
        loaded = number;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) throws IOException {
        requireOpen();
        if (to < 0) {
            throw new IllegalArgumentException("a position is 0 or more, was " + to);
        }
        position = to;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return envelope.plainBytes();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    private void requireOpen() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
