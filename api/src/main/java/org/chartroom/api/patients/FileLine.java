package org.chartroom.api.patients;

/**
 * One patient of a file.
 *
 * @see CsvPatients
 * @see FhirPatients
 */
sealed interface FileLine {
    /** Where in the file: the line it begins on, or of a FHIR Bundle the number of the entry; from 1. */
    long line();

    /** It can be understood. */
    record Understood(long line, SaidPatient patient) implements FileLine {}

    /**
     * It cannot.
     *
     * @param mrn as far as it was read; may be empty
     * @param why one sentence
     */
    record Refused(long line, String mrn, String why) implements FileLine {}
}
