package org.chartroom.index.matching;

import java.util.List;
import org.chartroom.models.record.PatientId;

/** When the office's patients were seen, and by whom. Safe for use by many threads. */
@FunctionalInterface
public interface Visits {
    List<Visit> of(PatientId patient);
}
