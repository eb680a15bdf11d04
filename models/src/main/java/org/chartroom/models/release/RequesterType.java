package org.chartroom.models.release;

/** Who asks for records. Each has rules of its own for basis, clock, fees and notices. Names are stored: added to, never renamed. */
public enum RequesterType {
    PATIENT,
    PERSONAL_REPRESENTATIVE,
    /** Somebody to whom the patient tells the office to send a copy (45 CFR 164.524(c)(3)(ii)). */
    DIRECTED_THIRD_PARTY,
    TREATING_PROVIDER,
    PAYER,
    ATTORNEY,
    INSURER,
    EMPLOYER,
    SOCIAL_SECURITY,
    WORKERS_COMPENSATION,
    /** A subpoena without an order of a court. */
    SUBPOENA,
    COURT,
    LAW_ENFORCEMENT,
    CORONER,
    PUBLIC_HEALTH,
    OVERSIGHT,
    RESEARCH,
    FAMILY_OF_DECEDENT,
    MEDIA
}
