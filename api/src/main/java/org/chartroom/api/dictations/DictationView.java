package org.chartroom.api.dictations;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.config.DictationConfig;
import org.chartroom.api.documents.DocumentSummary;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Progress;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Signature;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.Blank;

/**
 * A dictation as lists show it.
 *
 * @param state {@code waiting}, {@code transcribing}, {@code draft}, {@code in_review}, {@code awaiting_signature},
 *     {@code rejected}, {@code pended}, {@code signed}, {@code addended} or {@code failed}
 * @param due as whoever sent it said, else by its kind of work and priority
 * @param dueSaid whether somebody said when it is due
 * @param claimedBy who is working on the note, empty when nobody is
 * @param blanks how many places in the note could not be made out
 * @param turnaroundSeconds from its coming in to its signature, or until now
 * @param version number of the transcript's latest version, 0 when there is none
 */
record DictationView(
        DocumentId id,
        ArrivalId arrivalId,
        String state,
        String stateReason,
        Author author,
        Optional<PatientId> patientId,
        Optional<String> patientName,
        Optional<String> mrn,
        String workType,
        Priority priority,
        Instant due,
        boolean dueSaid,
        Optional<Author> claimedBy,
        int blanks,
        long turnaroundSeconds,
        double audioSeconds,
        Instant createdAt,
        Optional<Progress> progress,
        int version,
        int documentVersion,
        double confidence) {
    /** Somebody with an account. */
    record Author(UserId id, String displayName) {}

    /** The state by the names of a note's way, where recordings without a draft yet are {@code DICTATED}. */
    boolean isIn(String wanted) {
        return state.equalsIgnoreCase(wanted)
                || (wanted.equalsIgnoreCase("DICTATED") && (state.equals("waiting") || state.equals("transcribing")));
    }

    private static Author author(Records records, UserId user) {
        return new Author(
                user,
                records.accounts().find(user).map(UserAccount::displayName).orElse(""));
    }

    static DictationView of(
            Records records, Document document, Dictation dictation, DictationConfig times, Instant now) {
        Optional<Patient> patient =
                document.patient().flatMap(id -> records.patients().find(id));
        Optional<TranscriptVersion> latest = records.dictations().latest(document.id());
        return new DictationView(
                document.id(),
                document.arrival(),
                state(records, document, latest),
                document.stageReason(),
                author(records, dictation.author()),
                document.patient(),
                patient.map(each -> each.name().display()),
                patient.map(Patient::mrn),
                dictation.workType(),
                document.priority(),
                times.due(document, dictation),
                dictation.due().isPresent(),
                records.documents()
                        .claim(document.id())
                        .filter(claim -> claim.holdsAt(now))
                        .map(claim -> author(records, claim.user())),
                latest.map(version -> Blank.in(version.content().text()).size()).orElse(0),
                Duration.between(
                                document.createdAt(),
                                records.dictations()
                                        .signature(document.id())
                                        .map(Signature::at)
                                        .orElse(now))
                        .toSeconds(),
                dictation.audioMs() / 1_000.0,
                document.createdAt(),
                DocumentSummary.progress(records, document),
                latest.map(TranscriptVersion::number).orElse(0),
                document.version(),
                document.confidence());
    }

    private static String state(Records records, Document document, Optional<TranscriptVersion> latest) {
        return switch (document.stage()) {
            case RECEIVED -> "waiting";
            case READING, TRANSCRIBING -> "transcribing";
            case READ, NEEDS_PERSON, FILED ->
                latest.map(version -> switch (version.state()) {
                            case DRAFT, IN_REVIEW, AWAITING_SIGNATURE, REJECTED, PENDED ->
                                version.state().name().toLowerCase(Locale.ROOT);
                            case SIGNED ->
                                records.dictations().addenda(document.id()).isEmpty() ? "signed" : "addended";
                        })
                        .orElse("failed");
            case QUARANTINED, ENTERED_IN_ERROR, MISDIRECTED, MERGED, DESTROYED -> "failed";
        };
    }
}
