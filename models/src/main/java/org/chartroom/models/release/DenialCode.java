package org.chartroom.models.release;

/** Why a patient's access is denied: 45 CFR 164.524(a)(2) and (3). A closed list; names are stored: added to, never renamed. */
public enum DenialCode {
    PSYCHOTHERAPY_NOTES(false),
    LITIGATION_PREP(false),
    INMATE(false),
    RESEARCH_SUSPENDED(false),
    CONFIDENTIAL_SOURCE(false),
    ENDANGER_SELF_OTHERS(true),
    OTHER_PERSON_HARM(true),
    REP_HARM(true);

    private final boolean reviewable;

    DenialCode(boolean reviewable) {
        this.reviewable = reviewable;
    }

    /** Whether the patient may have it reviewed by another professional. */
    public boolean isReviewable() {
        return reviewable;
    }
}
