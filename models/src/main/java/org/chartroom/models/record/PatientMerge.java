package org.chartroom.models.record;

import java.util.Optional;

/**
 * Two charts that were taken for one person's.
 *
 * @param id names it; random, never reused
 * @param survivor whose chart it is since
 * @param merged whose chart became part of it
 * @param done who, when and why
 * @param undone who took it back, when and why; empty while it stands
 */
public record PatientMerge(
        String id, PatientId survivor, PatientId merged, Provenance done, Optional<Provenance> undone) {}
