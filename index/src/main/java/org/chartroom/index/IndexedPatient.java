package org.chartroom.index;

import java.time.LocalDate;
import org.chartroom.models.record.PatientId;

/**
 * What the index knows of the patient in whose chart a document is. When it changes, the patient's documents are put
 * again.
 *
 * @param name as charts show it
 * @param mrn medical record number
 * @param restricted whether the chart is closed to most viewers
 */
public record IndexedPatient(PatientId id, String name, String mrn, LocalDate birthDate, boolean restricted) {}
