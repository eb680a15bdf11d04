package org.chartroom.models.release;

/** What makes a page one that does not leave with the others. Names are stored: added to, never renamed. */
public enum SensitiveLabel {
    PSYCHOTHERAPY_NOTE("PSYTHPN", "psychotherapy note"),
    PART_2("42CFRPart2", "substance use disorder record (42 CFR Part 2)"),
    /** Counselling notes of a Part 2 programme: a consent of their own. */
    PART_2_COUNSELLING_NOTE("42CFRPart2-notes", "substance use disorder counselling note"),
    HIV("HIV", "HIV"),
    REPRODUCTIVE("SEX", "sexual and reproductive health"),
    GENETIC("GDIS", "genetic information"),
    /** Care to which the minor consented alone. */
    MINOR_CONSENTED("MINOR", "care a minor consented to"),
    VIP("VIP", "person of public interest"),
    /** Compiled for a lawsuit: not part of what a patient may see. */
    LITIGATION("LITIGATION", "compiled for litigation"),
    /** Paid in full by the patient, who asked that the health plan not be told. */
    SELF_PAID("SELFPAID", "paid by the patient, kept from the health plan");

    private final String code;
    private final String words;

    SensitiveLabel(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** As other systems call it; those of HL7 where it has one. */
    public String code() {
        return code;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
