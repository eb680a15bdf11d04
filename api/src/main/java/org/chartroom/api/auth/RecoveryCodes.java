package org.chartroom.api.auth;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chartroom.models.record.UserId;

/**
 * Codes for the day on which the telephone is lost: 80 random bits each, so that their hashes need no stretching. What people
 * mistake for each other (o and 0, i, l and 1) and how they set dashes and blanks makes no difference.
 */
final class RecoveryCodes {
    static final int COUNT = 10;
    private static final int LENGTH = 16;
    private static final int GROUP = 4;

    private RecoveryCodes() {}

    /** @param ids random identifiers of at least 16 letters and digits, none of them o, i or l */
    static List<String> make(Supplier<String> ids) {
        return Stream.generate(ids)
                .map(id -> id.substring(0, LENGTH).replaceAll("(.{" + GROUP + "})(?=.)", "$1-"))
                .distinct()
                .limit(COUNT)
                .toList();
    }

    /** Whether it may be one, by its length. */
    static boolean looksLikeOne(String typed) {
        return plain(typed).length() == LENGTH;
    }

    /** What is kept of one. */
    static String sha256(UserId user, String typed) {
        return Secrets.sha256(user.value() + " " + plain(typed));
    }

    private static String plain(String typed) {
        return typed.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1');
    }
}
