package org.chartroom.api.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The id that ties an answer to its lines in the log. */
public final class Correlation {
    static final String ATTRIBUTE = "chartroom.correlation";
    /** The header every answer carries it in. */
    public static final String HEADER = "X-Correlation-Id";

    private Correlation() {}

    /** The id of the request, {@code none} outside of one. */
    public static String of(@Nullable HttpServletRequest request) {
        return request != null && request.getAttribute(ATTRIBUTE) instanceof String id ? id : "none";
    }
}
