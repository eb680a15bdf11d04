package org.chartroom.api.chart;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserAccount;

/**
 * A dictation that nobody has signed.
 *
 * @param author whose signature it waits for, as shown
 * @param state of its note; empty as long as it is not transcribed
 */
public record UnsignedNote(
        DocumentId document, String title, String author, Optional<TranscriptState> state, Instant createdAt) {
    /** As it is in the transaction that is running. */
    public static UnsignedNote of(Records records, Document document) {
        Optional<Dictation> dictation = records.dictations().find(document.id());
        return new UnsignedNote(
                document.id(),
                dictation
                        .map(Dictation::workType)
                        .filter(type -> !type.isBlank())
                        .orElse(document.title()),
                dictation
                        .flatMap(each -> records.accounts().find(each.author()))
                        .map(UserAccount::displayName)
                        .orElse(document.author()),
                records.dictations().latest(document.id()).map(TranscriptVersion::state),
                document.createdAt());
    }
}
