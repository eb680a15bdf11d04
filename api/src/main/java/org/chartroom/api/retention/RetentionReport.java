package org.chartroom.api.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.json.Json;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;

/** What an administrator is told of due records, holds and destructions where no server runs; as its answers have it. */
public final class RetentionReport {
    private static final int MOST = 200;

    private final RecordStore store;
    private final FacilityId facility;
    private final ZoneId zone;
    private final ObjectMapper json = Json.mapper();

    public RetentionReport(RecordStore store, FacilityId facility, ZoneId zone) {
        this.store = store;
        this.facility = facility;
        this.zone = zone;
    }

    /** The same as {@code GET /retention/due}. */
    public JsonNode due(LocalDate today, LocalDate by) {
        return json.valueToTree(new DueList(store, Schedules.shipped(), facility, zone)
                .upTo(today, by, patient -> !patient.restricted(), Optional.empty(), MOST));
    }

    /** The items of {@code GET /holds}. */
    public JsonNode holds() {
        List<HoldView> holds =
                store.read(records -> records.holds().latest(facility, Optional.empty(), MOST).items().stream()
                        .filter(hold -> isOpen(records, hold.scope().patient()))
                        .map(hold -> HoldView.of(records, hold))
                        .toList());
        return json.valueToTree(holds);
    }

    /** The items of {@code GET /retention/destructions}. */
    public JsonNode destructions() {
        List<DestructionView> all =
                store.read(records -> records.retention().latest(facility, Optional.empty(), MOST).items().stream()
                        .filter(each -> each.items().stream()
                                .flatMap(item -> records.documents().find(item.document()).stream())
                                .allMatch(document -> isOpen(records, document.patient())))
                        .map(each -> DestructionView.of(records, each))
                        .toList());
        return json.valueToTree(all);
    }

    private static boolean isOpen(Records records, Optional<PatientId> patient) {
        return patient.flatMap(records.patients()::find)
                .map(Patient::restricted)
                .map(restricted -> !restricted)
                .orElse(true);
    }
}
