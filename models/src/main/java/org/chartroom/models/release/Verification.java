package org.chartroom.models.release;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.models.record.UserId;

/**
 * How identity and authority of who asks were verified.
 *
 * @param method how the identity was
 * @param evidence what was seen, such as {@code driver's licence, signature compared}
 * @param authority in what standing they ask
 * @param authorityEvidence the paper that shows it, or how it is known; empty only for the patient
 */
public record Verification(
        Method method,
        String evidence,
        Authority authority,
        String authorityEvidence,
        Optional<Representation> representation,
        UserId by,
        Instant at) {
    /** How an identity was verified. A closed list; names are stored: added to, never renamed. */
    public enum Method {
        PHOTO_ID,
        PORTAL_SESSION,
        SIGNATURE_COMPARED,
        CALL_BACK,
        KNOWLEDGE_AND_ADDRESS,
        NOTARISED,
        PROVIDER_DIRECTORY,
        AGENCY_CREDENTIALS,
        COURT_DOCKET,
        /** The patient is known to who receives the request. */
        KNOWN
    }

    /** In what standing somebody asks. Names are stored: added to, never renamed. */
    public enum Authority {
        PATIENT,
        PARENT,
        GUARDIAN,
        HEALTH_CARE_PROXY,
        EXECUTOR,
        FAMILY,
        PROVIDER,
        ORGANISATION,
        PUBLIC_OFFICIAL,
        COURT
    }

    /**
     * What is known of a representative's authority.
     *
     * @param scope what it is limited to; empty where it is not
     * @param until the last day it is good; empty where it has no end
     * @param refusal why a professional decided not to treat this person as representative; empty where nobody did
     * @param refusedBy the professional
     * @param wishAgainst whether the dead patient is known not to have wanted it
     */
    public record Representation(
            Optional<Scope> scope, Optional<LocalDate> until, String refusal, String refusedBy, boolean wishAgainst) {
        /** Without limits. */
        public static final Representation UNLIMITED =
                new Representation(Optional.empty(), Optional.empty(), "", "", false);
    }
}
