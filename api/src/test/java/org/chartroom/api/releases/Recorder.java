package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.api.releases.DeskDoor.Answer;
import org.chartroom.models.record.Role;

/** Writes down what goes through the doors of a release desk. Several may write at once. */
final class Recorder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STEP = Pattern.compile("/releases/([^/]+)/([a-z-]+)");
    private static final Pattern RELEASE = Pattern.compile("/releases/([^/]+)");
    private static final Pattern DISCLOSURES = Pattern.compile("/patients/([^/]+)/disclosures");
    private static final Pattern STAMP = Pattern.compile("request (\\S+) \u00b7 page 1 of");

    private final Clock clock = Clock.systemUTC();
    private final List<History.Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<History.Look> looks = Collections.synchronizedList(new ArrayList<>());
    private final List<History.Account> accounts = Collections.synchronizedList(new ArrayList<>());
    private final List<History.Left> left = Collections.synchronizedList(new ArrayList<>());

    Instant now() {
        return clock.instant();
    }

    /** A call whose answer was lost. */
    void lost(Role by, String path, Object body, Instant asked) {
        Matcher step = STEP.matcher(path);
        if (step.matches()) {
            calls.add(new History.Call(step.group(1), step.group(2), by, JSON.valueToTree(body), asked, now(), 0, ""));
        }
    }

    void posted(Role by, String path, Object body, Instant asked, Answer answer) {
        JsonNode kept = answer.body().has("release") ? answer.body().get("release") : answer.body();
        Matcher step = STEP.matcher(path);
        String request = step.matches() ? step.group(1) : kept.path("id").asText();
        String name = step.matches() ? step.group(2) : "create";
        Instant now = now();
        JsonNode sent = JSON.valueToTree(body);
        String packet = kept.at("/packet/sha256").asText();
        calls.add(new History.Call(request, name, by, sent, asked, now, answer.status(), packet));
        look(answer, kept, now);
        if (name.equals("pickup") && answer.status() == 200) {
            left.add(new History.Left(
                    request,
                    History.Way.PICKUP,
                    "desk " + asked,
                    "",
                    sent.path("sha256").asText(),
                    true,
                    asked,
                    now));
        }
    }

    void got(String path, Instant asked, Answer answer) {
        Matcher account = DISCLOSURES.matcher(path);
        if (RELEASE.matcher(path).matches()) {
            look(answer, answer.body(), now());
        } else if (account.matches() && answer.status() == 200) {
            List<History.Entry> entries = new ArrayList<>();
            answer.body()
                    .path("entries")
                    .forEach(entry -> entries.add(new History.Entry(
                            entry.path("id").asText(),
                            Instant.parse(entry.path("at").asText()),
                            entry.path("release").asText(),
                            entry.path("recipient").asText(),
                            entry.path("address").asText(),
                            entry.path("permitted").asBoolean())));
            accounts.add(new History.Account(account.group(1), asked, now(), entries));
        }
    }

    private void look(Answer answer, JsonNode view, Instant now) {
        if ((answer.status() == 200 || answer.status() == 201) && view.has("state") && view.has("version")) {
            looks.add(new History.Look(
                    view.path("id").asText(),
                    now,
                    view.path("state").asText(),
                    view.at("/packet/sha256").asText()));
        }
    }

    void fetched(String token, Instant asked, Answer answer) {
        if (answer.status() == 200) {
            left.add(left(History.Way.DOWNLOAD, token, "", answer.bytes(), true, asked, now()));
        }
    }

    /** A packet that another side got, whose request its own stamps tell. */
    static History.Left left(
            History.Way way, String link, String to, byte[] packet, boolean taken, Instant begun, Instant ended) {
        try (PDDocument pdf = Loader.loadPDF(packet)) {
            Matcher stamp = STAMP.matcher(new PDFTextStripper().getText(pdf));
            String request = stamp.find() ? stamp.group(1) : "";
            return new History.Left(request, way, link, to, DeskWalker.sha256(packet), taken, begun, ended);
        } catch (IOException e) {
            return new History.Left("", way, link, to, DeskWalker.sha256(packet), taken, begun, ended);
        }
    }

    /** All of it, with what the peers got. */
    History history(List<History.Left> byPeers) {
        List<History.Left> all = new ArrayList<>(List.copyOf(left));
        all.addAll(byPeers);
        return new History(calls, looks, accounts, all);
    }
}
