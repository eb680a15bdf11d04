package org.chartroom.store.blob;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM under a key that no other envelope has. The nonce of a chunk is its number and whether it is the last, the
 * header has one of its own: as long as each is sealed once, no nonce comes twice, and a chunk that was moved, left out at the
 * end or taken from elsewhere does not open.
 */
final class GcmGuard implements ChunkGuard {
    static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int KIND_AT = 11;
    private static final byte CHUNK = 0;
    private static final byte LAST = 1;
    private static final byte HEADER = 2;

    private final SecretKey key;
    private final Cipher cipher;

    /** @param key for this envelope only */
    GcmGuard(SecretKey key) {
        this.key = key;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    @Override
    public int overhead() {
        return TAG_BYTES;
    }

    static byte[] nonce(long number, boolean last) {
        return nonce(number, last ? LAST : CHUNK);
    }

    static byte[] headerNonce() {
        return nonce(0, HEADER);
    }

    private static byte[] nonce(long number, byte kind) {
        return ByteBuffer.allocate(NONCE_BYTES)
                .putLong(number)
                .put(KIND_AT, kind)
                .array();
    }

    private void start(int mode, byte[] nonce) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    }

    @Override
    public void protect(long number, boolean last, ByteBuffer buffer, int from) {
        int plain = buffer.position() - from;
        try {
            start(Cipher.ENCRYPT_MODE, nonce(number, last));
            cipher.doFinal(buffer.slice(from, plain), buffer.slice(from, plain + TAG_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a chunk could not be sealed", e);
        }
        buffer.position(from + plain + TAG_BYTES);
    }

    @Override
    public boolean open(long number, boolean last, ByteBuffer chunk, int plain) {
        try {
            start(Cipher.DECRYPT_MODE, nonce(number, last));
            cipher.doFinal(chunk.slice(0, plain + TAG_BYTES), chunk.slice(0, plain));
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a chunk could not be looked at", e);
        }
    }

    /** What proves that a header is the one that belongs to the chunks; once an envelope. */
    byte[] tag(ByteBuffer header) {
        try {
            start(Cipher.ENCRYPT_MODE, headerNonce());
            cipher.updateAAD(header);
            return cipher.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a header could not be sealed", e);
        }
    }

    /** Whether the header is the one that was sealed. */
    boolean proves(ByteBuffer header, byte[] tag) {
        try {
            start(Cipher.DECRYPT_MODE, headerNonce());
            cipher.updateAAD(header);
            cipher.doFinal(tag);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a header could not be looked at", e);
        }
    }
}
