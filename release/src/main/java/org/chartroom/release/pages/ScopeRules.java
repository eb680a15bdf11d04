package org.chartroom.release.pages;

import java.util.Optional;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Scope;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verdict;
import org.chartroom.models.release.Verification;
import org.chartroom.release.Surroundings;

/** What was asked for, authorised, and may be seen by who acts for the patient: only what is in all of them goes. */
final class ScopeRules {
    private ScopeRules() {}

    /** What was asked for. */
    static final class AskedFor implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            return within(request.scope(), page)
                    ? new Verdict.Release()
                    : Verdict.withhold(Statement.S7, "The page is outside the dates or types that were asked for.");
        }
    }

    /** What the authorization names. */
    static final class Authorised implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            Optional<Scope> authorised = request.basis()
                    .filter(proof ->
                            proof.basis() == LawfulBasis.AUTHORIZATION || proof.basis() == LawfulBasis.DIRECTIVE)
                    .flatMap(BasisProof::authorization)
                    .map(form -> form.scope());
            return authorised.isEmpty() || within(authorised.get(), page)
                    ? new Verdict.Release()
                    : Verdict.withhold(Statement.A18, "The page is outside the dates or types of the authorization.");
        }
    }

    /** As far as the authority of a representative goes. */
    static final class OfRepresentative implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            return request.verification()
                    .flatMap(Verification::representation)
                    .flatMap(Verification.Representation::scope)
                    .filter(scope -> !within(scope, page))
                    .map(_ -> Verdict.withhold(
                            Statement.F1, "The page is outside what the representative has authority for."))
                    .orElseGet(Verdict.Release::new);
        }
    }

    /** A direction to send to a third party covers electronic records only. */
    static final class DirectiveElectronic implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            boolean directive = request.basis()
                    .filter(proof -> proof.basis() == LawfulBasis.DIRECTIVE)
                    .isPresent();
            return directive && !page.facts().electronic()
                    ? Verdict.withhold(
                            Statement.C7,
                            "A direction to send to somebody else covers electronic records only; this one is on paper.")
                    : new Verdict.Release();
        }
    }

    private static boolean within(Scope scope, PageChoice page) {
        return scope.covers(page.facts().date())
                && scope.coversType(page.facts().type());
    }
}
