package org.chartroom.release.forms;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.release.Expiry;
import org.chartroom.models.release.Part2Consent;
import org.chartroom.models.release.Part2Consent.Use;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Statement;

/** Holds a consent to the release of substance use disorder records against 42 CFR 2.31. */
public final class ConsentCheck {
    private final LocalDate today;
    private final Instant now;

    /** @param zone where the office is */
    public ConsentCheck(Instant now, ZoneId zone) {
        this.now = now;
        this.today = LocalDate.ofInstant(now, zone);
    }

    /** Everything that stands against it; empty for a consent that is good. */
    public List<Reason> against(Part2Consent consent) {
        List<Reason> found = new ArrayList<>();
        needed(found, consent.patientName(), "the patient");
        needed(found, consent.discloser(), "who may release");
        needed(found, consent.description(), "what may be released");
        needed(found, consent.recipient(), "who may receive");
        needed(found, consent.purpose(), "the purpose");
        if (!consent.revocation()) {
            found.add(new Reason(Statement.H1, "The consent does not say how it can be revoked."));
        }
        if (consent.signed().by().isBlank() || consent.signed().on().isEmpty()) {
            found.add(new Reason(Statement.H1, "The consent is not signed and dated."));
        }
        boolean forTreatment = consent.use() == Use.TREATMENT_PAYMENT_OPERATIONS;
        if (forTreatment && !consent.redisclosure()) {
            found.add(new Reason(Statement.H1, "The consent does not say that the records may be disclosed again."));
        }
        expiry(consent.expiry(), forTreatment, found);
        if (consent.revokedAt().filter(at -> !at.isAfter(now)).isPresent()) {
            found.add(new Reason(Statement.H3, "The patient revoked the consent."));
        }
        if (!consent.falseInformation().isBlank()) {
            found.add(new Reason(Statement.H3, "Something that matters on the consent is known to be false."));
        }
        if (consent.use() == Use.PROCEEDINGS && consent.combined()) {
            found.add(new Reason(
                    Statement.H4, "A consent for proceedings against the patient stands on a form of its own."));
        }
        if (consent.use() == Use.COUNSELLING_NOTES && consent.combined()) {
            found.add(new Reason(Statement.H2, "A consent for counselling notes stands on a form of its own."));
        }
        return List.copyOf(found);
    }

    private void expiry(Expiry expiry, boolean forTreatment, List<Reason> found) {
        switch (expiry) {
            case Expiry.NotSaid _ -> found.add(new Reason(Statement.H1, "The consent does not say when it ends."));
            case Expiry.WithoutEnd _
            when !forTreatment ->
                found.add(new Reason(
                        Statement.H1, "A consent without end is one for treatment, payment and operations only."));
            case Expiry.OnDate date
            when today.isAfter(date.day()) ->
                found.add(new Reason(Statement.H3, "The consent expired on " + date.day() + "."));
            case Expiry.OnEvent event
            when event.happened() ->
                found.add(new Reason(Statement.H3, "The consent ended with an event that has happened."));
            case Expiry.OnDate _, Expiry.OnEvent _, Expiry.WithoutEnd _ -> {}
        }
    }

    private static void needed(List<Reason> found, String value, String what) {
        if (value.isBlank()) {
            found.add(new Reason(Statement.H1, "The consent does not name " + what + "."));
        }
    }
}
