package org.chartroom.ingest.sniff;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A stream out of an archive whose failures are told apart from those of the disk that its bytes are copied to: the one
 * is a damaged entry, the other a full disk, and people have to do different things about them.
 */
final class FromArchive extends FilterInputStream {
    /** The archive's bytes are damaged. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final CRC32 sum = new CRC32();
    private final long expected;

    /**
     * @param in the entry's bytes, or null when the library knows no way to unpack them
     * @param expected the CRC-32 the archive promises, or -1 where it promises none
     */
    FromArchive(@Nullable InputStream in, long expected) throws Broken {
        super(in == null ? InputStream.nullInputStream() : in);
        if (in == null) {
            throw new Broken("packed by a method that is not known", null);
        }
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = super.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            throw new Broken("the entry's bytes are damaged", e);
        }
        if (n > 0) {
            sum.update(buffer, offset, n);
        } else if (n < 0 && expected >= 0 && sum.getValue() != expected) {
            throw new Broken("the entry's checksum does not fit its bytes", null);
        }
        return n;
    }
}
