package org.chartroom.index;

import java.util.Set;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;

/**
 * Who is looking, as far as the index must know. It becomes a filter inside every query, so that hits, totals, facets and
 * highlights leak nothing.
 *
 * @param facilities whose documents they see; none sees nothing
 * @param seesRestricted whether all restricted charts are open to them
 * @param opened restricted charts that are open to them by name or by breaking the glass
 * @param withheldLabels pages with one of these labels are not there for them
 */
public record Viewer(
        Set<FacilityId> facilities, boolean seesRestricted, Set<PatientId> opened, Set<String> withheldLabels) {
    public Viewer {
        facilities = Set.copyOf(facilities);
        opened = Set.copyOf(opened);
        withheldLabels = Set.copyOf(withheldLabels);
    }

    /** Sees everything of one facility but restricted charts. */
    public static Viewer of(FacilityId facility) {
        return new Viewer(Set.of(facility), false, Set.of(), Set.of());
    }
}
