package org.chartroom.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.LegalPaper;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Statement;
import org.chartroom.release.forms.AuthorizationCheck;

/** By what right. */
final class BasisGuards {
    private BasisGuards() {}

    static List<Reason> basis(ReleaseRequest request, Surroundings now) {
        if (request.basis().isEmpty()) {
            return List.of(new Reason(Statement.S4, "Nobody has said by what right the records leave."));
        }
        BasisProof proof = request.basis().get();
        List<Reason> missing = new ArrayList<>();
        if (!now.book().of(request.type()).bases().contains(proof.basis())) {
            missing.add(new Reason(Statement.S4, "Who asks cannot ask by this right."));
        }
        Optional<LegalPaper> legal = proof.legal();
        switch (proof.basis()) {
            case AUTHORIZATION -> {
                if (proof.authorization().isEmpty()) {
                    missing.add(new Reason(Statement.S4, "The signed authorization is missing."));
                }
            }
            case DIRECTIVE -> {
                if (proof.authorization().isEmpty()) {
                    missing.add(new Reason(Statement.C7, "The patient's written direction is missing."));
                }
            }
            case SUBPOENA_WITH_ASSURANCES -> {
                if (legal.filter(LegalPaper::subpoena).isEmpty()) {
                    missing.add(new Reason(Statement.S4, "The subpoena is missing."));
                }
                if (legal.filter(LegalPaper::assurances).isEmpty()) {
                    missing.add(
                            new Reason(
                                    Statement.S4,
                                    "A subpoena alone is not enough: it takes assurances that the patient was told or a protective order sought."));
                }
            }
            case COURT_ORDER -> {
                if (legal.filter(LegalPaper::order).isEmpty()) {
                    missing.add(new Reason(Statement.S4, "The order of the court is missing."));
                }
            }
            case REQUIRED_BY_LAW -> {
                if (legal.filter(paper -> !paper.law().isBlank()).isEmpty()) {
                    missing.add(new Reason(Statement.S4, "Say which law requires it."));
                }
            }
            case OPERATIONS,
                    PUBLIC_HEALTH,
                    OVERSIGHT,
                    LAW_ENFORCEMENT,
                    CORONER,
                    RESEARCH_WAIVER,
                    WORKERS_COMPENSATION,
                    INVOLVED_IN_CARE -> {
                if (proof.note().isBlank()) {
                    missing.add(new Reason(Statement.S4, "Say what shows that the conditions of this right are met."));
                }
            }
            case ACCESS, TREATMENT, PAYMENT -> {}
        }
        return missing;
    }

    static List<Reason> forms(ReleaseRequest request, Surroundings now) {
        if (request.basis().isEmpty()) {
            return List.of(new Reason(Statement.S5, "The form is checked once somebody has said by what right."));
        }
        BasisProof proof = request.basis().get();
        return switch (proof.basis()) {
            case AUTHORIZATION ->
                proof.authorization()
                        .map(form -> authorization(form, request, now))
                        .orElseGet(() -> List.of(new Reason(Statement.S5, "There is no form to check.")));
            case DIRECTIVE ->
                proof.authorization()
                        .map(form -> directive(form, request, now))
                        .orElseGet(() -> List.of(new Reason(Statement.S5, "There is no direction to check.")));
            case ACCESS,
                    TREATMENT,
                    PAYMENT,
                    OPERATIONS,
                    SUBPOENA_WITH_ASSURANCES,
                    COURT_ORDER,
                    REQUIRED_BY_LAW,
                    PUBLIC_HEALTH,
                    OVERSIGHT,
                    LAW_ENFORCEMENT,
                    CORONER,
                    RESEARCH_WAIVER,
                    WORKERS_COMPENSATION,
                    INVOLVED_IN_CARE -> List.of();
        };
    }

    private static List<Reason> authorization(Authorization form, ReleaseRequest request, Surroundings now) {
        List<Reason> missing =
                new ArrayList<>(new AuthorizationCheck(request.receipt().at(), now.now(), now.zone()).against(form));
        if (!form.recipient().isBlank()
                && !Names.same(form.recipient(), request.recipient().name())) {
            missing.add(new Reason(
                    Statement.A18,
                    "The packet would go to somebody else than the form names: \"" + form.recipient() + "\"."));
        }
        return missing;
    }

    private static List<Reason> directive(Authorization form, ReleaseRequest request, Surroundings now) {
        List<Reason> missing = new ArrayList<>();
        if (form.signed().by().isBlank()) {
            missing.add(new Reason(Statement.C7, "The direction is not signed."));
        }
        if (form.recipient().isBlank()) {
            missing.add(new Reason(Statement.C7, "The direction does not name to whom."));
        } else if (!Names.same(form.recipient(), request.recipient().name())) {
            missing.add(new Reason(
                    Statement.C7,
                    "The packet would go to somebody else than the direction names: \"" + form.recipient() + "\"."));
        }
        if (request.recipient().address().isBlank()) {
            missing.add(new Reason(Statement.C7, "The direction does not say where to send the copy."));
        }
        if (form.knowledge().revokedAt().filter(at -> !at.isAfter(now.now())).isPresent()) {
            missing.add(new Reason(Statement.A16, "The patient took the direction back."));
        }
        return missing;
    }
}
