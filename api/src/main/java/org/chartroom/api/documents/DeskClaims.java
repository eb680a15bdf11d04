package org.chartroom.api.documents;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Claim;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.UserAccount;

/** Who has which document open at the filing desk. A claim ends by itself unless the open page renews it. */
final class DeskClaims {
    private final Clock clock;
    private final DateTimeFormatter hour;

    /** @param zone in which people are told the time */
    DeskClaims(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.hour = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
    }

    /** @throws ProblemException when somebody else has it open */
    void leftAlone(Records records, Caller caller, DocumentId id) {
        Optional<Claim> others =
                holding(records, id).filter(claim -> !claim.user().equals(caller.id()));
        if (others.isPresent()) {
            String who = records.accounts()
                    .find(others.get().user())
                    .map(UserAccount::displayName)
                    .orElse("Somebody else");
            throw new ProblemException(
                    Kind.CONFLICT,
                    who + " has this document open since "
                            + hour.format(others.get().at())
                            + ". Nothing was changed. Wait, ask them, or take it over.",
                    Map.of("claimedBy", who));
        }
    }

    /** The claim that holds now. */
    Optional<Claim> holding(Records records, DocumentId id) {
        Instant now = clock.instant();
        return records.documents().claim(id).filter(claim -> claim.holdsAt(now));
    }

    /**
     * Takes a document for the caller, or renews what they have.
     *
     * @param takeOver also when somebody else has it
     * @return whether it was taken from somebody else
     */
    boolean take(Records records, Caller caller, DocumentId id, boolean takeOver) {
        if (!takeOver) {
            leftAlone(records, caller, id);
        }
        Instant now = clock.instant();
        Optional<Claim> held = holding(records, id);
        Optional<Claim> own = held.filter(claim -> claim.user().equals(caller.id()));
        records.documents()
                .putClaim(own.map(claim -> claim.renewed(now, Claim.AT_DESK))
                        .orElseGet(() -> Claim.from(now, id, caller.id(), Claim.AT_DESK)));
        return held.isPresent() && own.isEmpty();
    }

    /** Gives a document back; nothing happens when somebody else has it. */
    void release(Records records, Caller caller, DocumentId id) {
        boolean own = records.documents()
                .claim(id)
                .filter(claim -> claim.user().equals(caller.id()))
                .isPresent();
        if (own) {
            records.documents().removeClaim(id);
        }
    }
}
