package org.chartroom.release;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Approval;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.DisclosureId;
import org.chartroom.models.release.Expiry;
import org.chartroom.models.release.Labels;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.LegalPaper;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageFacts;
import org.chartroom.models.release.PageIdentity;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.Part2Consent;
import org.chartroom.models.release.PatientMatch;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.Scope;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Signed;
import org.chartroom.models.release.Verification;
import org.chartroom.models.release.Verification.Authority;
import org.chartroom.models.release.Verification.Method;

/** Requests as an office has them, of invented people; each is right until a test spoils it. */
final class Cases {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final Instant RECEIVED = Instant.parse("2026-06-01T14:00:00Z");
    static final Instant NOW = Instant.parse("2026-06-10T14:00:00Z");
    static final RuleBook BOOK = RuleBook.shipped();
    static final UserId CLERK = new UserId("clerk");
    static final UserId OFFICER = new UserId("officer");
    static final Actor BY_CLERK = new Actor(CLERK, "Clerk One", Role.RECORDS_CLERK, "");
    static final Actor BY_OFFICER = new Actor(OFFICER, "Officer Two", Role.PRIVACY_OFFICER, "");
    static final PatientId PATIENT = new PatientId("pat1");
    static final Subject ADULT =
            new Subject(Optional.of(LocalDate.of(1980, 5, 5)), Optional.empty(), false, Optional.empty(), Set.of());
    static final String HASH = "ab".repeat(32);

    private Cases() {}

    static Surroundings now() {
        return at(NOW);
    }

    static Surroundings at(Instant moment) {
        return new Surroundings(moment, ZONE, BOOK, ADULT);
    }

    static Surroundings with(Subject subject) {
        return new Surroundings(NOW, ZONE, BOOK, subject);
    }

    /** A patient's own request, ready for its packet. */
    static ReleaseRequest patients() {
        return request(
                RequesterType.PATIENT,
                "Ada Example",
                new Recipient("Ada Example", "1 Elm St", true),
                Authority.PATIENT,
                basis(LawfulBasis.ACCESS));
    }

    /** An attorney's, under an authorization that is good. */
    static ReleaseRequest attorneys(Authorization form) {
        return request(
                RequesterType.ATTORNEY,
                "Firm of Oak",
                new Recipient("Firm of Oak", "fax 555-0100", true),
                Authority.ORGANISATION,
                under(form));
    }

    /** A payer's, for payment. */
    static ReleaseRequest payers() {
        return request(
                RequesterType.PAYER,
                "Plan Maple",
                new Recipient("Plan Maple", "fax 555-0111", true),
                Authority.ORGANISATION,
                basis(LawfulBasis.PAYMENT));
    }

    /** A treating provider's. */
    static ReleaseRequest providers() {
        return request(
                RequesterType.TREATING_PROVIDER,
                "Dr. Birch",
                new Recipient("Dr. Birch", "fax 555-0122", true),
                Authority.PROVIDER,
                basis(LawfulBasis.TREATMENT));
    }

    static ReleaseRequest request(
            RequesterType type, String requester, Recipient recipient, Authority authority, BasisProof basis) {
        return ReleaseRequest.received(
                        new ReleaseId("rel1"),
                        new FacilityId("main"),
                        type,
                        requester,
                        new Receipt(RECEIVED, Receipt.Door.MAIL, Optional.of(HASH)),
                        recipient,
                        scope("2026-01-01", "2026-05-31"),
                        "records asked for")
                .withMatch(new PatientMatch(
                        PATIENT, Set.of(PatientMatch.Item.NAME, PatientMatch.Item.BIRTH_DATE), CLERK, NOW))
                .withVerification(verified(authority))
                .withBasis(basis)
                .withPages(List.of(page(1), page(2)))
                .withCollector(CLERK)
                .withRedactionDecided(true);
    }

    static Verification verified(Authority authority) {
        return new Verification(
                authority == Authority.PUBLIC_OFFICIAL ? Method.AGENCY_CREDENTIALS : Method.PHOTO_ID,
                "seen at the desk",
                authority,
                authority == Authority.PATIENT ? "" : "letter on file",
                Optional.empty(),
                CLERK,
                NOW);
    }

    static Verification represented(Authority authority, Verification.Representation representation) {
        return new Verification(
                Method.PHOTO_ID,
                "seen at the desk",
                authority,
                "paper on file",
                Optional.of(representation),
                CLERK,
                NOW);
    }

    static BasisProof basis(LawfulBasis basis) {
        return new BasisProof(basis, Optional.empty(), Optional.empty(), Optional.empty(), "noted", CLERK, NOW);
    }

    static BasisProof under(Authorization form) {
        return new BasisProof(
                LawfulBasis.AUTHORIZATION, Optional.of(form), Optional.empty(), Optional.empty(), "", CLERK, NOW);
    }

    static BasisProof legal(LawfulBasis basis, LegalPaper paper) {
        return new BasisProof(basis, Optional.empty(), Optional.empty(), Optional.of(paper), "noted", CLERK, NOW);
    }

    static ReleaseRequest consented(ReleaseRequest request, Part2Consent consent) {
        BasisProof proof = request.basis().orElseThrow();
        return request.withBasis(new BasisProof(
                proof.basis(),
                proof.authorization(),
                Optional.of(consent),
                proof.legal(),
                proof.note(),
                proof.by(),
                proof.at()));
    }

    /** An authorization that lacks nothing. */
    static Authorization form() {
        return form(new Expiry.OnDate(LocalDate.of(2026, 12, 31)), signed(), Authorization.Knowledge.NOTHING_AGAINST);
    }

    static Authorization form(Expiry expiry, Signed signed, Authorization.Knowledge knowledge) {
        return new Authorization(
                "Office notes of 2026",
                "Elm Street Clinic",
                "Firm of Oak",
                "a claim",
                expiry,
                signed,
                Authorization.Statements.ALL,
                scope("2026-01-01", "2026-05-31"),
                knowledge);
    }

    static Signed signed() {
        return Signed.byPatient("Ada Example", LocalDate.of(2026, 5, 20));
    }

    /** A consent to the release of substance use disorder records that lacks nothing. */
    static Part2Consent consent(Part2Consent.Use use) {
        return new Part2Consent(
                "Ada Example",
                "Elm Street Clinic",
                "treatment notes of 2026",
                "Firm of Oak",
                "a claim",
                use,
                true,
                true,
                new Expiry.OnDate(LocalDate.of(2026, 12, 31)),
                signed(),
                false,
                "",
                Optional.empty());
    }

    static Scope scope(String from, String to) {
        return new Scope(Optional.of(LocalDate.parse(from)), Optional.of(LocalDate.parse(to)), Set.of(), Set.of());
    }

    /** A page of this patient, of 1 March 2026, that is not sensitive. */
    static PageChoice page(int number) {
        return page(number, LocalDate.of(2026, 3, 1), true);
    }

    static PageChoice page(int number, LocalDate date, boolean electronic) {
        return PageChoice.of(new PageFacts(
                        new PageRef(new DocumentId("doc1"), 1, number),
                        "%064x".formatted(number),
                        Optional.of(date),
                        Optional.of("11506-3"),
                        "Dr. Ash",
                        electronic))
                .labelled(new Labels(Set.of(), Map.of(), CLERK, NOW))
                .identified(new PageIdentity(PageIdentity.Light.GREEN, "name and birth date", Optional.empty()));
    }

    /** A page with a label and, for the sake of other rules, a permit. */
    static PageChoice labelled(int number, SensitiveLabel label) {
        return page(number).labelled(new Labels(Set.of(label), Map.of(label, "named in the request"), CLERK, NOW));
    }

    static Packet packet(ReleaseRequest request) {
        return packet(request, Set.of(), false);
    }

    static Packet packet(ReleaseRequest request, Set<Packet.Notice> notices, boolean consentAttached) {
        return new Packet(
                HASH,
                Makings.of(request),
                request.going().size(),
                0,
                Optional.empty(),
                notices,
                List.of(),
                consentAttached,
                CLERK,
                NOW);
    }

    static Approval approval() {
        return new Approval(HASH, "", OFFICER, NOW);
    }

    static ReleaseRequest packaged(ReleaseRequest request) {
        return ReleaseDesk.packaged(request, packet(request), now(), BY_CLERK);
    }

    static ReleaseRequest approved(ReleaseRequest request) {
        return ReleaseDesk.approved(packaged(request), approval(), now(), BY_OFFICER);
    }

    static Disclosure entry(ReleaseRequest request) {
        return entry("dis1", request.basis().orElseThrow().basis(), NOW, Optional.of(request.id()));
    }

    static Disclosure entry(String id, LawfulBasis basis, Instant at, Optional<ReleaseId> release) {
        return new Disclosure(
                new DisclosureId(id),
                PATIENT,
                release,
                at,
                new Recipient("Agency of Pine", "9 Pine St", true),
                "office notes of 2026, 2 pages",
                "request of 1 June",
                basis,
                true,
                false,
                Optional.of(HASH),
                Optional.empty(),
                BY_OFFICER);
    }

    static ReleaseRequest handedOver(ReleaseRequest request) {
        ReleaseRequest approved = approved(request);
        return ReleaseDesk.handedOver(approved, entry(approved), now(), BY_OFFICER);
    }
}
