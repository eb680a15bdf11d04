package org.chartroom.api.releases;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Letter;
import org.chartroom.release.letters.LetterCheck;

/**
 * A letter as it is answered.
 *
 * @param state {@code DRAFT}, {@code REVIEWED} or {@code SENT}
 * @param gap the first thing that nobody has filled in
 * @param document what the chart keeps of it
 */
record LetterView(
        String id,
        Letter.Kind kind,
        String state,
        String toName,
        String toAddress,
        String subject,
        String body,
        Optional<String> gap,
        String writtenBy,
        Instant writtenAt,
        Optional<String> reviewedBy,
        Optional<Instant> sentAt,
        Optional<Letter.Sending.Way> way,
        Optional<DocumentId> document,
        int version) {
    static LetterView of(Records records, Letter letter) {
        return new LetterView(
                letter.id().value(),
                letter.kind(),
                letter.sending().isPresent() ? "SENT" : letter.review().isPresent() ? "REVIEWED" : "DRAFT",
                letter.to().name(),
                letter.to().address(),
                letter.subject(),
                letter.body(),
                LetterCheck.gap(letter),
                ReleaseDetails.name(records, letter.writtenBy()),
                letter.writtenAt(),
                letter.review().map(each -> ReleaseDetails.name(records, each.by())),
                letter.sending().map(Letter.Sending::at),
                letter.sending().map(Letter.Sending::way),
                letter.sending().flatMap(Letter.Sending::document),
                letter.version());
    }
}
