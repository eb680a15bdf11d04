package org.chartroom.release;

import java.util.List;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Statement;

/** The twelve steps that nothing skips, in their order. */
public enum DeskStep {
    LOGGED(Statement.S1, "Logged", EarlyGuards::logged),
    PATIENT(Statement.S2, "One patient", EarlyGuards::patient),
    VERIFIED(Statement.S3, "Identity and authority", RequesterGuards::verified),
    BASIS(Statement.S4, "Lawful basis", BasisGuards::basis),
    FORMS(Statement.S5, "Form complete and in force", BasisGuards::forms),
    LABELS(Statement.S6, "Every page looked at for sensitivity", PageGuards::labels),
    SCOPE(Statement.S7, "Within what may be sent", PageGuards::scope),
    REDACTION(Statement.S8, "Redacted, verified and packaged", PacketGuards::packaged),
    IDENTITY(Statement.S9, "Every page is this patient's", PageGuards::identity),
    APPROVAL(Statement.S10, "Approved by a second person", PacketGuards::approved),
    ACCOUNT(Statement.S11, "Entered in the account", PacketGuards::accounted),
    PROOF(Statement.S12, "Arrived", PacketGuards::proven);

    private final Statement rule;
    private final String title;
    private final Guard guard;

    DeskStep(Statement rule, String title, Guard guard) {
        this.rule = rule;
        this.title = title;
        this.guard = guard;
    }

    /** From 1 to 12. */
    public int number() {
        return ordinal() + 1;
    }

    /** What asks for it. */
    public Statement rule() {
        return rule;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** What is missing; empty where nothing is. */
    List<Reason> missing(ReleaseRequest request, Surroundings now) {
        return guard.missing(request, now);
    }

    /** Says what a step still lacks. */
    @FunctionalInterface
    interface Guard {
        List<Reason> missing(ReleaseRequest request, Surroundings now);
    }
}
