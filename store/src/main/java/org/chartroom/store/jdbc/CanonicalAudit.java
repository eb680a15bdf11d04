package org.chartroom.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chartroom.models.record.AuditEvent;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an audit entry that are hashed and sealed. They are those of RFC 8785 (JSON Canonicalization Scheme) for
 * the object
 *
 * <pre>{@code
 * {"action","actor":{"address","name","role","user"},"at","details":{…},"patient","sequence","subject","subjectKind","v":1}
 * }</pre>
 *
 * <p>in UTF-8: keys sorted by UTF-16 code units, no white space, {@code at} in UTC with six digits of a second, {@code
 * patient} null where none is known, {@code sequence} and {@code v} numbers, all else strings. Written by hand on purpose:
 * no library's new version may ever change a byte of them.
 */
final class CanonicalAudit {
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CanonicalAudit() {}

    static byte[] bytes(long sequence, AuditEvent event) {
        StringBuilder json = new StringBuilder(320);
        json.append("{\"action\":");
        string(json, event.action().name());
        json.append(",\"actor\":{\"address\":");
        string(json, event.actor().address());
        json.append(",\"name\":");
        string(json, event.actor().name());
        json.append(",\"role\":");
        string(json, event.actor().role().code());
        json.append(",\"user\":");
        string(json, event.actor().user().value());
        json.append("},\"at\":");
        string(json, AT.format(event.at()));
        json.append(",\"details\":");
        object(json, event.details());
        json.append(",\"patient\":");
        nullable(json, event.patient().isPresent() ? event.patient().get().value() : null);
        json.append(",\"sequence\":").append(sequence);
        json.append(",\"subject\":");
        string(json, event.subject());
        json.append(",\"subjectKind\":");
        string(json, event.subjectKind());
        json.append(",\"v\":1}");
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A map of strings in canonical form. */
    static String object(Map<String, String> values) {
        StringBuilder json = new StringBuilder();
        object(json, values);
        return json.toString();
    }

    private static void object(StringBuilder json, Map<String, String> values) {
        SortedMap<String, String> sorted = new TreeMap<>(values);
        json.append('{');
        boolean first = true;
        for (Map.Entry<String, String> entry : sorted.entrySet()) {
            if (!first) {
                json.append(',');
            }
            first = false;
            string(json, entry.getKey());
            json.append(':');
            string(json, entry.getValue());
        }
        json.append('}');
    }

    private static void nullable(StringBuilder json, @Nullable String value) {
        if (value == null) {
            json.append("null");
        } else {
            string(json, value);
        }
    }

    private static void string(StringBuilder json, String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < 0x20) {
                        json.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
