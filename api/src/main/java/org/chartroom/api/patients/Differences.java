package org.chartroom.api.patients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.Patient;
import org.jspecify.annotations.Nullable;

/** What differs between two states of a patient's record, in the words of the API. */
final class Differences {
    private Differences() {}

    /**
     * One thing that is otherwise.
     *
     * @param field as the API names it
     * @param before in the form the API shows it; null where there was none
     */
    record Difference(
            String field, @Nullable Object before, @Nullable Object after) {}

    static List<Difference> of(Patient before, Patient after) {
        Map<String, Optional<Object>> old = fields(before);
        List<Difference> differences = new ArrayList<>();
        fields(after).forEach((field, now) -> {
            Optional<Object> then = Objects.requireNonNull(old.get(field));
            if (!then.equals(now)) {
                differences.add(new Difference(field, then.orElse(null), now.orElse(null)));
            }
        });
        return List.copyOf(differences);
    }

    private static Map<String, Optional<Object>> fields(Patient patient) {
        Map<String, Optional<Object>> fields = new LinkedHashMap<>();
        Particulars more = patient.particulars();
        fields.put("mrn", Optional.of(patient.mrn()));
        fields.put("name", Optional.of(patient.name().display()));
        fields.put("birthDate", Optional.of(patient.birthDate()));
        fields.put("sex", Optional.of(patient.sex()));
        fields.put("phone", Optional.of(patient.phone()));
        fields.put("address", Optional.of(patient.address()));
        fields.put("deceasedOn", patient.deceasedOn().map(Object.class::cast));
        fields.put("restricted", Optional.of(patient.restricted()));
        fields.put("names", Optional.of(more.names()));
        fields.put("phones", Optional.of(more.phones()));
        fields.put("addresses", Optional.of(more.addresses()));
        fields.put("identifiers", Optional.of(more.identifiers()));
        fields.put("memberships", Optional.of(more.memberships()));
        fields.put("representatives", Optional.of(more.representatives()));
        fields.put("mergedInto", patient.mergedInto().map(Object.class::cast));
        return fields;
    }
}
