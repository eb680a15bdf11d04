package org.chartroom.store.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** 32 random bytes and their id. They never seal anything themselves, and nobody outside of this package sees them. */
final class MasterKey {
    static final int BYTES = 32;
    private static final byte[] NO_SALT = new byte[0];
    private static final byte[] ID = "chartroom key id".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;
    private final KeyId id;

    private MasterKey(byte[] secret) {
        this.secret = secret;
        this.id = new KeyId(idOf(secret));
    }

    private static int idOf(byte[] secret) {
        return ByteBuffer.wrap(derive(secret, NO_SALT, ID, Integer.BYTES)).getInt();
    }

    /** @param random must not be guessable in production */
    static MasterKey make(RandomGenerator random) {
        byte[] secret = new byte[BYTES];
        do {
            random.nextBytes(secret);
        } while (idOf(secret) == 0);
        return new MasterKey(secret);
    }

    /** @throws IllegalArgumentException when it is not what {@link #text} gives */
    static MasterKey parse(String text) {
        byte[] secret = Base64.getDecoder().decode(text);
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes, not " + secret.length);
        }
        return new MasterKey(secret);
    }

    /** The secret itself; for the key file only. */
    String text() {
        return Base64.getEncoder().encodeToString(secret);
    }

    KeyId id() {
        return id;
    }

    SecretKey derive(byte[] salt, byte[] purpose) {
        return new javax.crypto.spec.SecretKeySpec(derive(secret, salt, purpose, BYTES), "AES");
    }

    private static byte[] derive(byte[] secret, byte[] salt, byte[] purpose, int bytes) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .addSalt(salt)
                            .thenExpand(purpose, bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 25 on has HKDF", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
