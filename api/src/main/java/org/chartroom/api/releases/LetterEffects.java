package org.chartroom.api.releases;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Amendment;
import org.chartroom.models.release.AmendmentId;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.Breach;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.Surroundings;
import org.chartroom.release.access.DueDates;
import org.chartroom.release.amendments.AmendmentRules;

/** What a letter brings about when it goes. */
final class LetterEffects {
    private LetterEffects() {}

    /** The extension holds from the day it is told; a correction is waited for; an invoice has told the amount. */
    static void release(Records records, ReleaseDeskCounter desk, Caller caller, Letter letter) {
        ReleaseRequest before = desk.find(records, caller, letter.matter().id());
        Surroundings now = desk.around(records, before);
        ReleaseRequest after = switch (letter.kind()) {
            case EXTENSION -> extended(before, letter, now);
            case CORRECTION ->
                before.aside().isPresent() || before.handover().isPresent()
                        ? before
                        : ReleaseDesk.aside(
                                before,
                                new Aside(
                                        Aside.Kind.CORRECTION_REQUESTED,
                                        "AUTH_MISSING_ELEMENT",
                                        "A corrected form was asked for by letter.",
                                        caller.id(),
                                        now.now()),
                                now,
                                caller.actor());
            case INVOICE -> before.withFees(before.fees().shown());
            case BREACH -> {
                records.releases()
                        .breach(before.id())
                        .ifPresent(known -> records.releases()
                                .keepBreach(
                                        before.id(),
                                        new Breach(
                                                known.discovered(),
                                                known.individuals(),
                                                known.part2(),
                                                known.assessment(),
                                                known.told().or(() -> Optional.of(now.now())),
                                                known.closed(),
                                                caller.id(),
                                                now.now())));
                yield before;
            }
            case DENIAL,
                    PARTIAL_DENIAL,
                    NO_RECORDS,
                    REJECTION,
                    TRANSMITTAL,
                    AMENDMENT_ACCEPTED,
                    AMENDMENT_DENIED,
                    AMENDMENT_EXTENSION -> before;
        };
        // A denied request leaves the queue with its letter, so the letter counts as gone before the queue is asked.
        desk.keep(records, caller, before, after, "letter sent: " + letter.kind(), Optional.of(letter.kind()));
    }

    private static ReleaseRequest extended(ReleaseRequest before, Letter letter, Surroundings now) {
        LocalDate to = day(letter);
        DueDates.extensionRefusal(before, to, letter.facts().getOrDefault("reason", letter.body()), now.today(), now)
                .ifPresent(refused -> {
                    throw ReleaseDeskCounter.refused(List.of(refused));
                });
        return before.withExtendedTo(to);
    }

    static LocalDate day(Letter letter) {
        try {
            return LocalDate.parse(letter.facts().getOrDefault("until", ""));
        } catch (DateTimeException e) {
            throw new ProblemException(
                    Kind.CONFLICT, "The letter was drafted without the new day. Nothing was sent; draft another.");
        }
    }

    /** The extension of a request to amend holds from the day it is told. */
    static void amendment(Records records, ReleaseDeskCounter desk, Caller caller, Letter letter) {
        Amendment before = records.amendments()
                .find(new AmendmentId(letter.matter().id()))
                .orElseThrow(() -> ProblemException.notFound("amendment"));
        Instant now = desk.counter().clock().instant();
        Amendment after = before;
        if (letter.kind() == Letter.Kind.AMENDMENT_EXTENSION) {
            LocalDate to = day(letter);
            AmendmentRules.extensionRefusal(
                            before,
                            to,
                            letter.facts().getOrDefault("reason", letter.body()),
                            LocalDate.ofInstant(now, desk.counter().zone()),
                            desk.book(),
                            desk.counter().zone())
                    .ifPresent(refused -> {
                        throw new ProblemException(Kind.CONFLICT, refused + " Nothing was sent.");
                    });
            after = before.extended(to);
        }
        records.amendments()
                .update(
                        after.noted("letter sent: " + letter.kind(), caller.actor(), now),
                        AmendmentRules.due(after, desk.book(), desk.counter().zone()));
    }
}
