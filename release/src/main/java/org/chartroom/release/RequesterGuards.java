package org.chartroom.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.LegalPaper;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verification;
import org.chartroom.models.release.Verification.Authority;
import org.chartroom.models.release.Verification.Method;
import org.chartroom.models.release.Verification.Representation;

/** Who asks, and in what standing. */
final class RequesterGuards {
    /** Years after death in which records are protected. */
    private static final int PROTECTED_AFTER_DEATH = 50;

    private RequesterGuards() {}

    static List<Reason> verified(ReleaseRequest request, Surroundings now) {
        if (request.verification().isEmpty()) {
            return List.of(new Reason(Statement.E2, "Identity and authority of who asks are not verified."));
        }
        Verification proof = request.verification().get();
        List<Reason> missing = new ArrayList<>();
        if (proof.evidence().isBlank()) {
            missing.add(new Reason(Statement.E2, "Nothing says what was seen when the identity was verified."));
        }
        if (!now.book().of(request.type()).authorities().contains(proof.authority())) {
            missing.add(new Reason(Statement.E2, "Who asks like this does not ask in that standing."));
        }
        if (proof.authority() != Authority.PATIENT && proof.authorityEvidence().isBlank()) {
            missing.add(new Reason(
                    Statement.E2, "Nothing shows the authority: a paper that proves it, or how the office knows."));
        }
        if (proof.authority() == Authority.PUBLIC_OFFICIAL && !isOfficial(request, proof)) {
            missing.add(new Reason(
                    Statement.E3, "A public official shows identification, letterhead or a written statement."));
        }
        standing(proof, now, missing);
        return missing;
    }

    private static boolean isOfficial(ReleaseRequest request, Verification proof) {
        return proof.method() == Method.AGENCY_CREDENTIALS
                || request.basis()
                        .flatMap(BasisProof::legal)
                        .filter(LegalPaper::officialIdentity)
                        .isPresent();
    }

    private static void standing(Verification proof, Surroundings now, List<Reason> missing) {
        Representation known = proof.representation().orElse(Representation.UNLIMITED);
        if (!known.refusal().isBlank()) {
            missing.add(
                    known.refusedBy().isBlank()
                            ? new Reason(
                                    Statement.F3,
                                    "Somebody is not to be treated as representative: record which professional decided it.")
                            : new Reason(
                                    Statement.F3,
                                    "A professional decided not to treat this person as representative: "
                                            + known.refusedBy() + "."));
        }
        known.until()
                .filter(last -> now.today().isAfter(last))
                .ifPresent(last -> missing.add(new Reason(Statement.F1, "The authority ended on " + last + ".")));
        Optional<LocalDate> ofAge = now.subject().majority(now.book().majority());
        switch (proof.authority()) {
            case PARENT -> {
                if (ofAge.isEmpty()) {
                    missing.add(
                            new Reason(Statement.F4, "Without a birth date nobody can tell whether a parent may ask."));
                } else if (!now.today().isBefore(ofAge.get())) {
                    missing.add(new Reason(
                            Statement.F4,
                            "The patient is of age since " + ofAge.get() + ": a parent's authority ended."));
                }
            }
            case EXECUTOR -> {
                if (now.subject().deceasedOn().isEmpty()) {
                    missing.add(new Reason(
                            Statement.F5, "An executor asks, and the chart does not show that the patient died."));
                }
            }
            case FAMILY -> family(known, now, missing);
            case PATIENT -> {
                if (now.subject().deceasedOn().isPresent()) {
                    missing.add(new Reason(Statement.F5, "The patient died; an executor asks in their place."));
                }
            }
            case GUARDIAN, HEALTH_CARE_PROXY, PROVIDER, ORGANISATION, PUBLIC_OFFICIAL, COURT -> {}
        }
    }

    private static void family(Representation known, Surroundings now, List<Reason> missing) {
        Optional<LocalDate> died = now.subject().deceasedOn();
        if (died.isEmpty()) {
            missing.add(new Reason(Statement.F5, "Family asks, and the chart does not show that the patient died."));
        } else if (known.wishAgainst() && now.today().isBefore(died.get().plusYears(PROTECTED_AFTER_DEATH))) {
            missing.add(new Reason(Statement.F5, "The patient is known not to have wanted the family told."));
        }
    }
}
