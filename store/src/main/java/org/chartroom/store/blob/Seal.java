package org.chartroom.store.blob;

import java.util.random.RandomGenerator;
import org.chartroom.store.keys.KeyId;

/** Which key an envelope is sealed with, and the random salt that makes its own key of it. */
final class Seal {
    static final int SALT_BYTES = 32;

    private final KeyId key;
    private final byte[] salt;

    Seal(KeyId key, byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes, not " + salt.length);
        }
        this.key = key;
        this.salt = salt.clone();
    }

    static Seal make(KeyId key, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Seal(key, salt);
    }

    KeyId key() {
        return key;
    }

    byte[] salt() {
        return salt.clone();
    }
}
