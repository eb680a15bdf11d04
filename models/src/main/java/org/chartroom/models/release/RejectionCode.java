package org.chartroom.models.release;

/** Why somebody who is not the patient gets nothing. A closed list; names are stored: added to, never renamed. */
public enum RejectionCode {
    AUTH_EXPIRED,
    AUTH_INCOMPLETE,
    AUTH_REVOKED,
    AUTH_COMPOUNDED,
    AUTH_FALSE,
    NO_AUTHORITY,
    NO_ASSURANCES,
    ORDER_DEFECTIVE,
    NOT_OUR_PATIENT,
    NO_RECORDS
}
