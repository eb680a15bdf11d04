package org.chartroom.models.record;

/** Administrative sex, as FHIR's AdministrativeGender has it. */
public enum Sex {
    FEMALE,
    MALE,
    OTHER,
    UNKNOWN
}
