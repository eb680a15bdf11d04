package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.chartroom.models.blob.BlobRef;

/**
 * The header of a blob's file, and where its chunks are. The format, all numbers big-endian:
 *
 * <pre>
 * offset size
 *      0    4  magic "CRBL"
 *      4    1  version, 1
 *      5    1  protection of the chunks: 0 = CRC-32C
 *      6    2  length of this header in bytes
 *      8    4  id of the key the chunks are sealed with, 0 = not sealed
 *     12    4  plain bytes of a chunk; the last one may be shorter
 *     16    4  bytes that protect a chunk, behind its bytes
 *     20    8  plain length of the blob
 *     28   64  the blob's ref in ASCII, filled up with zeros
 *     92    4  CRC-32C of the bytes 0..91
 * </pre>
 *
 * <p>A chunk's CRC-32C is taken over its number (8 bytes) and its plain bytes, so that neither a flipped bit nor a chunk
 * in the wrong place goes unseen. {@code docs/decisions/0005-blob-envelope.md} says how sealing will use the same layout.
 *
 * @param ref whose envelope it is
 * @param chunkBytes plain bytes of a chunk
 * @param plainBytes plain length of the blob
 */
record Envelope(BlobRef ref, int chunkBytes, long plainBytes) {
    static final int HEADER_BYTES = 96;
    static final int CHUNK_BYTES = 64 * 1024;
    static final int CHECK_BYTES = 4;

    private static final int MAGIC = 0x4352424c;
    private static final byte VERSION = 1;
    private static final byte CRC_32C = 0;
    private static final int REF_AT = 28;
    private static final int REF_BYTES = 64;
    private static final int CHECK_AT = 92;

    ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putInt(MAGIC).put(VERSION).put(CRC_32C).putShort((short) HEADER_BYTES);
        header.putInt(0).putInt(chunkBytes).putInt(CHECK_BYTES).putLong(plainBytes);
        header.put(ref.value().getBytes(StandardCharsets.US_ASCII));
        CRC32C check = new CRC32C();
        check.update(header.array(), 0, CHECK_AT);
        return header.putInt(CHECK_AT, (int) check.getValue()).rewind();
    }

    /**
     * Reads a header.
     *
     * @param fileBytes length of the whole file, which must be what the header says
     * @throws BlobDamagedException when it is not the whole and undamaged envelope of {@code ref}
     */
    static Envelope parse(BlobRef ref, ByteBuffer header, long fileBytes) throws IOException {
        if (header.remaining() < HEADER_BYTES) {
            throw new BlobDamagedException(ref, "its file is cut off inside the header");
        }
        CRC32C check = new CRC32C();
        check.update(header.slice(header.position(), CHECK_AT));
        if (header.getInt(CHECK_AT) != (int) check.getValue() || header.getInt(0) != MAGIC) {
            throw new BlobDamagedException(ref, "its header is damaged");
        }
        if (header.get(4) != VERSION
                || header.get(5) != CRC_32C
                || header.getInt(8) != 0
                || header.getInt(16) != CHECK_BYTES
                || header.getShort(6) != HEADER_BYTES) {
            throw new IOException("blob " + ref + " was written by a newer version of Chartroom; run that version");
        }
        byte[] name = new byte[REF_BYTES];
        header.get(REF_AT, name);
        if (!new String(name, StandardCharsets.US_ASCII).replace("\0", "").equals(ref.value())) {
            throw new BlobDamagedException(ref, "its file holds another blob");
        }
        Envelope envelope = new Envelope(ref, header.getInt(12), header.getLong(20));
        if (envelope.fileBytes() != fileBytes) {
            throw new BlobDamagedException(
                    ref, "its file has " + fileBytes + " bytes instead of " + envelope.fileBytes());
        }
        return envelope;
    }

    long chunks() {
        return (plainBytes + chunkBytes - 1) / chunkBytes;
    }

    /** Where a chunk begins in the file. */
    long chunkAt(long chunk) {
        return HEADER_BYTES + chunk * (chunkBytes + (long) CHECK_BYTES);
    }

    /** Plain bytes of a chunk. */
    int chunkBytes(long chunk) {
        return (int) Math.min(chunkBytes, plainBytes - chunk * chunkBytes);
    }

    long fileBytes() {
        return HEADER_BYTES + plainBytes + chunks() * CHECK_BYTES;
    }

    static int check(long chunk, ByteBuffer plain) {
        CRC32C check = new CRC32C();
        check.update(ByteBuffer.allocate(8).putLong(0, chunk));
        check.update(plain);
        return (int) check.getValue();
    }
}
