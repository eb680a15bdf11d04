package org.chartroom.models.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A call, message, letter or talk about a patient, as somebody wrote it down. A correction is a new version; earlier ones
 * are kept.
 *
 * @param counterpart who it was with, as said; empty when nobody knows
 * @param contact the number or address it came from or went to; empty when none was shown
 * @param at when it took place
 * @param subject what it was about, in a few words; never blank
 * @param text what was said
 * @param outcome what came of it; empty as long as nothing did
 * @param answeredBy who of the office answered; empty when nobody has
 * @param documents what was sent, received or talked about
 * @param errorReason why it should never have been in this chart; empty for what stands
 * @param editor who wrote this version
 * @param recordedAt when they did
 * @param version from 1; used as ETag
 */
public record Communication(
        CommunicationId id,
        PatientId patient,
        FacilityId facility,
        Way way,
        Direction direction,
        String counterpart,
        String contact,
        Instant at,
        String subject,
        String text,
        String outcome,
        String answeredBy,
        Optional<FollowUp> followUp,
        Optional<EncounterId> encounter,
        List<DocumentId> documents,
        String errorReason,
        UserId editor,
        Instant recordedAt,
        int version) {
    /** How people communicated. */
    public enum Way {
        PHONE,
        EMAIL,
        FAX,
        LETTER,
        MESSAGE,
        IN_PERSON
    }

    /** Who turned to whom. */
    public enum Direction {
        /** Somebody turned to the office. */
        INCOMING,
        /** The office turned to somebody. */
        OUTGOING
    }

    /**
     * What is still to be done.
     *
     * @param due the day by which
     * @param by who is to do it; empty when it is anybody's
     * @param what such as {@code call back with the result}; may be empty
     * @param doneAt empty until it is done
     */
    public record FollowUp(LocalDate due, Optional<UserId> by, String what, Optional<Instant> doneAt) {}

    public Communication {
        if (subject.isBlank()) {
            throw new IllegalArgumentException("a communication needs to say what it was about");
        }
        documents = List.copyOf(documents);
    }

    /** Whether it was marked as an error; it stays visible, struck out. */
    public boolean inError() {
        return !errorReason.isEmpty();
    }

    /** Whether something is still to be done. */
    public boolean isOpen() {
        return !inError() && followUp.filter(each -> each.doneAt().isEmpty()).isPresent();
    }
}
