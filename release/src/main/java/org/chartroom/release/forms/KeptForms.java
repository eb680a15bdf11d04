package org.chartroom.release.forms;

import java.time.LocalDate;
import java.util.Optional;

/** How long forms, decisions and letters are kept: 45 CFR 164.530(j), 164.414. */
public final class KeptForms {
    /** From when it was made, or was last in effect, whichever is later. */
    private static final int YEARS = 6;

    private KeptForms() {}

    /**
     * The first day on which it may be destroyed.
     *
     * @param made when it was signed or written
     * @param lastInEffect the last day on which something was sent under it, or it could have been
     */
    public static LocalDate until(LocalDate made, Optional<LocalDate> lastInEffect) {
        LocalDate from = lastInEffect.filter(last -> last.isAfter(made)).orElse(made);
        return from.plusYears(YEARS).plusDays(1);
    }
}
