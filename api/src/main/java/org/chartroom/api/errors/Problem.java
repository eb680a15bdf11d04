package org.chartroom.api.errors;

import java.util.LinkedHashMap;
import java.util.Map;

/** An RFC 9457 problem answer. */
public final class Problem {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private Problem() {}

    /** The answer's members, in a stable order. */
    public static Map<String, Object> of(Kind kind, String detail, String correlationId, Map<String, Object> more) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:chartroom:problem:" + kind.slug());
        members.put("title", kind.title());
        members.put("status", kind.status());
        members.put("detail", detail);
        members.put("correlationId", correlationId);
        more.forEach(members::putIfAbsent);
        return members;
    }
}
