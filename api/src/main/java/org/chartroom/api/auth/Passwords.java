package org.chartroom.api.auth;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Hashes and checks passwords with Argon2id. Safe for use by many threads; at most two hash at once, each in 19 MiB. */
public final class Passwords {
    private static final int ITERATIONS = 2;
    private static final int MEMORY_KIB = 19_456;
    /** Shorter ones are not taken. */
    public static final int SHORTEST = 10;

    private final Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id);
    private final Semaphore turns = new Semaphore(2);
    private final String nobodys;

    public Passwords() {
        nobodys = hash("nobody has this password");
    }

    /** The encoded hash of a new password. */
    public String hash(String password) {
        char[] chars = password.toCharArray();
        turns.acquireUninterruptibly();
        try {
            return argon2.hash(ITERATIONS, MEMORY_KIB, 1, chars);
        } finally {
            turns.release();
            Arrays.fill(chars, ' ');
        }
    }

    /** Whether it is the password; takes as long when there is no hash, so that logins cannot be told apart by time. */
    public boolean matches(Optional<String> hash, String password) {
        char[] chars = password.toCharArray();
        turns.acquireUninterruptibly();
        try {
            boolean same = argon2.verify(hash.orElse(nobodys), chars);
            return same && hash.isPresent();
        } finally {
            turns.release();
            Arrays.fill(chars, ' ');
        }
    }
}
