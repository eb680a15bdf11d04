package org.chartroom.release.forms;

import java.util.Optional;
import org.chartroom.models.release.Statement;
import org.jspecify.annotations.Nullable;

/** What stands on an authorization: the six core elements, the three statements, and what tells whose it is. */
public enum FormPart {
    PATIENT(null),
    BORN(null),
    DESCRIPTION(Statement.A1),
    DISCLOSER(Statement.A2),
    RECIPIENT(Statement.A3),
    PURPOSE(Statement.A4),
    EXPIRY(Statement.A5),
    SIGNATURE(Statement.A6),
    SIGNED_ON(Statement.A6),
    AUTHORITY(null),
    FROM(null),
    TO(null),
    REVOCATION(Statement.A7),
    CONDITIONING(Statement.A8),
    REDISCLOSURE(Statement.A9);

    private final @Nullable Statement rule;

    FormPart(@Nullable Statement rule) {
        this.rule = rule;
    }

    /** Whether a day is filled in. */
    boolean isDay() {
        return this == BORN || this == FROM || this == TO || this == SIGNED_ON;
    }

    /** What asks for it; empty for what a form may lack. */
    public Optional<Statement> rule() {
        return Optional.ofNullable(rule);
    }
}
