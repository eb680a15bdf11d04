package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/** Facilities by id. */
public interface Facilities {
    void add(Facility facility);

    Optional<Facility> find(FacilityId id);

    /** All of them, by name. */
    List<Facility> all();
}
