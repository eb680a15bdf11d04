package org.chartroom.models.release;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;

/**
 * A letter of the release desk: drafted, looked through, sent, kept. What was looked through is what is sent: another word in it takes
 * another look. Once sent it never changes.
 *
 * @param patient whose chart keeps it; empty while nobody knows
 * @param facts what it was drafted from, such as {@code to}, the day of an extension
 * @param review empty until somebody looked through it
 * @param sending empty until it went
 * @param version counts the changes, from 1; used as ETag
 */
public record Letter(
        LetterId id,
        FacilityId facility,
        Matter matter,
        Optional<PatientId> patient,
        Kind kind,
        Recipient to,
        String subject,
        String body,
        Map<String, String> facts,
        UserId writtenBy,
        Instant writtenAt,
        Optional<Review> review,
        Optional<Sending> sending,
        int version) {
    /** What it says. Names are stored: added to, never renamed. */
    public enum Kind {
        /** A form is defective; what it lacks, point by point. */
        CORRECTION,
        /** It takes longer: the one extension. */
        EXTENSION,
        DENIAL,
        /** Some pages stay, and why; the rest goes. */
        PARTIAL_DENIAL,
        NO_RECORDS,
        REJECTION,
        INVOICE,
        /** Goes with a packet. */
        TRANSMITTAL,
        /** Tells a patient that their records went astray. */
        BREACH,
        AMENDMENT_ACCEPTED,
        AMENDMENT_DENIED,
        AMENDMENT_EXTENSION
    }

    /** What a letter is about. */
    public record Matter(Of of, String id) {
        /** Of what kind. Names are stored: added to, never renamed. */
        public enum Of {
            RELEASE,
            AMENDMENT
        }

        public static Matter of(ReleaseId release) {
            return new Matter(Of.RELEASE, release.value());
        }

        public static Matter of(AmendmentId amendment) {
            return new Matter(Of.AMENDMENT, amendment.value());
        }
    }

    /**
     * That somebody looked through it.
     *
     * @param exception why it was who wrote it, in an office that has nobody else; empty otherwise
     * @param plainLanguage whether they found it plain
     */
    public record Review(UserId by, Instant at, String exception, boolean plainLanguage) {}

    /**
     * That it went.
     *
     * @param proof such as a tracking number; empty where there is none
     * @param document what the chart keeps of it; empty while there is no chart
     */
    public record Sending(Way way, String proof, Optional<DocumentId> document, UserId by, Instant at) {
        /** How. Names are stored: added to, never renamed. */
        public enum Way {
            MAIL,
            HANDED_OVER,
            FAX,
            EMAIL,
            PORTAL
        }
    }

    public Letter {
        facts = Map.copyOf(facts);
        if (subject.isBlank()) {
            throw new IllegalArgumentException("a letter says what it is about");
        }
    }

    /** The same with other words; nobody has looked through those yet. */
    public Letter written(Recipient whom, String about, String words, UserId by, Instant at) {
        return new Letter(
                id,
                facility,
                matter,
                patient,
                kind,
                whom,
                about,
                words,
                facts,
                by,
                at,
                Optional.empty(),
                Optional.empty(),
                version);
    }

    public Letter reviewed(Review looked) {
        return with(Optional.of(looked), sending, version);
    }

    public Letter sent(Sending how) {
        return with(review, Optional.of(how), version);
    }

    /** The same, counted as another version. */
    public Letter atVersion(int number) {
        return with(review, sending, number);
    }

    private Letter with(Optional<Review> looked, Optional<Sending> how, int number) {
        return new Letter(
                id, facility, matter, patient, kind, to, subject, body, facts, writtenBy, writtenAt, looked, how,
                number);
    }
}
