package org.chartroom.api.patients;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.index.matching.Visit;
import org.chartroom.index.matching.Visits;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;

/** Visits as the record store has them: those that were, and those that are planned and were not called off. */
final class KeptVisits implements Visits {
    private final RecordStore store;
    private final ZoneId zone;

    /** @param zone in which a visit has its day */
    KeptVisits(RecordStore store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
    }

    @Override
    public List<Visit> of(PatientId patient) {
        return store.read(records -> Stream.concat(
                        records.encounters().of(patient).stream().map(visit -> visit(visit.start(), visit.clinician())),
                        records.encounters().appointments(patient).stream()
                                .filter(visit -> !visit.isOff())
                                .map(visit -> visit(visit.start(), visit.clinician())))
                .flatMap(Optional::stream)
                .toList());
    }

    private Optional<Visit> visit(Instant start, String clinician) {
        return Visit.of(LocalDate.ofInstant(start, zone), clinician);
    }
}
