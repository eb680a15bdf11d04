package org.chartroom.api;

import java.util.Base64;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes random identifiers and secrets. Safe for use by many threads when its source is. */
public final class RandomIds implements Supplier<String> {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 20;

    private final RandomGenerator random;

    /** @param random a cryptographically strong one in production */
    public RandomIds(RandomGenerator random) {
        this.random = random;
    }

    /** A new identifier of 100 random bits: 20 lower-case letters and digits that are hard to confuse. */
    @Override
    public String get() {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** A new secret of 256 random bits, safe in a header and a cookie. */
    public String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
