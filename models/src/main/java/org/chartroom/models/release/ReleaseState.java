package org.chartroom.models.release;

/**
 * How far a request is. It follows from what is known of the request, and is never set: a request is as far as the first thing that
 * is missing. Names are stored: added to, never renamed.
 */
public enum ReleaseState {
    RECEIVED,
    LOGGED,
    PATIENT_MATCHED,
    REQUESTER_VERIFIED,
    BASIS_ESTABLISHED,
    COLLECTING,
    SENSITIVITY_REVIEWED,
    REDACTED,
    PACKAGED,
    QA_PASSED,
    RELEASE_APPROVED,
    TRANSMITTING,
    DELIVERED,
    CLOSED,
    PENDED,
    HELD,
    EXCEPTION,
    CORRECTION_REQUESTED,
    NO_RECORDS,
    DENIED,
    REJECTED,
    CANCELLED,
    REVOKED,
    DELIVERY_FAILED,
    DELIVERY_UNKNOWN,
    BREACH_REVIEW
}
