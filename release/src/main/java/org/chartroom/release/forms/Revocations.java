package org.chartroom.release.forms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Part2Consent;
import org.chartroom.models.release.Signed;

/**
 * Revocations of forms: 45 CFR 164.508(b)(5) and 42 CFR 2.31. A form that was revoked stays revoked, however often it is entered; only
 * one that the patient signed later is another form.
 */
public final class Revocations {
    private Revocations() {}

    /** The same papers after a revocation was received. */
    public static BasisProof at(Instant received, BasisProof proof) {
        return new BasisProof(
                proof.basis(),
                proof.authorization().map(form -> form.revoked(received)),
                proof.part2().map(consent -> consent.revoked(received)),
                proof.legal(),
                proof.note(),
                proof.by(),
                proof.at());
    }

    /** Whether the form that lets the records leave was revoked. */
    public static boolean isRevoked(BasisProof proof) {
        return proof.authorization()
                        .flatMap(form -> form.knowledge().revokedAt())
                        .isPresent()
                || proof.part2().flatMap(Part2Consent::revokedAt).isPresent();
    }

    /**
     * The papers as they were entered, revoked where they were revoked before.
     *
     * @param earlier the papers that the request had before
     */
    public static BasisProof kept(BasisProof entered, List<BasisProof> earlier) {
        Optional<Authorization> authorization = entered.authorization();
        Optional<Part2Consent> part2 = entered.part2();
        for (BasisProof before : earlier) {
            Optional<Instant> form = before.authorization()
                    .filter(old -> authorization
                            .filter(now -> isSame(now.signed(), old.signed()))
                            .isPresent())
                    .flatMap(old -> old.knowledge().revokedAt());
            Optional<Instant> consent = before.part2()
                    .filter(old -> part2.filter(now -> isSame(now.signed(), old.signed()))
                            .isPresent())
                    .flatMap(Part2Consent::revokedAt);
            if (form.isPresent() || consent.isPresent()) {
                return new BasisProof(
                        entered.basis(),
                        form.flatMap(at -> authorization.map(each -> each.revoked(at)))
                                .or(() -> authorization),
                        consent.flatMap(at -> part2.map(each -> each.revoked(at)))
                                .or(() -> part2),
                        entered.legal(),
                        entered.note(),
                        entered.by(),
                        entered.at());
            }
        }
        return entered;
    }

    /** A form without a date cannot be shown to be another one. */
    private static boolean isSame(Signed entered, Signed old) {
        return entered.on().isEmpty()
                || old.on().isEmpty()
                || !entered.on().get().isAfter(old.on().get());
    }
}
