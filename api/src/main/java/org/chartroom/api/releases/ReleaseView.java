package org.chartroom.api.releases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.Handover;
import org.chartroom.models.release.Labels;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageIdentity;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.ReleaseState;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Verdict;
import org.chartroom.models.release.Verification;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.Standing;
import org.chartroom.release.Surroundings;
import org.chartroom.release.access.BusinessCalendar;
import org.chartroom.release.access.DueDates;
import org.chartroom.release.pages.PageRules;

/**
 * A request as it is answered: how far it is, by when it is due, and as a checklist what each step lacks and by which rule.
 *
 * @param due the last day on which an answer is in time
 * @param workingDaysLeft today and the due day counted
 * @param blocking the first step that lacks something; empty when none does
 * @param details what was said at each step
 */
record ReleaseView(
        String id,
        ReleaseState state,
        RequesterType type,
        String requester,
        Recipient recipient,
        Span scope,
        String purpose,
        String justification,
        Optional<PatientId> patientId,
        Optional<String> patientName,
        Optional<String> mrn,
        Instant receivedAt,
        LocalDate due,
        BusinessCalendar.Urgency urgency,
        int workingDaysLeft,
        boolean extended,
        Optional<LawfulBasis> basis,
        List<Item> checklist,
        Optional<String> blocking,
        List<PageLine> pages,
        boolean redactionDecided,
        Optional<PacketLine> packet,
        Optional<Stop> aside,
        Optional<Sent> handover,
        List<Done> steps,
        ReleaseDetails details,
        int version) {
    /** What is asked for. */
    record Span(Optional<LocalDate> from, Optional<LocalDate> to, Set<String> types) {}

    /** One step of the checklist. */
    record Item(int number, String step, String title, String rule, boolean done, List<Why> reasons) {}

    /** Why something may not be done yet, with the words of the rule. */
    record Why(String rule, String citation, String ruleText, String words) {
        static Why of(Reason reason) {
            return new Why(
                    reason.rule().name(),
                    reason.rule().citation(),
                    reason.rule().words(),
                    reason.words());
        }
    }

    /**
     * A page that was selected.
     *
     * @param image address of its picture, as it is now; empty for one that is text only
     * @param verdict {@code release}, {@code ask} or {@code withhold}
     */
    record PageLine(
            DocumentId document,
            int documentVersion,
            int page,
            String title,
            Optional<LocalDate> date,
            Optional<String> image,
            Optional<Integer> widthPx,
            Optional<Integer> heightPx,
            String verdict,
            List<Why> reasons,
            Optional<Set<SensitiveLabel>> labels,
            Map<SensitiveLabel, String> permits,
            Optional<PageIdentity.Light> identity,
            String identityWords,
            boolean seen,
            List<RedactionBox> boxes,
            String withheld) {}

    /** The packet. */
    record PacketLine(String sha256, int pages, int redactedPages, int checksPassed, boolean approved) {}

    /** Why the request does not go on. */
    record Stop(Aside.Kind kind, String code, String words, Instant at) {}

    /**
     * How the hand-over stands.
     *
     * @param delivery how it goes by mail or fax
     * @param signature who signed for it at the desk
     */
    record Sent(
            Instant at,
            Handover.Outcome outcome,
            Optional<String> proof,
            Optional<Leaving> delivery,
            Optional<Took> signature) {
        static Sent of(Records records, ReleaseRequest request, Handover handover) {
            return new Sent(
                    handover.at(),
                    handover.outcome(),
                    handover.proof().map(proof -> proof.kind() + " " + proof.at()),
                    records.releases().delivery(request.id()).map(Leaving::of),
                    records.releases()
                            .signature(request.id())
                            .map(each -> new Took(
                                    each.signer(),
                                    each.statement(),
                                    each.drawn(),
                                    each.identity(),
                                    each.evidence(),
                                    each.boundSha256(),
                                    ReleaseDetails.name(records, each.witness()),
                                    each.at())));
        }
    }

    /**
     * A packet that goes by mail or fax.
     *
     * @param to the address
     * @param messageId by which the other side's log knows it
     * @param nextTry empty when it is not tried again
     * @param said what the other side said, first first
     */
    record Leaving(
            Delivery.Way way,
            Delivery.State state,
            String to,
            String messageId,
            String reference,
            String packetSha256,
            int tries,
            Optional<Instant> nextTry,
            List<Delivery.Said> said) {
        static Leaving of(Delivery each) {
            return new Leaving(
                    each.way(),
                    each.state(),
                    each.to().address(),
                    each.messageId(),
                    each.reference(),
                    each.packetSha256(),
                    each.tries(),
                    each.nextTry(),
                    each.said());
        }
    }

    /** Who took it at the desk. */
    record Took(
            String signer,
            String statement,
            boolean drawn,
            Verification.Method identity,
            String evidence,
            String boundSha256,
            String witness,
            Instant at) {}

    /** Something that was done. */
    record Done(String what, String by, Instant at) {}

    static ReleaseView of(Records records, ReleaseRequest request, Surroundings now) {
        Standing standing = ReleaseDesk.standing(request, now);
        Optional<Patient> patient =
                request.patient().flatMap(id -> records.patients().find(id));
        LocalDate due = DueDates.due(request, now.book(), now.zone());
        return new ReleaseView(
                request.id().value(),
                standing.state(),
                request.type(),
                request.requester(),
                request.recipient(),
                new Span(
                        request.scope().from(),
                        request.scope().to(),
                        request.scope().types()),
                request.purpose(),
                request.justification(),
                request.patient(),
                patient.map(each -> each.name().display()),
                patient.map(Patient::mrn),
                request.receipt().at(),
                due,
                BusinessCalendar.WEEKDAYS.urgency(now.today(), due),
                BusinessCalendar.WEEKDAYS.daysLeft(now.today(), due),
                request.extendedTo().isPresent(),
                request.basis().map(BasisProof::basis),
                standing.items().stream()
                        .map(item -> new Item(
                                item.step().number(),
                                item.step().name(),
                                item.step().title(),
                                item.step().rule().words(),
                                item.isDone(),
                                item.reasons().stream().map(Why::of).toList()))
                        .toList(),
                standing.blocking().map(item -> item.step().title()),
                pages(records, request, now),
                request.redactionDecided(),
                request.packet()
                        .map(packet -> new PacketLine(
                                packet.sha256(),
                                packet.pages(),
                                packet.redactedPages(),
                                packet.certificate().map(each -> each.passed()).orElse(0),
                                request.approval()
                                        .filter(each -> each.packetSha256().equals(packet.sha256()))
                                        .isPresent())),
                request.aside().map(each -> new Stop(each.kind(), each.code(), each.words(), each.at())),
                request.handover().map(each -> Sent.of(records, request, each)),
                request.steps().stream()
                        .map(step -> new Done(step.what(), step.by().name(), step.at()))
                        .toList(),
                ReleaseDetails.of(records, request, now),
                request.version());
    }

    private static List<PageLine> pages(Records records, ReleaseRequest request, Surroundings now) {
        Map<PageRef, Verdict> verdicts = PageRules.judge(request, now);
        Map<DocumentId, Shown> shown = new HashMap<>();
        List<PageLine> lines = new ArrayList<>();
        for (PageChoice page : request.pages()) {
            PageRef ref = page.facts().ref();
            Verdict verdict = verdicts.getOrDefault(ref, new Verdict.Release());
            Shown there = shown.computeIfAbsent(ref.document(), id -> Shown.of(records, id));
            Optional<Page> seen = there.page(ref.page());
            lines.add(new PageLine(
                    ref.document(),
                    ref.version(),
                    ref.page(),
                    there.title(),
                    page.facts().date(),
                    seen.flatMap(Page::image).map(image -> address(ref, image)),
                    seen.flatMap(Page::geometry).map(PageGeometry::widthPx),
                    seen.flatMap(Page::geometry).map(PageGeometry::heightPx),
                    switch (verdict) {
                        case Verdict.Release _ -> "release";
                        case Verdict.AskPerson _ -> "ask";
                        case Verdict.Withhold _ -> "withhold";
                    },
                    verdict.reasons().stream().map(Why::of).toList(),
                    page.labels().map(Labels::labels),
                    page.labels().map(Labels::permits).orElse(Map.of()),
                    page.identity().map(PageIdentity::light),
                    page.identity().map(PageIdentity::words).orElse(""),
                    page.identity().flatMap(PageIdentity::seen).isPresent(),
                    page.boxes(),
                    page.withheld()));
        }
        return lines;
    }

    /** Where the picture is; what follows the {@code v} tells browsers one content from the next. */
    private static String address(PageRef ref, Blob image) {
        return "/api/v1/documents/" + ref.document() + "/pages/" + ref.page() + "/image?v="
                + image.ref().value().substring(0, 8);
    }

    /** A document of which pages were selected, as it is now. */
    private record Shown(String title, List<Page> pages) {
        static Shown of(Records records, DocumentId id) {
            return new Shown(
                    records.documents().find(id).map(Document::title).orElse(""),
                    records.documents().pages(id));
        }

        Optional<Page> page(int number) {
            return pages.stream().filter(page -> page.number() == number).findFirst();
        }
    }
}
