package org.chartroom.index;

import java.util.List;

/**
 * An answer by patient.
 *
 * @param documents how many match
 * @param patients of how many patients; what is in nobody's chart counts as one more
 * @param groups the best first, at most as many as asked for
 */
public record PatientGroups(long documents, long patients, List<PatientGroup> groups) {
    public PatientGroups {
        groups = List.copyOf(groups);
    }
}
