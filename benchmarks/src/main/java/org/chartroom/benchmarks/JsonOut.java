package org.chartroom.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** One JSON object a line. */
final class JsonOut {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;

    JsonOut(PrintWriter out) {
        this.out = out;
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    void line(JsonNode object) {
        try {
            out.println(MAPPER.writeValueAsString(object));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes cannot be written", e);
        }
    }

    static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
