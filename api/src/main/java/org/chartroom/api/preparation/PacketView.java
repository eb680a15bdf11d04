package org.chartroom.api.preparation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.chart.CommunicationView;
import org.chartroom.api.chart.MissingPaper;
import org.chartroom.api.chart.PaperState;
import org.chartroom.api.chart.UnsignedNote;
import org.chartroom.api.patients.AppointmentsResource.AppointmentView;
import org.chartroom.api.patients.PatientSummary;
import org.chartroom.api.patients.PatientsResource.EncounterView;

/**
 * A packet as the API shows it.
 *
 * @param zone the office's, in which the time of the visit is
 */
record PacketView(
        @JsonUnwrapped Line line,
        ZoneId zone,
        Optional<EncounterView> lastVisit,
        List<PacketPart> notes,
        List<PacketPart> news,
        List<UnsignedNote> unsigned,
        List<WaitingReview> reviews,
        List<CommunicationView> followUps,
        List<PaperState> papers,
        List<MissingPaper> missing) {
    /**
     * A planned visit as the list of a day shows it.
     *
     * @param mark who marked it as prepared
     * @param stamp to be sent in If-Match when it is marked as prepared: it changes when something in the packet does
     */
    record Line(
            AppointmentView appointment,
            PatientSummary patient,
            Counts counts,
            List<String> alerts,
            Optional<Mark> mark,
            int stamp) {
        static Line of(VisitPacket packet) {
            return new Line(
                    AppointmentView.of(packet.appointment()),
                    PatientSummary.of(packet.patient()),
                    Counts.of(packet),
                    packet.alerts(),
                    packet.prepared().map(each -> {
                        List<String> came = packet.sincePrepared();
                        return new Mark(each.name(), each.at(), !came.isEmpty(), came);
                    }),
                    packet.stamp());
        }
    }

    /**
     * @param stale whether something came up since
     * @param came what did, in words
     */
    record Mark(String by, Instant at, boolean stale, List<String> came) {}

    /**
     * How much there is of each.
     *
     * @param reviews documents that a clinician was to look at and has not answered
     * @param overdue how many of them wait past their time
     * @param expired papers that are there and no longer good
     * @param absent papers that the patient must have and has not
     * @param missing papers that former visits should have left
     */
    record Counts(
            int notes,
            int news,
            int unsigned,
            int reviews,
            int overdue,
            int followUps,
            int expired,
            int absent,
            int missing) {
        static Counts of(VisitPacket packet) {
            return new Counts(
                    packet.notes().size(),
                    packet.news().size(),
                    packet.unsigned().size(),
                    packet.reviews().size(),
                    (int) packet.reviews().stream()
                            .filter(WaitingReview::overdue)
                            .count(),
                    packet.followUps().size(),
                    count(packet, PaperState.State.EXPIRED),
                    count(packet, PaperState.State.MISSING),
                    packet.missing().size());
        }

        private static int count(VisitPacket packet, PaperState.State state) {
            return (int) packet.papers().stream()
                    .filter(each -> each.state() == state)
                    .count();
        }
    }

    static PacketView of(VisitPacket packet, ZoneId zone) {
        return new PacketView(
                Line.of(packet),
                zone,
                packet.lastVisit().map(EncounterView::of),
                packet.notes(),
                packet.news(),
                packet.unsigned(),
                packet.reviews(),
                packet.followUps(),
                packet.papers(),
                packet.missing());
    }
}
