package org.chartroom.release.pages;

import java.util.List;
import java.util.Set;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.LegalPaper;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.Part2Consent;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verdict;
import org.chartroom.models.release.Verification;
import org.chartroom.release.Surroundings;
import org.chartroom.release.forms.ConsentCheck;

/**
 * Substance use disorder records: they go to the patient, under a consent of 42 CFR 2.31, or by a subpoena together with a court's
 * order under subpart E. No other form, however good, opens them.
 */
final class PartTwoRule implements PageRule {
    private static final Set<RequesterType> PROCEEDINGS =
            Set.of(RequesterType.SUBPOENA, RequesterType.COURT, RequesterType.LAW_ENFORCEMENT);

    @Override
    public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
        boolean notes = page.is(SensitiveLabel.PART_2_COUNSELLING_NOTE);
        if (!notes && !page.is(SensitiveLabel.PART_2) || isThePatient(request)) {
            return new Verdict.Release();
        }
        boolean ordered = request.basis()
                .flatMap(BasisProof::legal)
                .filter(LegalPaper::partTwoOrder)
                .filter(LegalPaper::subpoena)
                .isPresent();
        if (ordered) {
            return new Verdict.Release();
        }
        return request.basis()
                .flatMap(BasisProof::part2)
                .map(consent -> under(consent, notes, request, now))
                .orElseGet(() -> withoutConsent(request));
    }

    private static Verdict withoutConsent(ReleaseRequest request) {
        return PROCEEDINGS.contains(request.type())
                ? Verdict.withhold(
                        Statement.H5,
                        "A substance use disorder record: it takes a subpoena and a court's order under 42 CFR part 2 subpart E.")
                : Verdict.withhold(
                        Statement.H1, "A substance use disorder record: it takes a consent of its own, 42 CFR 2.31.");
    }

    private static Verdict under(Part2Consent consent, boolean notes, ReleaseRequest request, Surroundings now) {
        List<Reason> against = new ConsentCheck(now.now(), now.zone()).against(consent);
        if (!against.isEmpty()) {
            return new Verdict.Withhold(against);
        }
        if (notes && consent.use() != Part2Consent.Use.COUNSELLING_NOTES) {
            return Verdict.withhold(Statement.H2, "A counselling note: it takes a consent for such notes alone.");
        }
        if (!notes && consent.use() == Part2Consent.Use.COUNSELLING_NOTES) {
            return Verdict.withhold(Statement.H2, "The consent is for counselling notes alone; this page is none.");
        }
        if (PROCEEDINGS.contains(request.type()) && consent.use() != Part2Consent.Use.PROCEEDINGS) {
            return Verdict.withhold(
                    Statement.H4, "For proceedings it takes a consent for proceedings, on a form of its own.");
        }
        if (!PROCEEDINGS.contains(request.type()) && consent.use() == Part2Consent.Use.PROCEEDINGS) {
            return Verdict.withhold(Statement.H4, "The consent is for proceedings alone.");
        }
        return new Verdict.Release();
    }

    private static boolean isThePatient(ReleaseRequest request) {
        return request.basis()
                        .filter(proof -> proof.basis() == LawfulBasis.ACCESS)
                        .isPresent()
                && request.verification()
                        .filter(proof -> proof.authority() == Verification.Authority.PATIENT)
                        .isPresent();
    }
}
