package org.chartroom.models.record;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a legal hold is over. Every part that is given has to fit; at least one is. What is not known of a record never
 * takes it out of a hold on a chart: a record without a date may be of any day, and one in the chart without an author of
 * anybody.
 *
 * @param patient whose chart
 * @param from first day of service or of writing
 * @param to last day, included
 * @param author custodian: whose records, as part of the name; empty for anybody's
 * @param channel custodian: the door they came through
 * @param documents single documents; empty for all that fit otherwise
 */
public record HoldScope(
        Optional<PatientId> patient,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        String author,
        Optional<Channel> channel,
        Set<DocumentId> documents) {
    public HoldScope {
        author = author.strip();
        documents = Set.copyOf(documents);
        if (patient.isEmpty()
                && from.isEmpty()
                && to.isEmpty()
                && author.isEmpty()
                && channel.isEmpty()
                && documents.isEmpty()) {
            throw new IllegalArgumentException(
                    "a hold is over a patient, a span of days, a custodian or documents: name one at least");
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("the span of days of a hold ends before it begins");
        }
    }

    /**
     * What a hold asks of a record.
     *
     * @param document empty for what is none yet, such as a recording that goes on
     */
    public record Subject(
            Optional<DocumentId> document,
            Optional<PatientId> patient,
            Optional<LocalDate> date,
            String author,
            Channel channel) {
        /** What a hold asks of a document that came through this door. */
        public static Subject of(Document document, Channel channel) {
            return new Subject(
                    Optional.of(document.id()), document.patient(), document.date(), document.author(), channel);
        }
    }

    /** Whether the hold is over this. */
    public boolean covers(Subject subject) {
        return (documents.isEmpty()
                        || subject.document().map(documents::contains).orElse(false))
                && (patient.isEmpty() || patient.equals(subject.patient()))
                && within(subject.date())
                && (channel.isEmpty() || channel.get() == subject.channel())
                && isOfCustodian(subject.author());
    }

    private boolean within(Optional<LocalDate> date) {
        return date.map(day ->
                        (from.isEmpty() || !day.isBefore(from.get())) && (to.isEmpty() || !day.isAfter(to.get())))
                .orElse(true);
    }

    private boolean isOfCustodian(String of) {
        return author.isEmpty()
                || of.isBlank() && patient.isPresent()
                || of.toLowerCase(Locale.ROOT).contains(author.toLowerCase(Locale.ROOT));
    }
}
