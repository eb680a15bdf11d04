package org.chartroom.models.release;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;

/**
 * A patient's request to amend what the chart says: 45 CFR 164.526. What stood there stays; what is decided is linked to it.
 *
 * @param receivedAt by the server's clock; the time to act runs from it
 * @param requester who asks, as written
 * @param document what is to be amended; empty where the request names none
 * @param wanted what it should say
 * @param reason why
 * @param extendedTo the day by which it is done after the one extension
 * @param disagreement the patient's statement after a denial
 * @param rebuttal the office's answer to it; empty where there is none
 * @param tell whom the patient wants told of an amendment, and who else relied on what was wrong
 * @param version counts the changes, from 1; used as ETag
 */
public record Amendment(
        AmendmentId id,
        FacilityId facility,
        PatientId patient,
        Instant receivedAt,
        Receipt.Door channel,
        String requester,
        Optional<DocumentId> document,
        String wanted,
        String reason,
        Optional<LocalDate> extendedTo,
        Optional<Decision> decision,
        Optional<Said> disagreement,
        Optional<Said> rebuttal,
        String tell,
        boolean closed,
        List<Step> steps,
        int version) {
    /** Why a request to amend may be denied: 45 CFR 164.526(a)(2). A closed list; names are stored: added to, never renamed. */
    public enum Ground {
        NOT_CREATED_HERE,
        NOT_OF_THE_RECORD_SET,
        NOT_OPEN_TO_THE_PATIENT,
        ACCURATE_AND_COMPLETE
    }

    /**
     * What was decided.
     *
     * @param ground why it is denied; empty for an acceptance
     * @param words what is amended and how, or why not, in plain language
     */
    public record Decision(Optional<Ground> ground, String words, UserId by, Instant at) {
        public boolean isAccepted() {
            return ground.isEmpty();
        }
    }

    /** Words that are kept with the record. */
    public record Said(String words, UserId by, Instant at) {}

    public Amendment {
        steps = List.copyOf(steps);
        if (requester.isBlank() || wanted.isBlank()) {
            throw new IllegalArgumentException("a request to amend says who asks and what the record should say");
        }
    }

    /** Whether later disclosures of what it is about carry it: what was amended, or the disagreement with it. */
    public boolean isCarried() {
        return decision.filter(each -> each.isAccepted() || disagreement.isPresent())
                .isPresent();
    }

    public Amendment extended(LocalDate to) {
        return with(Optional.of(to), decision, disagreement, rebuttal, tell, closed, steps, version);
    }

    public Amendment decided(Decision what) {
        return with(extendedTo, Optional.of(what), disagreement, rebuttal, tell, closed, steps, version);
    }

    public Amendment disagreed(Said words) {
        return with(extendedTo, decision, Optional.of(words), rebuttal, tell, closed, steps, version);
    }

    public Amendment rebutted(Said words) {
        return with(extendedTo, decision, disagreement, Optional.of(words), tell, closed, steps, version);
    }

    public Amendment telling(String whom) {
        return with(extendedTo, decision, disagreement, rebuttal, whom, closed, steps, version);
    }

    public Amendment done() {
        return with(extendedTo, decision, disagreement, rebuttal, tell, true, steps, version);
    }

    /** The same, with one more thing that was done. */
    public Amendment noted(String what, Actor by, Instant at) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step(what, by, at));
        return with(extendedTo, decision, disagreement, rebuttal, tell, closed, all, version);
    }

    private Amendment with(
            Optional<LocalDate> to,
            Optional<Decision> decided,
            Optional<Said> against,
            Optional<Said> answer,
            String whom,
            boolean over,
            List<Step> done,
            int number) {
        return new Amendment(
                id,
                facility,
                patient,
                receivedAt,
                channel,
                requester,
                document,
                wanted,
                reason,
                to,
                decided,
                against,
                answer,
                whom,
                over,
                done,
                number);
    }

    /** The same, counted as another version. */
    public Amendment atVersion(int number) {
        return with(extendedTo, decision, disagreement, rebuttal, tell, closed, steps, number);
    }
}
