package org.chartroom.api.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** JSON as commands print it: one object a line. */
final class JsonLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLines() {}

    static ObjectMapper mapper() {
        return MAPPER;
    }

    /** What is said of a file that could not be done. */
    static ObjectNode problemNode(String file, String kind, String message) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("file", file);
        object.putObject("error").put("kind", kind).put("message", message);
        return object;
    }

    static String problem(Path file, String kind, String message) throws JsonProcessingException {
        return MAPPER.writeValueAsString(problemNode(file.toString(), kind, message));
    }
}
