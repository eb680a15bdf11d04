package org.chartroom.release.pages;

import java.util.Optional;
import java.util.Set;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verdict;
import org.chartroom.models.release.Verification;
import org.chartroom.release.Surroundings;

/** What labels mean. */
final class LabelRules {
    /** These have a rule of their own, beside or instead of a permit. */
    private static final Set<SensitiveLabel> OWN_RULE = Set.of(SensitiveLabel.LITIGATION, SensitiveLabel.SELF_PAID);

    private LabelRules() {}

    /** A person decided of every page whether it is sensitive. */
    static final class Decided implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            return page.labels().isPresent()
                    ? new Verdict.Release()
                    : Verdict.ask(Statement.S6, "Nobody has decided whether the page is sensitive.");
        }
    }

    /** A sensitive page leaves only with a permit that names by what right. */
    static final class Permitted implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            return page.labels()
                    .flatMap(labels -> labels.labels().stream()
                            .filter(label -> !OWN_RULE.contains(label))
                            .filter(label -> !labels.permits().containsKey(label))
                            .sorted()
                            .findFirst())
                    .map(label -> Verdict.withhold(
                            Statement.S6,
                            "The page is labelled " + label.words()
                                    + ", and nothing names by what right it may leave."))
                    .orElseGet(Verdict.Release::new);
        }
    }

    /** Psychotherapy notes go under an authorization for them alone, and under it nothing else goes. */
    static final class Psychotherapy implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            boolean forNotes = request.basis()
                    .filter(proof -> proof.basis() == LawfulBasis.AUTHORIZATION)
                    .flatMap(BasisProof::authorization)
                    .map(Authorization::knowledge)
                    .filter(Authorization.Knowledge::psychotherapyNotesOnly)
                    .isPresent();
            boolean note = page.is(SensitiveLabel.PSYCHOTHERAPY_NOTE);
            if (note && !forNotes) {
                return Verdict.withhold(
                        Statement.A21, "A psychotherapy note leaves only under an authorization for such notes alone.");
            }
            if (!note && forNotes) {
                return Verdict.withhold(
                        Statement.A21, "The authorization is for psychotherapy notes alone; this page is none.");
            }
            return new Verdict.Release();
        }
    }

    /** What the right of access does not cover. */
    static final class NotOfAccess implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            if (page.is(SensitiveLabel.LITIGATION)) {
                return Verdict.withhold(Statement.C3, "The page was compiled for litigation.");
            }
            boolean access = request.basis()
                    .filter(proof -> proof.basis() == LawfulBasis.ACCESS || proof.basis() == LawfulBasis.DIRECTIVE)
                    .isPresent();
            return access && page.is(SensitiveLabel.PSYCHOTHERAPY_NOTE)
                    ? Verdict.withhold(Statement.C3, "The right of access does not cover psychotherapy notes.")
                    : new Verdict.Release();
        }
    }

    /** What the patient paid in full does not go to the health plan. */
    static final class SelfPaid implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            boolean plan = request.type() == RequesterType.PAYER
                    && request.basis()
                            .filter(proof -> proof.basis() == LawfulBasis.AUTHORIZATION)
                            .isEmpty();
            return plan && page.is(SensitiveLabel.SELF_PAID)
                    ? Verdict.withhold(
                            Statement.E4, "The patient paid for this and asked that the health plan not be told.")
                    : new Verdict.Release();
        }
    }

    /** Parents do not see care to which the minor consented. */
    static final class MinorConsented implements PageRule {
        @Override
        public Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now) {
            Optional<Verification.Authority> authority = request.verification().map(Verification::authority);
            return page.is(SensitiveLabel.MINOR_CONSENTED)
                            && authority
                                    .filter(Verification.Authority.PARENT::equals)
                                    .isPresent()
                    ? Verdict.withhold(
                            Statement.F2, "The minor consented to this care alone; a parent does not receive it.")
                    : new Verdict.Release();
        }
    }
}
