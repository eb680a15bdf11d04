package org.chartroom.models.release;

import java.time.LocalDate;
import java.util.Optional;

/**
 * That an agency asked the office not to account for disclosures to it for a time: 45 CFR 164.528(a)(2).
 *
 * @param agency the recipient's name
 * @param written whether it was asked in writing
 * @param documentation what was written down of an oral request, with the agency's official; empty for a written one
 * @param from the day on which it was asked
 * @param until the last day
 */
public record Suspension(String agency, boolean written, String documentation, LocalDate from, LocalDate until) {
    /** An oral one lasts this many days at most. */
    private static final int ORAL_DAYS = 30;

    /** Why it cannot be kept like this; empty when it can. */
    public Optional<Reason> refusal() {
        if (until.isBefore(from)) {
            return Optional.of(new Reason(Statement.D6, "The suspension ends before it begins."));
        }
        if (!written && documentation.isBlank()) {
            return Optional.of(new Reason(Statement.D6, "An oral request is documented, with who made it."));
        }
        if (!written && until.isAfter(from.plusDays(ORAL_DAYS))) {
            return Optional.of(
                    new Reason(Statement.D6, "An oral request lasts until " + from.plusDays(ORAL_DAYS) + " at most."));
        }
        return Optional.empty();
    }

    /** Whether it keeps an entry out of an account that is asked for on a day. Only health oversight and law enforcement may. */
    public boolean hides(Disclosure entry, LocalDate askedOn) {
        boolean agencys = entry.permitted()
                && (entry.basis() == LawfulBasis.OVERSIGHT || entry.basis() == LawfulBasis.LAW_ENFORCEMENT);
        LocalDate last = written || until.isBefore(from.plusDays(ORAL_DAYS)) ? until : from.plusDays(ORAL_DAYS);
        return agencys
                && entry.recipient().name().equalsIgnoreCase(agency)
                && !askedOn.isBefore(from)
                && !askedOn.isAfter(last);
    }
}
