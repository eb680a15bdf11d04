package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The real file system, failing at the n-th call that changes it; a full disk or an error of its own. */
final class FaultyStorage implements Storage {
    private final Storage disk = new DiskStorage();
    private final int failAt;
    private final String message;
    private int calls;

    FaultyStorage(int failAt, String message) {
        this.failAt = failAt;
        this.message = message;
    }

    boolean failed() {
        return calls >= failAt;
    }

    private void count() throws IOException {
        if (++calls == failAt) {
            throw new IOException(message);
        }
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        count();
        return disk.create(file);
    }

    @Override
    public void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        if (calls + 1 == failAt) {
            // Half of it gets there, as on a disk that fills up.
            disk.write(channel, bytes.slice(bytes.position(), bytes.remaining() / 2), position);
        }
        count();
        disk.write(channel, bytes, position);
    }

    @Override
    public void force(FileChannel channel) throws IOException {
        count();
        disk.force(channel);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        count();
        disk.move(from, to);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        count();
        disk.forceFolder(folder);
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return disk.usableBytes(folder);
    }
}
