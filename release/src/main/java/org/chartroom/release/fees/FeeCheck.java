package org.chartroom.release.fees;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.FeeLine;
import org.chartroom.models.release.FeeState;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Statement;
import org.chartroom.release.RuleBook;
import org.chartroom.release.Surroundings;

/**
 * What may be charged. A line that may not is refused with the rule that refuses it. What a patient owes for care is no part of it:
 * nothing here asks for it, and nothing else of the desk does.
 */
public final class FeeCheck {
    private FeeCheck() {}

    /** What stands against the fees of a request; empty when they are lawful and settled. */
    public static List<Reason> against(ReleaseRequest request, Surroundings now) {
        FeeState fees = request.fees();
        RuleBook.FeeRules rules = now.book().feesFor(request.type());
        List<Reason> found = new ArrayList<>();
        boolean electronic = request.going().stream().map(PageChoice::facts).anyMatch(page -> page.electronic());
        for (FeeLine line : fees.lines()) {
            refusal(line, rules, electronic).ifPresent(found::add);
            if (line.kind() == FeeLine.Kind.SUMMARY && !fees.estimateShown()) {
                found.add(new Reason(
                        Statement.C6, "A summary and its fee take the patient's agreement before it is written."));
            }
        }
        if (!fees.lines().isEmpty() && rules.estimate() && !fees.estimateShown()) {
            found.add(new Reason(rule(request), "The amount has to be told before the work is done."));
        }
        if (!fees.settled()) {
            found.add(new Reason(rule(request), "The fee is neither paid nor waived."));
        }
        return List.copyOf(found);
    }

    /**
     * Why a line may not stand on an invoice; empty when it may.
     *
     * @param electronic whether any of the records is held electronically
     */
    public static Optional<Reason> refusal(FeeLine line, RuleBook.FeeRules rules, boolean electronic) {
        if (!rules.allowed().contains(line.kind())) {
            return Optional.of(new Reason(
                    Statement.C8,
                    "\"" + line.words() + "\" may not be charged here (" + rules.citation() + "): take the line off."));
        }
        if (line.kind() == FeeLine.Kind.PER_PAGE && electronic && rules.perPageOnPaperOnly()) {
            return Optional.of(
                    new Reason(
                            Statement.C8,
                            "Records that are held electronically are not charged by the page: reckon the labour, or take the flat fee."));
        }
        return Optional.empty();
    }

    private static Statement rule(ReleaseRequest request) {
        return request.basis()
                        .map(BasisProof::basis)
                        .filter(LawfulBasis.ACCESS::equals)
                        .isPresent()
                ? Statement.C8
                : Statement.S10;
    }
}
