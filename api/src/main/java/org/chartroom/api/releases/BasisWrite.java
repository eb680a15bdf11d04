package org.chartroom.api.releases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Expiry;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.LegalPaper;
import org.chartroom.models.release.Part2Consent;
import org.chartroom.models.release.Scope;
import org.chartroom.models.release.Signed;
import org.jspecify.annotations.Nullable;

/**
 * By what right, with what stands on the papers; what is left out does not stand there.
 *
 * @param note what else shows it
 */
record BasisWrite(
        @Nullable LawfulBasis basis,
        @Nullable String note,
        @Nullable Form authorization,
        @Nullable Consent part2,
        @Nullable LegalPaper legal) {
    /** When a form ends: a day, an event, or without end. */
    record Ends(
            @Nullable LocalDate on,
            @Nullable String event,
            boolean happened,
            @Nullable String without) {
        static Expiry of(@Nullable Ends ends) {
            if (ends == null) {
                return new Expiry.NotSaid();
            }
            if (ends.on() != null) {
                return new Expiry.OnDate(ends.on());
            }
            if (ends.event() != null) {
                return new Expiry.OnEvent(ends.event(), ends.happened());
            }
            return ends.without() == null ? new Expiry.NotSaid() : new Expiry.WithoutEnd(ends.without());
        }
    }

    private static @Nullable Ends shown(Expiry expiry) {
        return switch (expiry) {
            case Expiry.OnDate date -> new Ends(date.day(), null, false, null);
            case Expiry.OnEvent event -> new Ends(null, event.event(), event.happened(), null);
            case Expiry.WithoutEnd without -> new Ends(null, null, false, without.words());
            case Expiry.NotSaid _ -> null;
        };
    }

    private static Signature shown(Signed signed) {
        return new Signature(signed.by(), signed.on().orElse(null), signed.representative(), signed.authority());
    }

    /** As it was typed, to be shown and gone over again. */
    static BasisWrite of(BasisProof proof) {
        return new BasisWrite(
                proof.basis(),
                proof.note(),
                proof.authorization().map(Form::of).orElse(null),
                proof.part2().map(Consent::of).orElse(null),
                proof.legal().orElse(null));
    }

    /** The signature. */
    record Signature(
            @Nullable String by,
            @Nullable LocalDate on,
            boolean representative,
            @Nullable String authority) {
        static Signed of(@Nullable Signature signature) {
            return signature == null
                    ? Signed.missing()
                    : new Signed(
                            Given.text(signature.by()),
                            Optional.ofNullable(signature.on()),
                            signature.representative(),
                            Given.text(signature.authority()));
        }
    }

    /** An authorization, or a patient's direction. */
    record Form(
            @Nullable String description,
            @Nullable String discloser,
            @Nullable String recipient,
            @Nullable String purpose,
            @Nullable Ends expires,
            @Nullable Signature signed,
            boolean saysRevocation,
            boolean saysConditioning,
            boolean saysRedisclosure,
            boolean plainLanguage,
            boolean initiatedByPatient,
            boolean forResearch,
            boolean psychotherapyNotesOnly,
            boolean incomplete,
            boolean compounded,
            @Nullable String falseInformation,
            boolean soughtByOffice,
            boolean copyGiven,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Set<String> types) {
        static Form of(Authorization form) {
            Authorization.Knowledge known = form.knowledge();
            return new Form(
                    form.description(),
                    form.discloser(),
                    form.recipient(),
                    form.purpose(),
                    shown(form.expiry()),
                    shown(form.signed()),
                    form.statements().revocation(),
                    form.statements().conditioning(),
                    form.statements().redisclosure(),
                    form.statements().plainLanguage(),
                    known.initiatedByPatient(),
                    known.forResearch(),
                    known.psychotherapyNotesOnly(),
                    !known.complete(),
                    known.compounded(),
                    known.falseInformation(),
                    known.soughtByOffice(),
                    known.copyGiven(),
                    form.scope().from().orElse(null),
                    form.scope().to().orElse(null),
                    form.scope().types());
        }

        Authorization authorization() {
            return new Authorization(
                    Given.text(description),
                    Given.text(discloser),
                    Given.text(recipient),
                    Given.text(purpose),
                    Ends.of(expires),
                    Signature.of(signed),
                    new Authorization.Statements(saysRevocation, saysConditioning, saysRedisclosure, plainLanguage),
                    new Scope(
                            Optional.ofNullable(from),
                            Optional.ofNullable(to),
                            types == null ? Set.of() : types,
                            Set.of()),
                    new Authorization.Knowledge(
                            initiatedByPatient,
                            forResearch,
                            psychotherapyNotesOnly,
                            !incomplete,
                            compounded,
                            Given.text(falseInformation),
                            Optional.empty(),
                            soughtByOffice,
                            copyGiven));
        }
    }

    /** A consent to the release of substance use disorder records. */
    record Consent(
            @Nullable String patientName,
            @Nullable String discloser,
            @Nullable String description,
            @Nullable String recipient,
            @Nullable String purpose,
            Part2Consent.@Nullable Use use,
            boolean saysRevocation,
            boolean saysRedisclosure,
            @Nullable Ends expires,
            @Nullable Signature signed,
            boolean combined,
            @Nullable String falseInformation) {
        static Consent of(Part2Consent consent) {
            return new Consent(
                    consent.patientName(),
                    consent.discloser(),
                    consent.description(),
                    consent.recipient(),
                    consent.purpose(),
                    consent.use(),
                    consent.revocation(),
                    consent.redisclosure(),
                    shown(consent.expiry()),
                    shown(consent.signed()),
                    consent.combined(),
                    consent.falseInformation());
        }

        Part2Consent consent() {
            return new Part2Consent(
                    Given.text(patientName),
                    Given.text(discloser),
                    Given.text(description),
                    Given.text(recipient),
                    Given.text(purpose),
                    use == null ? Part2Consent.Use.NAMED : use,
                    saysRevocation,
                    saysRedisclosure,
                    Ends.of(expires),
                    Signature.of(signed),
                    combined,
                    Given.text(falseInformation),
                    Optional.empty());
        }
    }

    BasisProof proof(LawfulBasis right, UserId by, Instant at) {
        return new BasisProof(
                right,
                Optional.ofNullable(authorization).map(Form::authorization),
                Optional.ofNullable(part2).map(Consent::consent),
                Optional.ofNullable(legal)
                        .map(paper -> new LegalPaper(
                                paper.subpoena(),
                                paper.assurances(),
                                paper.order(),
                                paper.partTwoOrder(),
                                paper.officialIdentity(),
                                Given.text(paper.law()))),
                Given.text(note),
                by,
                at);
    }
}
