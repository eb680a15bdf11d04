package org.chartroom.api.releases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Slice;

/** All documents of a chart, from the records themselves: an index may lag behind or leave something out. */
final class Charts {
    private static final int AT_ONCE = 200;

    private Charts() {}

    private static DocumentFilter filter(PatientId patient) {
        return new DocumentFilter(Set.of(), Set.of(), Optional.of(patient), Optional.empty());
    }

    /** Oldest first. */
    static List<Document> filed(Records records, FacilityId facility, PatientId patient) {
        List<Document> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Slice<Document> slice = records.documents().latest(facility, filter(patient), cursor, AT_ONCE);
            all.addAll(slice.items());
            cursor = slice.next();
        } while (cursor.isPresent());
        return all.reversed();
    }
}
