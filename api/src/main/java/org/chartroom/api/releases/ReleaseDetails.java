package org.chartroom.api.releases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Breach;
import org.chartroom.models.release.FeeLine;
import org.chartroom.models.release.FeeState;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PatientMatch;
import org.chartroom.models.release.ReleasePaper;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Verification;
import org.chartroom.release.RuleBook;
import org.chartroom.release.Surroundings;
import org.chartroom.release.access.DueDates;
import org.chartroom.release.breach.BreachReview;
import org.chartroom.release.fees.FeeCheck;

/**
 * What was said at each step of a request, to be looked at and gone over again, and what may be said there.
 *
 * @param bases by which rights who asks may ask
 * @param authorities in which standings
 * @param firstDue the last day without an extension
 * @param extendableTo the last day an extension may reach; empty where there is none, or no more
 */
record ReleaseDetails(
        Optional<Matched> match,
        Optional<Verified> verification,
        Optional<BasisWrite> basis,
        List<LawfulBasis> bases,
        Set<Verification.Authority> authorities,
        LocalDate firstDue,
        Optional<LocalDate> extendableTo,
        Fees fees,
        List<PaperLine> papers,
        List<LetterView> letters,
        Optional<BreachLine> breach) {
    /** What agreed with the chart, and who said so. */
    record Matched(Set<PatientMatch.Item> agreed, String by, Instant at) {}

    /** How who asks was verified. */
    record Verified(
            Verification.Method method,
            String evidence,
            Verification.Authority authority,
            String authorityEvidence,
            Optional<LocalDate> until,
            String refusal,
            String refusedBy,
            boolean wishAgainst,
            String by,
            Instant at) {}

    /**
     * What it costs, and what may be charged.
     *
     * @param flatCents what may be asked instead of reckoning; 0 for nothing
     * @param kinds every kind of line, with why it may not be charged here; empty for one that may
     */
    record Fees(
            List<FeeLine> lines,
            long totalCents,
            boolean estimateShown,
            boolean settled,
            Optional<FeeState.Settlement> settlement,
            String citation,
            long flatCents,
            List<Chargeable> kinds) {}

    /** Whether a kind of line may be charged. */
    record Chargeable(FeeLine.Kind kind, String refusal) {}

    /** A paper that is kept with the request. */
    record PaperLine(ReleasePaper.Kind kind, DocumentId document, String title, int pages, String by, Instant at) {}

    /**
     * What is known of a disclosure that was not permitted.
     *
     * @param due the last day on which the patient is told in time
     * @param told who is to be told
     * @param open why it cannot be closed yet
     */
    record BreachLine(
            Instant discovered,
            int individuals,
            boolean part2,
            Optional<Breach.Assessed> assessment,
            boolean isBreach,
            Set<BreachReview.Told> tell,
            LocalDate due,
            Optional<Instant> toldAt,
            boolean closed,
            List<String> open) {}

    static ReleaseDetails of(Records records, ReleaseRequest request, Surroundings now) {
        RuleBook.RequesterRules rules = now.book().of(request.type());
        LocalDate first = DueDates.first(request, now.book(), now.zone());
        int more = now.book().clock(rules.clock()).extension();
        return new ReleaseDetails(
                request.match().map(each -> new Matched(each.agreed(), name(records, each.by()), each.at())),
                request.verification().map(each -> verified(records, each)),
                request.basis().map(BasisWrite::of),
                rules.bases(),
                rules.authorities(),
                first,
                request.extendedTo().isEmpty() && more > 0 ? Optional.of(first.plusDays(more)) : Optional.empty(),
                fees(request, now),
                records.releases().papers(request.id()).stream()
                        .map(each -> paper(records, each))
                        .toList(),
                records.letters().of(Letter.Matter.of(request.id())).stream()
                        .map(each -> LetterView.of(records, each))
                        .toList(),
                records.releases().breach(request.id()).map(each -> breach(each, now)));
    }

    private static Verified verified(Records records, Verification proof) {
        Verification.Representation known = proof.representation().orElse(Verification.Representation.UNLIMITED);
        return new Verified(
                proof.method(),
                proof.evidence(),
                proof.authority(),
                proof.authorityEvidence(),
                known.until(),
                known.refusal(),
                known.refusedBy(),
                known.wishAgainst(),
                name(records, proof.by()),
                proof.at());
    }

    private static Fees fees(ReleaseRequest request, Surroundings now) {
        RuleBook.FeeRules rules = now.book().feesFor(request.type());
        boolean electronic = request.going().stream().map(PageChoice::facts).anyMatch(page -> page.electronic());
        List<Chargeable> kinds = new ArrayList<>();
        for (FeeLine.Kind kind : EnumSet.allOf(FeeLine.Kind.class)) {
            kinds.add(new Chargeable(
                    kind,
                    FeeCheck.refusal(new FeeLine(kind, FeesStep.words(kind), 1, 1), rules, electronic)
                            .map(reason -> reason.words())
                            .orElse("")));
        }
        kinds.sort(Comparator.comparing(each -> !each.refusal().isEmpty()));
        FeeState fees = request.fees();
        return new Fees(
                fees.lines(),
                fees.total(),
                fees.estimateShown(),
                fees.settled(),
                fees.settlement(),
                rules.citation(),
                rules.flat(),
                kinds);
    }

    private static PaperLine paper(Records records, ReleasePaper paper) {
        Optional<Document> document = records.documents().find(paper.document());
        return new PaperLine(
                paper.kind(),
                paper.document(),
                document.map(Document::title).orElse(""),
                document.map(Document::pages).orElse(0),
                name(records, paper.by()),
                paper.at());
    }

    private static BreachLine breach(Breach known, Surroundings now) {
        BreachReview review = BreachStep.review(known);
        return new BreachLine(
                known.discovered(),
                known.individuals(),
                known.part2(),
                known.assessment(),
                review.isBreach(),
                review.told(),
                review.due(now.book(), now.zone()),
                known.told(),
                known.closed(),
                BreachStep.open(known, now));
    }

    static String name(Records records, UserId id) {
        return records.accounts().find(id).map(each -> each.displayName()).orElse(id.value());
    }
}
