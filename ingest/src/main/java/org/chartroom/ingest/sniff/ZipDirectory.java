package org.chartroom.ingest.sniff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A ZIP file's table of contents, read under limits before any library is let near it: libraries load the whole table,
 * and a table of millions of entries fits into a small file.
 *
 * @param names the entries' names as stored, at most {@link #MAX_ENTRIES}
 * @param entries how many entries the table claims to have
 * @param encrypted whether any entry needs a password
 */
record ZipDirectory(List<String> names, long entries, boolean encrypted) {
    /** More names than this are not looked at; the claim in {@link #entries()} is still told. */
    static final int MAX_ENTRIES = 20_000;

    private static final int EOCD = 0x06054b50;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP64_EOCD = 0x06064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int TAIL = 65_557;

    ZipDirectory {
        names = List.copyOf(names);
    }

    /** The table of contents, or empty when the file has none that can be found (cut off, or no ZIP). */
    static Optional<ZipDirectory> of(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel);
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZipDirectory> read(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        int tailLength = (int) Math.min(TAIL, size);
        long tailAt = size - tailLength;
        ByteBuffer tail = fill(channel, tailAt, tailLength);
        int end = -1;
        for (int i = tailLength - 22; i >= 0; i--) {
            if (tail.getInt(i) == EOCD) {
                end = i;
                break;
            }
        }
        if (end < 0) {
            return Optional.empty();
        }
        long entries = tail.getShort(end + 10) & 0xFFFF;
        long length = tail.getInt(end + 12) & 0xFFFFFFFFL;
        long offset = tail.getInt(end + 16) & 0xFFFFFFFFL;
        if (end >= 20 && tail.getInt(end - 20) == ZIP64_LOCATOR) {
            ByteBuffer zip64 = fill(channel, tail.getLong(end - 12), 56);
            if (zip64.getInt(0) != ZIP64_EOCD) {
                return Optional.empty();
            }
            entries = zip64.getLong(32);
            length = zip64.getLong(40);
            offset = zip64.getLong(48);
        } else if (tailAt + end - length != offset && tailAt + end >= length) {
            // Bytes in front of the archive (a self-extractor, a mail gateway's banner): count from the end.
            offset = tailAt + end - length;
        }
        return Optional.of(names(channel, offset, entries));
    }

    private static ZipDirectory names(SeekableByteChannel channel, long offset, long entries) throws IOException {
        List<String> names = new ArrayList<>();
        boolean encrypted = false;
        long at = offset;
        for (long i = 0; i < entries && names.size() < MAX_ENTRIES; i++) {
            ByteBuffer header = fill(channel, at, 46);
            if (header.getInt(0) != CENTRAL) {
                break;
            }
            encrypted |= (header.getShort(8) & 1) != 0;
            int nameLength = header.getShort(28) & 0xFFFF;
            int extra = header.getShort(30) & 0xFFFF;
            int comment = header.getShort(32) & 0xFFFF;
            names.add(new String(fill(channel, at + 46, nameLength).array(), StandardCharsets.UTF_8));
            at += 46L + nameLength + extra + comment;
        }
        return new ZipDirectory(names, Math.max(entries, 0), encrypted);
    }

    private static ByteBuffer fill(SeekableByteChannel channel, long offset, int length) throws IOException {
        if (offset < 0 || offset + length > channel.size()) {
            throw new EOFException("the archive's table points outside the file");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(offset);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the archive ends early");
            }
        }
        buffer.flip();
        return buffer;
    }
}
