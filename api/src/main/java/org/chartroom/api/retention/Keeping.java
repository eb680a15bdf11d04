package org.chartroom.api.retention;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * How long something is kept.
 *
 * @param years whole years, 1 or more; 0 for ever
 */
public record Keeping(int years) {
    /** For ever. */
    public static final Keeping FOR_EVER = new Keeping(0);

    private static final Pattern YEARS = Pattern.compile("P([1-9][0-9]{0,2})Y");
    private static final String PERMANENT = "permanent";

    public Keeping {
        if (years < 0 || years > 999) {
            throw new IllegalArgumentException("a period has 1 to 999 years, or is permanent");
        }
    }

    /** Reads {@code P7Y} or {@code permanent}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Keeping of(String written) {
        if (written.equals(PERMANENT)) {
            return FOR_EVER;
        }
        var years = YEARS.matcher(written);
        if (!years.matches()) {
            throw new IllegalArgumentException(
                    "'" + written + "' is no period; write P7Y for seven years, or permanent");
        }
        return new Keeping(Integer.parseInt(years.group(1)));
    }

    public boolean forEver() {
        return years == 0;
    }

    @JsonValue
    @Override
    public String toString() {
        return forEver() ? PERMANENT : "P" + years + "Y";
    }
}
