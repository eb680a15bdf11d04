package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.text.ErrorRates;

/**
 * Sends the samples through the front door, as the intake desk and the clinician would, waits until all are through, and
 * compares what came of each with what must come of it. May be repeated: nothing arrives twice.
 */
final class DemoFeeding {
    private static final long LOOK_EVERY_MS = 1000;
    /** So often, and no longer than some ten seconds, for what was read to be filed. */
    private static final int LOOKS_AT_SORTED = 30;

    private static final String FILED = "FILED";
    /** The index follows the records within a second or so. */
    private static final int SEARCH_TRIES = 20;

    private final DemoSamples samples;
    private final Map<String, String> tokens = new HashMap<>();
    private final URI url;
    private final Optional<Path> certificate;
    private final String engine;

    /** @param engine the speech engine this machine's readers use */
    DemoFeeding(DemoSamples samples, List<DemoUsers.User> users, URI url, Optional<Path> certificate, String engine) {
        this.samples = samples;
        this.engine = engine;
        this.url = url;
        this.certificate = certificate;
        users.forEach(user -> tokens.put(user.role(), user.token()));
    }

    /** What came of one sample; nothing wrong means it is as the manifest says. */
    record Outcome(String file, String state, int pages, List<String> wrong) {}

    /** Told how many samples are through. */
    @FunctionalInterface
    interface Watcher {
        void reached(long done, long of, String what);
    }

    List<Outcome> run(Watcher watcher) throws IOException, InterruptedException {
        try (ApiClient intake = client("intake");
                ApiClient clinician = client("clinician")) {
            Map<String, String> patients = patients(intake);
            Map<DemoSamples.Paper, String> arrivals = new LinkedHashMap<>();
            int of = samples.arrivals().size() + samples.dictations().size();
            for (DemoSamples.Paper paper : samples.arrivals()) {
                arrivals.put(paper, send(intake, paper));
                watcher.reached(0, of, "sent " + paper.file());
            }
            Map<DemoSamples.Recording, String> dictations = new LinkedHashMap<>();
            for (DemoSamples.Recording recording : samples.dictations()) {
                dictations.put(recording, send(clinician, recording, patients));
                watcher.reached(0, of, "sent " + recording.file());
            }
            wait(intake, clinician, arrivals, dictations, watcher);
            forms(intake, arrivals);
            List<Outcome> outcomes = new ArrayList<>();
            try (ApiClient clerk = client("records-clerk")) {
                for (Map.Entry<DemoSamples.Paper, String> arrival : arrivals.entrySet()) {
                    outcomes.add(judge(intake, clerk, arrival.getKey(), arrival.getValue(), patients));
                }
            }
            for (Map.Entry<DemoSamples.Recording, String> dictation : dictations.entrySet()) {
                outcomes.add(judge(clinician, dictation.getKey(), dictation.getValue()));
            }
            return outcomes;
        }
    }

    private ApiClient client(String role) throws IOException {
        String token = tokens.get(role);
        if (token == null) {
            throw new CommandFailed("there is no demonstration user with the role " + role);
        }
        return new ApiClient(url, token, certificate);
    }

    // ---------------------------------------------------------------- sending

    private Map<String, String> patients(ApiClient intake) throws IOException, InterruptedException {
        Map<String, String> ids = new HashMap<>();
        ObjectMapper mapper = new ObjectMapper();
        for (JsonNode given : samples.patients()) {
            ObjectNode patient = mapper.createObjectNode();
            String mrn = given.path("mrn").asText();
            patient.put("mrn", mrn);
            patient.putObject("name")
                    .put("family", given.path("family").asText())
                    .put("given", given.path("given").asText())
                    .put("middle", given.path("middle").asText());
            patient.set("birthDate", given.path("birthDate"));
            patient.set("sex", given.path("sex"));
            patient.set("phone", given.path("phone"));
            patient.set("address", given.path("address"));
            JsonNode made =
                    intake.post("patients", patient, "demo-patient-" + mrn).orFail("registering a patient");
            ids.put(mrn, made.path("id").asText());
        }
        return ids;
    }

    private String send(ApiClient intake, DemoSamples.Paper paper) throws IOException, InterruptedException {
        Path file = samples.folder().resolve(paper.file());
        return intake.upload(
                        "arrivals" + ApiClient.query(Map.of("as", paper.as(), "sender", paper.sender())),
                        file,
                        String.valueOf(file.getFileName()),
                        "demo-" + paper.file().replace('/', '-'))
                .orFail("sending " + paper.file())
                .path("id")
                .asText();
    }

    private String send(ApiClient clinician, DemoSamples.Recording recording, Map<String, String> patients)
            throws IOException, InterruptedException {
        Path file = samples.folder().resolve(recording.file());
        return clinician
                .upload(
                        "dictations"
                                + ApiClient.query(Map.of(
                                        "author", recording.author(),
                                        "patient", patients.getOrDefault(recording.mrn(), ""),
                                        "workType", recording.workType(),
                                        "priority", recording.priority())),
                        file,
                        String.valueOf(file.getFileName()),
                        "demo-" + recording.file().replace('/', '-'))
                .orFail("sending " + recording.file())
                .path("id")
                .asText();
    }

    // ---------------------------------------------------------------- waiting

    private void wait(
            ApiClient intake,
            ApiClient clinician,
            Map<DemoSamples.Paper, String> arrivals,
            Map<DemoSamples.Recording, String> dictations,
            Watcher watcher)
            throws IOException, InterruptedException {
        Map<String, String> open = new LinkedHashMap<>();
        arrivals.forEach((paper, id) -> open.put("arrivals/" + id, paper.file()));
        dictations.forEach((recording, id) -> open.put("dictations/" + id, recording.file()));
        int of = open.size();
        while (true) {
            for (String call : List.copyOf(open.keySet())) {
                ApiClient api = call.startsWith("arrivals") ? intake : clinician;
                String state = api.get(call)
                        .orFail("looking at " + open.get(call))
                        .path("state")
                        .asText();
                if (!Set.of("waiting", "working", "transcribing").contains(state)) {
                    open.remove(call);
                }
            }
            watcher.reached(
                    of - open.size(),
                    of,
                    open.isEmpty() ? "" : open.values().iterator().next());
            if (open.isEmpty()) {
                return;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    /** Marks up the office's own paper forms on the samples that are filled-in ones. */
    private void forms(ApiClient intake, Map<DemoSamples.Paper, String> arrivals)
            throws IOException, InterruptedException {
        Path marked = samples.folder().resolve("forms.json");
        if (!Files.isRegularFile(marked)) {
            return;
        }
        ObjectMapper mapper = new ObjectMapper();
        try (ApiClient administrator = client("administrator")) {
            for (JsonNode form : mapper.readTree(marked.toFile())) {
                for (Map.Entry<DemoSamples.Paper, String> arrival : arrivals.entrySet()) {
                    if (arrival.getKey().file().equals(form.path("file").asText())) {
                        String document = intake.get("arrivals/" + arrival.getValue())
                                .orFail("looking at " + arrival.getKey().file())
                                .path("documents")
                                .path(0)
                                .path("id")
                                .asText();
                        String name = form.path("name").asText();
                        ObjectNode template = mapper.createObjectNode().put("name", name);
                        template.set("type", form.path("type"));
                        template.set("zones", form.path("zones"));
                        template.putObject("reference")
                                .put("documentId", document)
                                .put("page", form.path("page").asInt());
                        administrator
                                .post("forms/templates", template, "demo-form-" + name.replace(' ', '-'))
                                .orFail("marking up the form '" + name + "'");
                    }
                }
            }
        }
    }

    // ---------------------------------------------------------------- judging

    private static Outcome judge(
            ApiClient intake, ApiClient clerk, DemoSamples.Paper paper, String id, Map<String, String> patients)
            throws IOException, InterruptedException {
        JsonNode arrival = sorted(intake, paper, id);
        List<String> wrong = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> stages = new HashSet<>();
        StringBuilder reasons = new StringBuilder(arrival.path("stateReason").asText());
        for (JsonNode document : arrival.path("documents")) {
            ids.add(document.path("id").asText());
            stages.add(document.path("stage").asText());
            reasons.append(' ').append(document.path("stageReason").asText());
        }
        compare(wrong, "documents", paper.documents(), ids.size());
        JsonNode pages = arrival.path("pages");
        compare(
                wrong,
                "pages received",
                paper.received(),
                pages.path("received").asInt());
        compare(
                wrong,
                "pages in documents",
                paper.inDocuments(),
                pages.path("inDocuments").asInt());
        compare(
                wrong,
                "separators",
                paper.separators(),
                pages.path("separators").asInt());
        compare(wrong, "blank pages", paper.blanks(), pages.path("blanks").asInt());
        compare(
                wrong,
                "rejected pages",
                paper.rejected(),
                pages.path("rejected").asInt());
        for (String stage : stages) {
            if (!paper.stages().contains(stage)) {
                wrong.add("a document is " + stage);
            }
        }
        List<String> charts = paper.charts().stream()
                .map(mrn -> patients.getOrDefault(mrn, ""))
                .toList();
        int filed = 0;
        for (JsonNode document : arrival.path("documents")) {
            if (document.path("stage").asText().equals(FILED)) {
                filed++;
                if (!charts.contains(document.path("patientId").asText())) {
                    wrong.add("a document is in the wrong chart");
                }
            }
        }
        if (paper.filed().isPresent()) {
            compare(wrong, "documents filed", paper.filed().getAsInt(), filed);
        }
        if (!reasons.toString().toLowerCase(java.util.Locale.ROOT).contains(paper.reason())) {
            wrong.add("the reason does not name '" + paper.reason() + "'");
        }
        for (String wanted : paper.find()) {
            if (!found(clerk, wanted, ids)) {
                wrong.add("'" + wanted + "' is not found");
            }
        }
        return new Outcome(
                paper.file(),
                arrival.path("state").asText(),
                pages.path("received").asInt(),
                wrong);
    }

    /** The arrival when its papers were looked at: filed, or held, a moment after they were read. */
    private static JsonNode sorted(ApiClient intake, DemoSamples.Paper paper, String id)
            throws IOException, InterruptedException {
        for (int look = 1; ; look++) {
            JsonNode arrival = intake.get("arrivals/" + id).orFail("looking at " + paper.file());
            int filed = 0;
            boolean placed = true;
            for (JsonNode document : arrival.path("documents")) {
                String stage = document.path("stage").asText();
                filed += stage.equals(FILED) ? 1 : 0;
                placed &= paper.stages().contains(stage);
            }
            if (look == LOOKS_AT_SORTED || (placed && filed >= paper.filed().orElse(0))) {
                return arrival;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private static void compare(List<String> wrong, String what, int expected, int got) {
        if (expected != got) {
            wrong.add(what + " " + got + " instead of " + expected);
        }
    }

    private static boolean found(ApiClient clerk, String query, Set<String> documents)
            throws IOException, InterruptedException {
        for (int i = 0; i < SEARCH_TRIES; i++) {
            if (i > 0) {
                Thread.sleep(250);
            }
            String cursor = "";
            do {
                JsonNode page = clerk.get("search" + ApiClient.query(Map.of("q", query, "cursor", cursor)))
                        .orFail("searching");
                for (JsonNode hit : page.path("items")) {
                    if (documents.contains(hit.path("documentId").asText())) {
                        return true;
                    }
                }
                cursor = page.path("next").asText("");
            } while (!cursor.isEmpty() && !cursor.equals("null"));
        }
        return false;
    }

    private Outcome judge(ApiClient clinician, DemoSamples.Recording recording, String id)
            throws IOException, InterruptedException {
        JsonNode dictation = clinician.get("dictations/" + id).orFail("looking at " + recording.file());
        String state = dictation.path("state").asText();
        boolean draft = state.equals("draft");
        JsonNode transcript = draft
                ? clinician.get("transcripts/" + id).orFail("reading the draft of " + recording.file())
                : MissingNode.getInstance();
        String listener = draft ? transcript.path("engine").asText() : engine;
        DemoSamples.Hearing expected = recording.expect().get(listener);
        if (expected == null) {
            return new Outcome(
                    recording.file(),
                    state,
                    -1,
                    List.of("the manifest does not say what " + listener + " makes of it"));
        }
        List<String> wrong = new ArrayList<>();
        if (!expected.states().contains(state)) {
            wrong.add("it is " + state + " instead of " + String.join(" or ", expected.states()));
        }
        if (draft && expected.mostWordErrors().isPresent()) {
            StringBuilder heard = new StringBuilder();
            transcript
                    .path("words")
                    .forEach(word -> heard.append(word.path("word").asText()).append(' '));
            double errors =
                    ErrorRates.ofSpeech(recording.truth(), heard.toString()).words();
            if (errors > expected.mostWordErrors().getAsDouble()) {
                wrong.add(String.format(
                        Locale.ROOT,
                        "%.0f %% of its draft's words are wrong, more than %.0f %%",
                        errors * 100,
                        expected.mostWordErrors().getAsDouble() * 100));
            }
        }
        return new Outcome(recording.file(), state, -1, wrong);
    }
}
