package org.chartroom.store.jdbc;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.Expiry;
import org.chartroom.models.release.ReleaseRequest;

/** Requests and entries of the account as JSON. What later versions add is left out by earlier ones. */
final class ReleaseColumns {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .addMixIn(Expiry.class, Kinds.class)
            .build();

    private ReleaseColumns() {}

    /** The names are stored: added to, never renamed. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Expiry.OnDate.class, name = "date"),
        @JsonSubTypes.Type(value = Expiry.OnEvent.class, name = "event"),
        @JsonSubTypes.Type(value = Expiry.WithoutEnd.class, name = "none"),
        @JsonSubTypes.Type(value = Expiry.NotSaid.class, name = "unsaid")
    })
    private interface Kinds {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReleaseRequest request(String json) {
        return read(json, ReleaseRequest.class);
    }

    static Disclosure disclosure(String json) {
        return read(json, Disclosure.class);
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
