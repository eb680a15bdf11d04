package org.chartroom.models.release;

/** By what right records leave. A closed list: without one of these nothing does. Names are stored: added to, never renamed. */
public enum LawfulBasis {
    /** The patient's own right, or that of who stands in the patient's place: 45 CFR 164.524. */
    ACCESS,
    /** The patient's signed direction to send a copy to somebody: 45 CFR 164.524(c)(3)(ii). */
    DIRECTIVE,
    /** A form that the patient signed: 45 CFR 164.508. */
    AUTHORIZATION,
    TREATMENT,
    PAYMENT,
    OPERATIONS,
    /** A subpoena with the assurances of 45 CFR 164.512(e)(1)(ii). */
    SUBPOENA_WITH_ASSURANCES,
    /** An order of a court: 45 CFR 164.512(e)(1)(i). */
    COURT_ORDER,
    /** 45 CFR 164.512(a). */
    REQUIRED_BY_LAW,
    /** 45 CFR 164.512(b). */
    PUBLIC_HEALTH,
    /** 45 CFR 164.512(d). */
    OVERSIGHT,
    /** 45 CFR 164.512(f). */
    LAW_ENFORCEMENT,
    /** 45 CFR 164.512(g). */
    CORONER,
    /** A waiver by a board: 45 CFR 164.512(i). */
    RESEARCH_WAIVER,
    /** 45 CFR 164.512(l). */
    WORKERS_COMPENSATION,
    /** Persons involved in the care of a patient who died: 45 CFR 164.510(b)(5). */
    INVOLVED_IN_CARE
}
