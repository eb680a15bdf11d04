package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.chartroom.api.releases.DeskDoor.Answer;
import org.chartroom.models.record.Role;

/**
 * What people do about a packet that leaves by mail or fax, while the outbox works on it, too: what they have seen may be over when they
 * call. What left is for {@link LeavingChecker}.
 */
final class OnItsWay {
    private static final Set<String> STATES =
            Set.of("TRANSMITTING", "DELIVERED", "DELIVERY_FAILED", "DELIVERY_UNKNOWN", "CLOSED", "BREACH_REVIEW");

    private final DeskDoor door;
    private final Random random;
    private final Map<String, Integer> taken;

    OnItsWay(DeskDoor door, Random random, Map<String, Integer> taken) {
        this.door = door;
        this.random = random;
        this.taken = taken;
    }

    void step(RequestModel request) throws IOException {
        JsonNode view = look(request);
        String state = view.path("state").asText();
        String sha256 = view.at("/packet/sha256").asText();
        switch (random.nextInt(10)) {
            case 0 -> refused(request, "deliver", Map.of("way", random.nextBoolean() ? "MAIL" : "FAX"));
            case 1 -> refused(request, "deliver", Map.of("way", "DOWNLOAD"));
            case 2 -> refused(request, "approve", Map.of("sha256", sha256, "exception", "nobody else is here"));
            case 3 -> refused(request, "package", Map.of());
            case 4 -> refused(request, "request", Map.of("recipient", Map.of("name", "Firm of Ash")));
            case 5 -> {
                if (random.nextInt(3) == 0) {
                    revoke(request);
                }
            }
            case 6 -> {
                if (random.nextInt(4) == 0) {
                    recall(request);
                }
            }
            case 7, 8 -> resolve(request, state);
            default -> close(request);
        }
    }

    /** That it stands as something stands that left, and that what the desk keeps of it is of what was approved. */
    static void agrees(RequestModel request, JsonNode view) {
        String state = view.path("state").asText();
        if (!STATES.contains(state) || request.recalled && !state.equals("BREACH_REVIEW")) {
            throw wrong(request, "the desk says it is " + state);
        }
        if (!view.at("/handover/delivery/packetSha256").asText().equals(request.approvedSha256)) {
            throw wrong(request, "what leaves is not what was approved");
        }
    }

    private JsonNode look(RequestModel request) throws IOException {
        Answer answer = door.get(Role.PRIVACY_OFFICER, "/releases/" + request.id);
        if (answer.status() != 200) {
            throw wrong(request, "cannot be looked at: " + answer.text());
        }
        JsonNode view = answer.body();
        agrees(request, view);
        request.version = view.path("version").asInt();
        return view;
    }

    private Answer call(RequestModel request, String step, Object body) throws IOException {
        Answer answer = door.post(
                Role.PRIVACY_OFFICER,
                "/releases/" + request.id + "/" + step,
                body,
                "If-Match",
                "\"" + request.version + "\"");
        taken.merge(step + " on its way " + answer.status(), 1, Integer::sum);
        if (answer.status() >= 500) {
            throw wrong(request, step + " failed: " + answer.text());
        }
        return answer;
    }

    private void refused(RequestModel request, String step, Object body) throws IOException {
        if (call(request, step, body).status() == 200) {
            throw wrong(request, step + " was taken though the packet was handed over");
        }
    }

    private void revoke(RequestModel request) throws IOException {
        request.torn = _ -> request.revoked = true;
        Answer answer = call(request, "revoke", Map.of());
        request.torn = null;
        if (answer.status() == 200 && request.form == null) {
            throw wrong(request, "a form was revoked that is not there");
        }
        request.revoked |= answer.status() == 200;
    }

    private void recall(RequestModel request) throws IOException {
        request.torn = view -> {
            if (view.path("state").asText().equals("BREACH_REVIEW")) {
                recalled(request);
            }
        };
        Answer answer = call(request, "recall", Map.of("reason", "it went astray"));
        request.torn = null;
        if (answer.status() == 200) {
            if (request.recalled) {
                throw wrong(request, "was recalled twice");
            }
            recalled(request);
        }
    }

    private static void recalled(RequestModel request) {
        request.recalled = true;
        request.over = true;
        request.harmed++;
    }

    private void resolve(RequestModel request, String state) throws IOException {
        if (state.equals("TRANSMITTING") && random.nextInt(4) != 0) {
            return;
        }
        Answer answer = call(
                request,
                "resolve",
                random.nextBoolean()
                        ? Map.of("outcome", "DELIVERED", "proof", "MAIL_RECEIPT", "words", "the firm's receipt")
                        : Map.of("outcome", "FAILED", "words", "the firm has nothing"));
        if (answer.status() == 200 && request.recalled) {
            throw wrong(request, "an outcome was found out though it was recalled");
        }
    }

    private void close(RequestModel request) throws IOException {
        Answer answer = call(request, "close", Map.of());
        if (answer.status() == 200) {
            if (!answer.body().path("state").asText().equals("CLOSED")) {
                throw wrong(request, "closed, and not closed: " + answer.body().path("state"));
            }
            request.over = true;
        }
    }

    private static AssertionError wrong(RequestModel request, String what) {
        return new AssertionError("request " + request.id + ", on its way: " + what);
    }
}
