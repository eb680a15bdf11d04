package org.chartroom.api.preparation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.chartroom.api.chart.ChartPapers;
import org.chartroom.api.chart.CommunicationView;
import org.chartroom.api.chart.MissingPaper;
import org.chartroom.api.chart.PaperState;
import org.chartroom.api.chart.UnsignedNote;
import org.chartroom.models.record.Appointment;
import org.chartroom.models.record.ChartRules;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Encounter;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Prepared;
import org.chartroom.models.record.Records;

/**
 * What belongs to the preparation of one planned visit.
 *
 * @param lastVisit the latest visit on an earlier day
 * @param notes the last notes, latest first
 * @param news results and letters that came in, or are of a day, since the last visit; all of the last year for who has
 *     never been here
 * @param unsigned dictations that nobody has signed
 * @param reviews what clinicians were to look at and have not answered
 * @param followUps what was promised and is not done
 * @param papers what the patient must have, as it is on the day of the visit
 * @param missing what former visits should have left
 * @param alerts what must not be overlooked, in words
 * @param prepared who marked it as prepared, if anybody did
 */
record VisitPacket(
        Appointment appointment,
        Patient patient,
        Optional<Encounter> lastVisit,
        List<PacketPart> notes,
        List<PacketPart> news,
        List<UnsignedNote> unsigned,
        List<WaitingReview> reviews,
        List<CommunicationView> followUps,
        List<PaperState> papers,
        List<MissingPaper> missing,
        List<String> alerts,
        Optional<Prepared> prepared) {
    private static final int NEWS_OF_MONTHS = 12;

    VisitPacket {
        notes = List.copyOf(notes);
        news = List.copyOf(news);
        unsigned = List.copyOf(unsigned);
        reviews = List.copyOf(reviews);
        followUps = List.copyOf(followUps);
        papers = List.copyOf(papers);
        missing = List.copyOf(missing);
        alerts = List.copyOf(alerts);
    }

    /** As it is in the transaction that is running. */
    static VisitPacket of(
            Records records, Appointment appointment, Patient patient, ChartRules rules, Instant now, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(appointment.start(), zone);
        ChartPapers papers = ChartPapers.of(records, patient, zone);
        List<Encounter> visits = records.encounters().of(patient.id());
        Optional<Encounter> last = visits.stream()
                .filter(each -> LocalDate.ofInstant(each.start(), zone).isBefore(day))
                .max(Comparator.comparing(Encounter::start));
        List<Document> notes =
                papers.filedAs(rules.notes()).stream().limit(rules.lastNotes()).toList();
        Predicate<Document> isNew = isNew(last, papers, day);
        List<Document> news = papers.filedAs(rules.news()).stream()
                .filter(isNew)
                .filter(each -> !notes.contains(each))
                .toList();
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<CommunicationView> followUps = records.communications().of(patient.id()).stream()
                .filter(Communication::isOpen)
                .map(each -> CommunicationView.of(records, each, today))
                .toList();
        return new VisitPacket(
                appointment,
                patient,
                last,
                notes.stream().map(each -> PacketPart.of(each, papers)).toList(),
                news.stream().map(each -> PacketPart.of(each, papers)).toList(),
                papers.unsigned().stream()
                        .map(each -> UnsignedNote.of(records, each))
                        .toList(),
                WaitingReview.of(records, patient, now),
                followUps,
                PaperState.of(papers, rules, day),
                MissingPaper.of(visits, papers, rules, now),
                alerts(patient, day),
                records.preparations().of(appointment.id()));
    }

    private static Predicate<Document> isNew(Optional<Encounter> last, ChartPapers papers, LocalDate day) {
        if (last.isEmpty()) {
            LocalDate first = day.minusMonths(NEWS_OF_MONTHS);
            return each -> !papers.day(each).isBefore(first);
        }
        Instant since = last.get().start();
        LocalDate sinceDay = LocalDate.ofInstant(since, papers.zone());
        return each -> each.createdAt().isAfter(since) || papers.day(each).isAfter(sinceDay);
    }

    private static List<String> alerts(Patient patient, LocalDate day) {
        List<String> alerts = new ArrayList<>();
        patient.deceasedOn()
                .ifPresent(died -> alerts.add("The patient died on " + died
                        + " according to the patient index, and a visit is planned for " + day
                        + ". Check who is meant."));
        if (patient.restricted()) {
            alerts.add("The chart is restricted. Do not leave the packet where others can see it.");
        }
        return alerts;
    }

    /** Everything in it, a key each, in a stable order. */
    List<String> contents() {
        List<String> keys = new ArrayList<>();
        keys.add("visit:" + appointment.start() + ":" + appointment.clinician());
        notes.forEach(each -> keys.add("document:" + each.id()));
        news.forEach(each -> keys.add("document:" + each.id()));
        unsigned.forEach(each -> keys.add("unsigned:" + each.document()));
        reviews.forEach(each -> keys.add("review:" + each.id()));
        followUps.forEach(each -> keys.add("follow-up:" + each.id() + ":" + each.version()));
        papers.stream()
                .filter(PaperState::isToBeAskedFor)
                .forEach(each -> keys.add("paper:" + each.what() + ":" + each.state()));
        missing.forEach(each -> keys.add("missing:" + each.encounterId() + ":" + each.what()));
        return List.copyOf(keys);
    }

    /** Changes whenever something in it does. */
    int stamp() {
        return contents().hashCode();
    }

    /** What came up since it was marked as prepared, in words; nothing as long as it is not marked. */
    List<String> sincePrepared() {
        if (prepared.isEmpty()) {
            return List.of();
        }
        List<String> before = prepared.get().contents();
        List<String> came = new ArrayList<>();
        if (!before.contains("visit:" + appointment.start() + ":" + appointment.clinician())) {
            came.add("The visit was moved");
        }
        java.util.stream.Stream.concat(notes.stream(), news.stream())
                .filter(each -> !before.contains("document:" + each.id()))
                .forEach(each -> came.add(each.type() + " of " + each.day()));
        unsigned.stream()
                .filter(each -> !before.contains("unsigned:" + each.document()))
                .forEach(each -> came.add("Unsigned: " + each.title()));
        reviews.stream()
                .filter(each -> !before.contains("review:" + each.id()))
                .forEach(each -> came.add("To review: " + each.type()));
        followUps.stream()
                .filter(each -> !before.contains("follow-up:" + each.id() + ":" + each.version()))
                .forEach(each -> came.add("Follow-up: " + each.subject()));
        papers.stream()
                .filter(PaperState::isToBeAskedFor)
                .filter(each -> !before.contains("paper:" + each.what() + ":" + each.state()))
                .forEach(
                        each -> came.add(each.what() + " " + each.state().name().toLowerCase(java.util.Locale.ROOT)));
        missing.stream()
                .filter(each -> !before.contains("missing:" + each.encounterId() + ":" + each.what()))
                .forEach(each -> came.add("Missing: " + each.what()));
        return List.copyOf(came);
    }
}
