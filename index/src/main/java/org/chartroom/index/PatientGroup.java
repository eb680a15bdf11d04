package org.chartroom.index;

import java.util.Optional;

/**
 * What was found of one patient.
 *
 * @param patient empty for what is in nobody's chart yet
 * @param documents how many match
 * @param best the best of them
 */
public record PatientGroup(Optional<IndexedPatient> patient, long documents, Hit best) {}
