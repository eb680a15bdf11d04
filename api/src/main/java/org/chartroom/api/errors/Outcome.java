package org.chartroom.api.errors;

import java.util.List;
import java.util.Map;

/** A problem as FHIR tells it: an <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a>. */
final class Outcome {
    static final String MEDIA_TYPE = "application/fhir+json";

    private Outcome() {}

    static Map<String, Object> of(Kind kind, String detail, String correlationId) {
        return Map.of(
                "resourceType",
                "OperationOutcome",
                "issue",
                List.of(Map.of(
                        "severity",
                        "error",
                        "code",
                        code(kind),
                        "details",
                        Map.of(
                                "coding",
                                List.of(Map.of("system", "urn:chartroom:problem", "code", kind.slug())),
                                "text",
                                detail),
                        "diagnostics",
                        "correlation id " + correlationId)));
    }

    /** Of the required value set issue-type. */
    private static String code(Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, EMPTY_FILE, CUT_OFF, BAD_QUERY, BAD_RANGE, PRECONDITION_REQUIRED -> "invalid";
            case NOT_SIGNED_IN, CODE_NEEDED, WRONG_CODE -> "login";
            case NOT_ALLOWED, SECOND_FACTOR_REQUIRED -> "forbidden";
            case NOT_FOUND -> "not-found";
            case GONE -> "deleted";
            case WRONG_METHOD, NOT_ACCEPTABLE, WRONG_MEDIA_TYPE -> "not-supported";
            case CONFLICT, SIMILAR_PATIENTS, DIFFERENT_PEOPLE, STALE_VERSION -> "conflict";
            case TOO_LARGE -> "too-long";
            case TOO_MANY_ATTEMPTS -> "throttled";
            case UNAVAILABLE -> "transient";
            case DISK_FULL -> "no-store";
            case INTERNAL -> "exception";
        };
    }
}
