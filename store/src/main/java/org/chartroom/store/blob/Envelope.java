package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.store.keys.KeyId;
import org.chartroom.store.keys.KeysException;
import org.chartroom.store.keys.MasterKeys;

/**
 * The header of a blob's file, and where its chunks are. The format, all numbers big-endian:
 *
 * <pre>
 * offset size
 *      0    4  magic "CRBL"
 *      4    1  version, 1
 *      5    1  protection of the chunks: 0 = CRC-32C, 1 = AES-256-GCM
 *      6    2  length of this header in bytes: 96, sealed 144
 *      8    4  id of the key the chunks are sealed with, 0 = not sealed
 *     12    4  plain bytes of a chunk; the last one may be shorter
 *     16    4  bytes that protect a chunk, behind its bytes
 *     20    8  plain length of the blob
 *     28   64  the blob's ref in ASCII, filled up with zeros
 *     92    4  CRC-32C of the bytes 0..91
 *     96   32  sealed only: random salt
 *    128   16  sealed only: GCM tag over the bytes 0..127
 * </pre>
 *
 * <p>Not sealed, a chunk is followed by a CRC-32C over its number (8 bytes) and its plain bytes, so that neither a flipped bit
 * nor a chunk in the wrong place goes unseen. Sealed, it is followed by its GCM tag. The key is derived by HKDF-SHA256 from the
 * office's key and the salt; what it is for is said by all of the header that is known before the bytes are, the ref included.
 * The nonce is the number of the chunk (8 bytes), three zeros, and 0 for a chunk, 1 for the last one, 2 for the header. A
 * sealed blob of no bytes has one chunk of none, so that it cannot be cut down to nothing unseen. {@code
 * docs/decisions/0005-blob-envelope.md} and {@code 0018-what-is-sealed.md} say why.
 *
 * @param ref whose envelope it is
 * @param seal what it is sealed with; empty: not sealed
 * @param chunkBytes plain bytes of a chunk
 * @param plainBytes plain length of the blob
 */
record Envelope(BlobRef ref, Optional<Seal> seal, int chunkBytes, long plainBytes) {
    static final int CHUNK_BYTES = 64 * 1024;
    static final int MOST_HEADER_BYTES = 144;
    static final int MOST_OVERHEAD = GcmGuard.TAG_BYTES;

    private static final int LEAST_HEADER_BYTES = 96;
    private static final int MAGIC = 0x4352424c;
    private static final byte VERSION = 1;
    private static final byte CHECKED = 0;
    private static final byte SEALED = 1;
    private static final int LENGTH_AT = 20;
    private static final int REF_AT = 28;
    private static final int REF_BYTES = 64;
    private static final int CHECK_AT = 92;
    private static final int SALT_AT = 96;
    private static final int TAG_AT = 128;

    static Envelope of(BlobRef ref, Optional<Seal> seal, long plainBytes) {
        return new Envelope(ref, seal, CHUNK_BYTES, plainBytes);
    }

    int headerBytes() {
        return seal.isPresent() ? MOST_HEADER_BYTES : LEAST_HEADER_BYTES;
    }

    private int overhead() {
        return seal.isPresent() ? GcmGuard.TAG_BYTES : ChunkGuard.Checks.BYTES;
    }

    /**
     * What protects the chunks.
     *
     * @throws KeysException when they are sealed with a key that is not there
     */
    ChunkGuard guard(MasterKeys keys) throws KeysException {
        if (seal.isEmpty()) {
            return new ChunkGuard.Checks();
        }
        Seal with = seal.get();
        return new GcmGuard(keys.derive(with.key(), with.salt(), purpose()));
    }

    /** All of the header that is known before the blob's bytes are. */
    private byte[] purpose() {
        byte[] header = new byte[CHECK_AT];
        start().get(0, header);
        byte[] purpose = new byte[LENGTH_AT + REF_BYTES];
        System.arraycopy(header, 0, purpose, 0, LENGTH_AT);
        System.arraycopy(header, REF_AT, purpose, LENGTH_AT, REF_BYTES);
        return purpose;
    }

    /** Everything but what proves the header. */
    private ByteBuffer start() {
        ByteBuffer header = ByteBuffer.allocate(headerBytes());
        header.putInt(MAGIC).put(VERSION).put(seal.isPresent() ? SEALED : CHECKED);
        header.putShort((short) headerBytes());
        header.putInt(seal.map(with -> with.key().value()).orElse(0));
        header.putInt(chunkBytes).putInt(overhead()).putLong(plainBytes);
        header.put(ref.value().getBytes(StandardCharsets.US_ASCII));
        CRC32C check = new CRC32C();
        check.update(header.array(), 0, CHECK_AT);
        header.putInt(CHECK_AT, (int) check.getValue());
        seal.ifPresent(with -> header.put(SALT_AT, with.salt()));
        return header.rewind();
    }

    /** @param guard the chunks were protected with; asked for one header only */
    ByteBuffer header(ChunkGuard guard) {
        ByteBuffer header = start();
        switch (guard) {
            case ChunkGuard.Checks() -> {}
            case GcmGuard gcm -> header.put(TAG_AT, gcm.tag(header.slice(0, TAG_AT)));
        }
        return header;
    }

    /**
     * Reads a header. Whether a sealed one is what was sealed is asked of its {@link #guard}, by {@link #isProven}.
     *
     * @param fileBytes length of the whole file, which must be what the header says
     * @throws BlobDamagedException when it is not the whole and undamaged envelope of {@code ref}
     */
    static Envelope parse(BlobRef ref, ByteBuffer header, long fileBytes) throws IOException {
        if (header.remaining() < LEAST_HEADER_BYTES) {
            throw new BlobDamagedException(ref, "its file is cut off inside the header");
        }
        CRC32C check = new CRC32C();
        check.update(header.slice(0, CHECK_AT));
        if (header.getInt(CHECK_AT) != (int) check.getValue() || header.getInt(0) != MAGIC) {
            throw new BlobDamagedException(ref, "its header is damaged");
        }
        byte[] name = new byte[REF_BYTES];
        header.get(REF_AT, name);
        if (!new String(name, StandardCharsets.US_ASCII).replace("\0", "").equals(ref.value())) {
            throw new BlobDamagedException(ref, "its file holds another blob");
        }
        Optional<Seal> seal = seal(ref, header);
        Envelope envelope = new Envelope(ref, seal, header.getInt(12), header.getLong(LENGTH_AT));
        if (header.get(4) != VERSION
                || header.getInt(16) != envelope.overhead()
                || header.getShort(6) != envelope.headerBytes()) {
            throw newer(ref);
        }
        if (envelope.chunkBytes <= 0 || envelope.plainBytes < 0) {
            throw new BlobDamagedException(ref, "its header is damaged");
        }
        if (envelope.fileBytes() != fileBytes) {
            throw new BlobDamagedException(
                    ref, "its file has " + fileBytes + " bytes instead of " + envelope.fileBytes());
        }
        return envelope;
    }

    private static Optional<Seal> seal(BlobRef ref, ByteBuffer header) throws IOException {
        int key = header.getInt(8);
        byte protection = header.get(5);
        if (protection == CHECKED && key == 0) {
            return Optional.empty();
        }
        if (protection != SEALED || key == 0) {
            throw newer(ref);
        }
        if (header.remaining() < MOST_HEADER_BYTES) {
            throw new BlobDamagedException(ref, "its file is cut off inside the header");
        }
        byte[] salt = new byte[Seal.SALT_BYTES];
        header.get(SALT_AT, salt);
        return Optional.of(new Seal(new KeyId(key), salt));
    }

    private static IOException newer(BlobRef ref) {
        return new IOException("blob " + ref + " was written by a newer version of Chartroom; run that version");
    }

    /** Whether a header is what was written, as far as this envelope can prove it. */
    static boolean isProven(ByteBuffer header, ChunkGuard guard) {
        return switch (guard) {
            case ChunkGuard.Checks() -> true;
            case GcmGuard gcm -> {
                byte[] tag = new byte[GcmGuard.TAG_BYTES];
                header.get(TAG_AT, tag);
                yield gcm.proves(header.slice(0, TAG_AT), tag);
            }
        };
    }

    long chunks() {
        long full = (plainBytes + chunkBytes - 1) / chunkBytes;
        return seal.isPresent() ? Math.max(1, full) : full;
    }

    boolean isLast(long chunk) {
        return chunk == chunks() - 1;
    }

    /** Where a chunk begins in the file. */
    long chunkAt(long chunk) {
        return headerBytes() + chunk * (chunkBytes + (long) overhead());
    }

    /** Plain bytes of a chunk. */
    int chunkBytes(long chunk) {
        return (int) Math.min(chunkBytes, plainBytes - chunk * chunkBytes);
    }

    long fileBytes() {
        return headerBytes() + plainBytes + chunks() * overhead();
    }
}
