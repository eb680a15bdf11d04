package org.chartroom.release.forms;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.Expiry;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Signed;
import org.chartroom.models.release.Statement;

/**
 * Holds an authorization against 45 CFR 164.508: six core elements, three statements, and what makes it defective. Whose form it is
 * never matters: a form that says everything is good, whoever printed it.
 */
public final class AuthorizationCheck {
    private final LocalDate receivedOn;
    private final LocalDate today;
    private final Instant now;

    /**
     * @param received when the form came in
     * @param now when it is used; checked again when the packet is sent
     * @param zone where the office is: a form is good to the end of its day there
     */
    public AuthorizationCheck(Instant received, Instant now, ZoneId zone) {
        this.receivedOn = LocalDate.ofInstant(received, zone);
        this.today = LocalDate.ofInstant(now, zone);
        this.now = now;
    }

    /**
     * Everything that stands against the form, in the order of the rule, each as a sentence for the letter that asks for its
     * correction; empty for a form that is good.
     */
    public List<Reason> against(Authorization form) {
        List<Reason> found = new ArrayList<>();
        elements(form, found);
        statements(form, found);
        defects(form, found);
        return List.copyOf(found);
    }

    private static void elements(Authorization form, List<Reason> found) {
        if (form.description().isBlank()) {
            found.add(new Reason(Statement.A1, "The form does not say which information may be released."));
        }
        if (form.discloser().isBlank()) {
            found.add(new Reason(Statement.A2, "The form does not say who may release the information."));
        }
        if (form.recipient().isBlank()) {
            found.add(new Reason(Statement.A3, "The form does not say who may receive the information."));
        }
        purpose(form, found);
        expiry(form, found);
        signature(form.signed(), found);
    }

    private static void purpose(Authorization form, List<Reason> found) {
        if (form.purpose().isBlank()) {
            found.add(new Reason(Statement.A4, "The form does not say for what purpose."));
        } else if (form.purpose().toLowerCase(Locale.ROOT).contains("request of the individual")
                && !form.knowledge().initiatedByPatient()) {
            found.add(
                    new Reason(
                            Statement.A4,
                            "\"At the request of the individual\" is a purpose only where the patient asked for it: somebody else did."));
        }
    }

    private static void expiry(Authorization form, List<Reason> found) {
        switch (form.expiry()) {
            case Expiry.NotSaid _ -> found.add(new Reason(Statement.A5, "The form has no expiration date or event."));
            case Expiry.OnEvent event
            when event.event().isBlank() ->
                found.add(new Reason(Statement.A5, "The form has no expiration date or event."));
            case Expiry.WithoutEnd without
            when !form.knowledge().forResearch() ->
                found.add(new Reason(Statement.A5, "\"" + without.words() + "\" is an expiration only for research."));
            case Expiry.OnEvent _, Expiry.WithoutEnd _, Expiry.OnDate _ -> {}
        }
    }

    private static void signature(Signed signed, List<Reason> found) {
        if (signed.by().isBlank()) {
            found.add(new Reason(Statement.A6, "The form is not signed."));
        }
        if (signed.on().isEmpty()) {
            found.add(new Reason(Statement.A6, "The signature has no date."));
        }
        if (signed.representative() && signed.authority().isBlank()) {
            found.add(
                    new Reason(Statement.A6, "A representative signed, and the form does not say by what authority."));
        }
    }

    private static void statements(Authorization form, List<Reason> found) {
        Authorization.Statements says = form.statements();
        if (!says.revocation()) {
            found.add(new Reason(Statement.A7, "The form does not say that it can be revoked in writing, and how."));
        }
        if (!says.conditioning()) {
            found.add(new Reason(Statement.A8, "The form does not say whether treatment or payment depends on it."));
        }
        if (!says.redisclosure()) {
            found.add(
                    new Reason(Statement.A9, "The form does not say that the recipient may pass the information on."));
        }
        if (!says.plainLanguage()) {
            found.add(new Reason(Statement.A10, "Nobody has found the form to be in plain language."));
        }
        if (form.knowledge().soughtByOffice() && !form.knowledge().copyGiven()) {
            found.add(new Reason(Statement.A10, "The office asked for the form; give the patient a copy of it."));
        }
    }

    private void defects(Authorization form, List<Reason> found) {
        Authorization.Knowledge known = form.knowledge();
        switch (form.expiry()) {
            case Expiry.OnDate date
            when today.isAfter(date.day()) -> {
                found.add(new Reason(Statement.A11, "The form expired on " + date.day() + "."));
                found.add(new Reason(Statement.A19, "It was good to the end of that day."));
            }
            case Expiry.OnEvent event
            when event.happened() ->
                found.add(new Reason(Statement.A11, "The form ended with an event that has happened."));
            case Expiry.OnDate _, Expiry.OnEvent _, Expiry.WithoutEnd _, Expiry.NotSaid _ -> {}
        }
        if (!known.complete()) {
            found.add(new Reason(Statement.A12, "The form is not filled in completely."));
        }
        if (isRevoked(form)) {
            found.add(new Reason(Statement.A13, "The patient revoked it."));
            found.add(new Reason(Statement.A16, "Nothing more is sent under it."));
        }
        if (known.compounded()) {
            found.add(new Reason(
                    Statement.A14, "The form is joined to another permission, or treatment was made to depend on it."));
        }
        if (!known.falseInformation().isBlank()) {
            found.add(new Reason(Statement.A15, "Something that matters on the form is known to be false."));
        }
        form.signed()
                .on()
                .filter(signed -> signed.isAfter(receivedOn))
                .ifPresent(signed -> found.add(new Reason(
                        Statement.A20,
                        "The form is dated " + signed + ", after the day it came in: ask which date is right.")));
    }

    private boolean isRevoked(Authorization form) {
        return form.knowledge().revokedAt().filter(at -> !at.isAfter(now)).isPresent();
    }
}
