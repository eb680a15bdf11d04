package org.chartroom.models.record;

/** What a zone of a form tells. Codes are stored: they are added to, never renamed. */
public enum FormField {
    FAMILY_NAME,
    GIVEN_NAME,
    MIDDLE_NAME,
    /** The whole name in one line, {@code Given Middle Family} or {@code Family, Given Middle}. */
    FULL_NAME,
    BIRTH_DATE,
    SEX,
    PHONE,
    /** Several zones of one form are parts of one address, from top to bottom. */
    ADDRESS,
    /** Compared with the patient's; never written over it. */
    MRN,
    MEMBER_ID,
    PAYER,
    ALLERGIES,
    MEDICATIONS,
    /** A consent that is given or not; which one, the zone's name says. */
    CONSENT,
    SIGNATURE,
    SIGNATURE_DATE,
    /** Anything else; the zone's name says what. */
    OTHER
}
