package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The samples and what must come of each.
 *
 * @param folder the manifest's folder, which its file names start from
 * @param facility name of the office
 * @param patients as the manifest has them
 */
record DemoSamples(
        Path folder, String facility, List<JsonNode> patients, List<Paper> arrivals, List<Recording> dictations) {
    /**
     * A scan, fax or other file.
     *
     * @param as how it arrives: {@code scan} or {@code fax}
     * @param stages in which each of its documents may end
     * @param find what must be found in one of its documents
     * @param reason what the reason of its stage must name; empty for any
     * @param charts MRNs of the patients it is about; what files itself must be in one of their charts
     * @param filed how many of its documents file themselves; empty where that depends on how well a poor page is read
     */
    record Paper(
            String file,
            String as,
            String sender,
            int documents,
            Set<String> stages,
            int received,
            int inDocuments,
            int separators,
            int blanks,
            int rejected,
            List<String> find,
            String reason,
            List<String> charts,
            OptionalInt filed) {}

    /**
     * A recording.
     *
     * @param author login of who dictated
     * @param truth the words as spoken
     * @param expect what must come of it, by the engine that listens
     */
    record Recording(
            String file,
            String author,
            String mrn,
            String workType,
            String priority,
            String truth,
            Map<String, Hearing> expect) {}

    /**
     * What an engine must make of a recording.
     *
     * @param states in which it may end
     * @param mostWordErrors highest word error rate of its draft, empty where the engine was never measured
     */
    record Hearing(Set<String> states, OptionalDouble mostWordErrors) {}

    static DemoSamples load(Path folder) throws IOException {
        Path manifest = folder.resolve("manifest.json");
        if (!Files.isRegularFile(manifest)) {
            throw new CommandFailed("the samples are missing: there is no " + manifest);
        }
        JsonNode root = new ObjectMapper().readTree(manifest.toFile());
        List<JsonNode> patients = new ArrayList<>();
        root.path("patients").forEach(patients::add);
        List<Paper> arrivals = new ArrayList<>();
        for (JsonNode node : root.path("arrivals")) {
            JsonNode expect = node.path("expect");
            arrivals.add(new Paper(
                    node.path("file").asText(),
                    node.path("as").asText(),
                    node.path("sender").asText(),
                    expect.path("documents").asInt(),
                    new HashSet<>(texts(expect.path("stages"))),
                    expect.path("received").asInt(),
                    expect.path("inDocuments").asInt(),
                    expect.path("separators").asInt(),
                    expect.path("blanks").asInt(),
                    expect.path("rejected").asInt(),
                    texts(expect.path("find")),
                    expect.path("reason").asText(""),
                    texts(expect.path("charts")),
                    expect.has("filed") ? OptionalInt.of(expect.path("filed").asInt()) : OptionalInt.empty()));
        }
        List<Recording> dictations = new ArrayList<>();
        for (JsonNode node : root.path("dictations")) {
            dictations.add(new Recording(
                    node.path("file").asText(),
                    node.path("author").asText(),
                    node.path("mrn").asText(),
                    node.path("workType").asText(),
                    node.path("priority").asText(),
                    Files.readString(folder.resolve(node.path("truth").asText())),
                    hearings(node.path("expect"))));
        }
        return new DemoSamples(folder, root.path("facility").asText(), patients, arrivals, dictations);
    }

    private static Map<String, Hearing> hearings(JsonNode expect) {
        Map<String, Hearing> hearings = new HashMap<>();
        for (Map.Entry<String, JsonNode> engine : expect.properties()) {
            JsonNode most = engine.getValue().path("mostWordErrors");
            hearings.put(
                    engine.getKey(),
                    new Hearing(
                            new HashSet<>(texts(engine.getValue().path("states"))),
                            most.isNumber() ? OptionalDouble.of(most.asDouble()) : OptionalDouble.empty()));
        }
        return hearings;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
