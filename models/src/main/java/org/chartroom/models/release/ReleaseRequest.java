package org.chartroom.models.release;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;

/**
 * A request for records, with all that is known and was decided of it. How far it is follows from that.
 *
 * @param requester who asks, as written
 * @param scope what is asked for
 * @param justification why more than the minimum is needed, where the rule of the minimum necessary applies
 * @param recordings that go along, with what is not to be heard of them
 * @param redactionDecided whether somebody said that nothing else is to be painted over
 * @param collector who selected the pages
 * @param extendedTo the day by which it is done after the one extension
 * @param aside why it does not go on; empty while it does
 * @param closed whether the office is done with it
 * @param steps what was done, first first; never taken away
 * @param version counts the changes, from 1; used as ETag
 */
public record ReleaseRequest(
        ReleaseId id,
        FacilityId facility,
        RequesterType type,
        String requester,
        Receipt receipt,
        Recipient recipient,
        Scope scope,
        String purpose,
        String justification,
        Optional<PatientMatch> match,
        Optional<Verification> verification,
        Optional<BasisProof> basis,
        List<PageChoice> pages,
        List<RecordingChoice> recordings,
        boolean redactionDecided,
        Optional<UserId> collector,
        Optional<Packet> packet,
        FeeState fees,
        Optional<Approval> approval,
        Optional<Handover> handover,
        Optional<LocalDate> extendedTo,
        Optional<Aside> aside,
        boolean closed,
        List<Step> steps,
        int version) {
    public ReleaseRequest {
        pages = List.copyOf(pages);
        // Requests of before recordings could go along say nothing of them.
        recordings = recordings == null ? List.of() : List.copyOf(recordings);
        steps = List.copyOf(steps);
        if (requester.isBlank()) {
            throw new IllegalArgumentException("a request says who asks");
        }
    }

    /** A new one. */
    public static ReleaseRequest received(
            ReleaseId id,
            FacilityId facility,
            RequesterType type,
            String requester,
            Receipt receipt,
            Recipient recipient,
            Scope scope,
            String purpose) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester.strip(),
                receipt,
                recipient,
                scope,
                purpose.strip(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                FeeState.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                1);
    }

    /** Whose records; empty until somebody found out. */
    public Optional<PatientId> patient() {
        return match.map(PatientMatch::patient);
    }

    /** The pages that go. */
    public List<PageChoice> going() {
        return pages.stream().filter(PageChoice::goes).toList();
    }

    public ReleaseRequest withRecipient(Recipient changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                changed,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withScope(Scope changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                changed,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withJustification(String changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                changed,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withMatch(PatientMatch changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                Optional.of(changed),
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withVerification(Verification changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                Optional.of(changed),
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withBasis(BasisProof changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                Optional.of(changed),
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withPages(List<PageChoice> changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                changed,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withRecordings(List<RecordingChoice> changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                changed,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withRedactionDecided(boolean changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                changed,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withCollector(UserId changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                Optional.of(changed),
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withPacket(Packet changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                Optional.of(changed),
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withFees(FeeState changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                changed,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withApproval(Approval changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                Optional.of(changed),
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withHandover(Handover changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                Optional.of(changed),
                extendedTo,
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withExtendedTo(LocalDate changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                Optional.of(changed),
                aside,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withAside(Optional<Aside> changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                changed,
                closed,
                steps,
                version);
    }

    public ReleaseRequest withClosed(boolean changed) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                changed,
                steps,
                version);
    }

    /** The same, with one more thing that was done. */
    public ReleaseRequest noted(String what, Actor by, Instant at) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step(what, by, at));
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                all,
                version);
    }

    /** The same, counted as another version. */
    public ReleaseRequest atVersion(int number) {
        return new ReleaseRequest(
                id,
                facility,
                type,
                requester,
                receipt,
                recipient,
                scope,
                purpose,
                justification,
                match,
                verification,
                basis,
                pages,
                recordings,
                redactionDecided,
                collector,
                packet,
                fees,
                approval,
                handover,
                extendedTo,
                aside,
                closed,
                steps,
                number);
    }
}
