package org.chartroom.api.releases;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.ReleaseState;
import org.chartroom.models.release.Step;

/** A request for records as a FHIR R4 Task. */
final class TaskView {
    /** Of the codes of {@code Task.businessStatus}: how far the request is in the office's own words. */
    private static final String STATES = "urn:chartroom:release-state";

    /** The step by which a request came in; its identifier comes after it. */
    private static final String LOGGED = "logged from FHIR Task ";

    private TaskView() {}

    static String logged(String identifier) {
        return LOGGED + identifier;
    }

    /** @param due the last day on which it is in time */
    static Map<String, Object> of(ReleaseRequest request, ReleaseState state, Optional<LocalDate> due) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("resourceType", "Task");
        task.put("id", request.id().value());
        task.put("meta", Map.of("versionId", Integer.toString(request.version()), "lastUpdated", changed(request)));
        identifier(request).ifPresent(each -> task.put("identifier", List.of(each)));
        task.put("status", status(state));
        task.put(
                "businessStatus",
                Map.of(
                        "coding",
                        List.of(Map.of("system", STATES, "code", state.name())),
                        "text",
                        state.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        task.put("intent", "order");
        task.put("code", Map.of("text", "Release of records"));
        request.patient().ifPresent(patient -> task.put("for", Map.of("reference", "Patient/" + patient.value())));
        task.put("authoredOn", request.receipt().at().toString());
        task.put("lastModified", changed(request));
        task.put("requester", Map.of("display", request.requester()));
        if (!request.purpose().isEmpty()) {
            task.put("reasonCode", Map.of("text", request.purpose()));
        }
        due.ifPresent(day -> task.put("restriction", Map.of("period", Map.of("end", day.toString()))));
        return task;
    }

    private static String changed(ReleaseRequest request) {
        return request.steps().isEmpty()
                ? request.receipt().at().toString()
                : request.steps().getLast().at().toString();
    }

    private static Optional<Map<String, String>> identifier(ReleaseRequest request) {
        return request.steps().stream()
                .map(Step::what)
                .filter(what -> what.startsWith(LOGGED))
                .findFirst()
                .map(what -> {
                    String both = what.substring(LOGGED.length());
                    int bar = both.indexOf('|');
                    String value = both.substring(bar + 1);
                    return bar == 0 ? Map.of("value", value) : Map.of("system", both.substring(0, bar), "value", value);
                });
    }

    /** FHIR's own status; several states of the desk are one of it. */
    static String status(ReleaseState state) {
        return switch (state) {
            case RECEIVED, LOGGED -> "received";
            case PATIENT_MATCHED,
                    REQUESTER_VERIFIED,
                    BASIS_ESTABLISHED,
                    COLLECTING,
                    SENSITIVITY_REVIEWED,
                    REDACTED,
                    PACKAGED,
                    QA_PASSED,
                    RELEASE_APPROVED,
                    TRANSMITTING -> "in-progress";
            case DELIVERED, CLOSED -> "completed";
            case PENDED, HELD, EXCEPTION, CORRECTION_REQUESTED, DELIVERY_FAILED, DELIVERY_UNKNOWN, BREACH_REVIEW ->
                "on-hold";
            case NO_RECORDS -> "failed";
            case DENIED, REJECTED -> "rejected";
            case CANCELLED, REVOKED -> "cancelled";
        };
    }
}
