package org.chartroom.api.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.auth.Caller;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Claim;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.FilingLine;
import org.chartroom.models.record.FilingReason;
import org.chartroom.models.record.FilingStep;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.SecondLook;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/**
 * A document at the filing desk.
 *
 * @param channel the door it came through
 * @param sender as far as known, may be empty
 * @param ageSeconds since it was received
 * @param waits why it is there
 * @param claim who has it open
 * @param last the last line of its log: what holds now
 */
record FilingEntry(
        @JsonUnwrapped DocumentSummary summary,
        Channel channel,
        String sender,
        Instant receivedAt,
        long ageSeconds,
        Set<FilingReason> waits,
        Optional<InHand> claim,
        Optional<LogLine> last) {
    /** Who has a document open. @param mine whether that is the caller */
    record InHand(UserId id, String displayName, Instant since, Instant until, boolean mine) {}

    /** A line of the log, with who wrote it. */
    record LogLine(Instant at, String by, String what, FilingStep step) {
        static LogLine of(Records records, FilingLine line) {
            return new LogLine(
                    line.at(),
                    name(records, line.by()),
                    switch (line.step()) {
                        case FilingStep.Misdirected _ -> "misdirected";
                        case FilingStep.BroughtBack _ -> "brought-back";
                        case FilingStep.Callback _ -> "callback";
                        case FilingStep.CallbackDone _ -> "callback-done";
                        case FilingStep.Moved _ -> "moved";
                    },
                    line.step());
        }
    }

    static FilingEntry of(Records records, Document document, Caller caller, Instant now) {
        Arrival arrival = records.arrivals().find(document.arrival()).orElseThrow();
        Optional<FilingLine> last = records.filings().last(document.id());
        return new FilingEntry(
                DocumentSummary.of(records, document),
                arrival.channel(),
                arrival.sender(),
                arrival.receivedAt(),
                Math.max(0, now.getEpochSecond() - arrival.receivedAt().getEpochSecond()),
                waits(records, document, last, now),
                records.documents()
                        .claim(document.id())
                        .filter(claim -> claim.holdsAt(now))
                        .map(claim -> inHand(records, claim, caller)),
                last.filter(line -> !(line.step() instanceof FilingStep.Moved)).map(line -> LogLine.of(records, line)));
    }

    private static InHand inHand(Records records, Claim claim, Caller caller) {
        return new InHand(
                claim.user(),
                name(records, claim.user()),
                claim.at(),
                claim.until(),
                claim.user().equals(caller.id()));
    }

    static String name(Records records, UserId user) {
        return records.accounts().find(user).map(UserAccount::displayName).orElse("");
    }

    private static Set<FilingReason> waits(Records records, Document document, Optional<FilingLine> last, Instant now) {
        EnumSet<FilingReason> waits = EnumSet.noneOf(FilingReason.class);
        if (last.isPresent()
                && last.get().step() instanceof FilingStep.Callback(String _, String _, Instant due, String _)) {
            waits.add(due.isAfter(now) ? FilingReason.CALLBACK : FilingReason.CALLBACK_DUE);
        } else if (document.stage() == Stage.READ) {
            waits.add(FilingReason.TO_FILE);
        }
        if (document.stage() == Stage.NEEDS_PERSON) {
            waits.add(FilingReason.NEEDS_PERSON);
        }
        records.filings()
                .secondLook(document.id())
                .flatMap(SecondLook::decision)
                .filter(decision -> decision.outcome() == SecondLook.Outcome.SENT_BACK)
                .ifPresent(_ -> waits.add(FilingReason.SENT_BACK));
        return waits;
    }
}
