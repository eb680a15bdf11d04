package org.chartroom.api.delivery;

import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of fax machines, as people write them. */
final class FaxNumber {
    private static final Pattern WRITTEN = Pattern.compile("(?i)(?:fax\\s*:?\\s*)?(\\+?[0-9(][0-9 ().\\-/]*)");
    private static final int SHORTEST = 7;

    /** ITU-T E.164. */
    private static final int LONGEST = 15;

    private FaxNumber() {}

    /** The digits of a number; empty when the text is none. */
    static Optional<String> of(String written) {
        var matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1).replaceAll("[^0-9]", "");
        return digits.length() < SHORTEST || digits.length() > LONGEST ? Optional.empty() : Optional.of(digits);
    }
}
