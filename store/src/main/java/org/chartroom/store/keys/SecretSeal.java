package org.chartroom.store.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals short secrets that stand in records, as text: {@code 1.KEY.SALT.SEALED}. AES-256-GCM under a key that no other secret
 * has (HKDF-SHA256 from one of the office's keys and 32 random bytes), so that the nonce may stay the same. What was sealed for
 * one owner opens for no other. Safe for use by many threads.
 */
public final class SecretSeal {
    private static final String FORMAT = "1";
    private static final int PARTS = 4;
    private static final int SALT_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final byte[] NONCE = new byte[12];

    private final MasterKeys keys;
    private final String purpose;
    private final RandomGenerator random;

    /**
     * @param keys with one that seals
     * @param purpose what the secrets are for, as no other seal has it
     * @param random must not be guessable in production
     */
    public SecretSeal(MasterKeys keys, String purpose, RandomGenerator random) {
        this.keys = keys;
        this.purpose = purpose;
        this.random = random;
    }

    /**
     * Seals a secret.
     *
     * @param owner whose it is, needed again to open it
     * @throws KeysException when there is no key that seals
     */
    public String seal(byte[] secret, String owner) throws KeysException {
        KeyId key = keys.sealing()
                .orElseThrow(
                        () -> new KeysException("there is no key to seal it with; name the key file in store.keyFile"));
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, salt, owner).doFinal(secret);
            Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
            return String.join(".", FORMAT, key.toString(), text.encodeToString(salt), text.encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be sealed", e);
        }
    }

    /**
     * Opens what {@link #seal} gave.
     *
     * @throws KeysException when its key is not there, or when it is not as it was sealed or another owner's
     */
    public byte[] open(String sealed, String owner) throws KeysException {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != PARTS || !parts[0].equals(FORMAT)) {
            throw new KeysException("it is not sealed as this version does it");
        }
        try {
            Base64.Decoder bytes = Base64.getUrlDecoder();
            return cipher(Cipher.DECRYPT_MODE, KeyId.parse(parts[1]), bytes.decode(parts[2]), owner)
                    .doFinal(bytes.decode(parts[3]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeysException("it is not as it was sealed", e);
        }
    }

    private Cipher cipher(int mode, KeyId key, byte[] salt, String owner)
            throws KeysException, GeneralSecurityException {
        SecretKey own = keys.derive(key, salt, (purpose + " " + key).getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, own, new GCMParameterSpec(TAG_BITS, NONCE));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
