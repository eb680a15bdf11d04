package org.chartroom.models.record;

/** What was done, as the audit trail says it. Codes are stored: they are added to, never renamed. */
public enum AuditAction {
    SIGN_IN,
    SIGN_IN_REFUSED,
    SIGN_OUT,
    RECEIVE,
    READ,
    SEARCH,
    CREATE,
    CHANGE,
    FILE,
    STAGE,
    SIGN,
    REFUSE,
    ADMIN,
    /** A legal hold was set, confirmed or lifted. */
    HOLD,
    /** The destruction of records was proposed, decided on or carried out. */
    DESTROY
}
