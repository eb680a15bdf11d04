package org.chartroom.models.release;

import java.time.Instant;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.PatientId;

/**
 * That a patient asked for the account of disclosures: 45 CFR 164.528(c).
 *
 * @param free whether it costs nothing: the first within twelve months does not
 */
public record AccountAsked(String id, PatientId patient, Instant at, boolean free, Actor by) {}
