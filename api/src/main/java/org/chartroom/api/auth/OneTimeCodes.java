package org.chartroom.api.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes by the clock, as every authenticator app makes them: RFC 6238 on top of RFC 4226, with HMAC-SHA-1, six digits
 * and steps of 30 seconds from the Unix epoch on.
 */
final class OneTimeCodes {
    static final Duration STEP = Duration.ofSeconds(30);
    static final int DIGITS = 6;
    /** RFC 4226, section 4, R6: 160 bits are recommended. */
    static final int SECRET_BYTES = 20;
    /** Steps that the clock of a telephone may be off in each direction; RFC 6238, section 5.2, recommends at most one. */
    static final int DRIFT = 1;

    private static final int MODULUS = 1_000_000;

    private OneTimeCodes() {}

    /** The step that a moment is in. */
    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
    }

    /** The code of a step: {@value #DIGITS} digits. */
    static String code(byte[] secret, long step) {
        byte[] hash;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    }

    /**
     * The step near {@code now} whose code this is, the latest if it is that of several; empty when it is that of none. Takes as
     * long whichever it is.
     */
    static OptionalLong matching(byte[] secret, String code, Instant now) {
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (int drift = -DRIFT; drift <= DRIFT; drift++) {
            long step = step(now) + drift;
            boolean same = MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), given);
            found = same ? OptionalLong.of(step) : found;
        }
        return found;
    }
}
