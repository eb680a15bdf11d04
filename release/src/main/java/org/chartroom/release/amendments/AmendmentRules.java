package org.chartroom.release.amendments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.chartroom.models.release.Amendment;
import org.chartroom.release.RuleBook;
import org.chartroom.release.access.DueDates;

/**
 * What the law asks of a request to amend a record: it is acted on within 60 days, which are extended once by 30 at most; what was
 * denied may be disagreed with; and what was decided goes with later disclosures.
 */
public final class AmendmentRules {
    private static final String CLOCK = "amendment";

    private AmendmentRules() {}

    /** The last day on which acting is in time. */
    public static LocalDate due(Amendment amendment, RuleBook book, ZoneId zone) {
        return amendment.extendedTo().orElseGet(() -> first(amendment.receivedAt(), book, zone));
    }

    private static LocalDate first(Instant received, RuleBook book, ZoneId zone) {
        return DueDates.after(received, book.clock(CLOCK), zone);
    }

    /**
     * Why the time cannot be extended to a day; empty when it can.
     *
     * @param told the day on which the patient is told
     */
    public static Optional<String> extensionRefusal(
            Amendment amendment, LocalDate to, String reason, LocalDate told, RuleBook book, ZoneId zone) {
        LocalDate first = first(amendment.receivedAt(), book, zone);
        if (amendment.decision().isPresent()) {
            return Optional.of("The request is decided already.");
        }
        if (amendment.extendedTo().isPresent()) {
            return Optional.of("The time was extended before; there is no second extension.");
        }
        if (told.isAfter(first)) {
            return Optional.of("The time ran out on " + first + "; an extension has to be told before.");
        }
        if (reason.isBlank()) {
            return Optional.of("The letter has to say why it takes longer.");
        }
        LocalDate last = first.plusDays(book.clock(CLOCK).extension());
        if (!to.isAfter(first) || to.isAfter(last)) {
            return Optional.of("The new day lies after " + first + " and not after " + last + ".");
        }
        return Optional.empty();
    }

    /** Why a statement of disagreement cannot be taken; empty when it can. */
    public static Optional<String> disagreementRefusal(Amendment amendment) {
        return amendment.decision().filter(each -> !each.isAccepted()).isPresent()
                ? Optional.empty()
                : Optional.of("Only a denial can be disagreed with.");
    }

    /** Why it is not done yet; empty when it is. @param lettersSent whether the patient was told what was decided */
    public static Optional<String> openStill(Amendment amendment, boolean lettersSent) {
        if (amendment.decision().isEmpty()) {
            return Optional.of("Nobody has decided on it.");
        }
        return lettersSent ? Optional.empty() : Optional.of("The patient has not been told by letter.");
    }
}
