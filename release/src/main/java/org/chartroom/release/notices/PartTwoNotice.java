package org.chartroom.release.notices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartroom.models.release.Packet.Notice;

/** The notices of 42 CFR 2.32(a), word for word, as they read since 16 February 2026; and whether a text bears one. */
public final class PartTwoNotice {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Begins the notice that was in force before; a sender who has it still discloses the same kind of record. */
    private static final String FORMER = plain("prohibit you from making any further disclosure");

    private static final String FULL = read("part2-full.txt");
    private static final String SHORT = read("part2-short.txt");

    private PartTwoNotice() {}

    /** The words of a notice. */
    public static String words(Notice notice) {
        return switch (notice) {
            case PART_2_FULL -> FULL;
            case PART_2_SHORT -> SHORT;
        };
    }

    /** What of a notice stands on a page. */
    public enum Found {
        FULL,
        SHORT,
        /** The one that was in force before 2026. It must not be sent any more. */
        FORMER
    }

    /** Which notice a text bears, wherever its lines were broken; empty for none. */
    public static Optional<Found> in(String text) {
        String plain = plain(text);
        if (plain.contains(FORMER)) {
            return Optional.of(Found.FORMER);
        }
        // Readers lose a word here and there: the first words that no other text has are enough.
        if (plain.contains(plain("protected by Federal confidentiality rules (42 CFR part 2)"))) {
            return Optional.of(Found.FULL);
        }
        return plain.contains(plain(SHORT)) ? Optional.of(Found.SHORT) : Optional.empty();
    }

    private static String plain(String text) {
        return BETWEEN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(PartTwoNotice.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the notice " + name + " cannot be read", e);
        }
    }
}
