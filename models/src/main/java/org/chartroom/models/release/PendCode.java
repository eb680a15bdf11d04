package org.chartroom.models.release;

/** What a request waits for. A closed list; names are stored: added to, never renamed. */
public enum PendCode {
    ID_NEEDED,
    REP_PROOF,
    AUTH_MISSING_ELEMENT,
    AUTH_ILLEGIBLE,
    AUTH_DATE_FUTURE,
    SCOPE_UNCLEAR,
    PATIENT_AMBIGUOUS,
    OTHER_SITE,
    FORMAT_UNREADABLE,
    STILL_IN_TREATMENT,
    PROVIDER_REVIEW,
    QUASH_WINDOW,
    PART2_CONSENT_NEEDED,
    PSYNOTES_AUTH_NEEDED,
    PAYMENT,
    RESTRICTION_CONFLICT
}
