package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.chartroom.models.record.Role;

/** The release desk as it is seen from outside: a URL and a token for every role. All that goes through is written down. */
record DeskDoor(HttpClient http, String url, Map<Role, String> tokens, Recorder recorder) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static DeskDoor at(String url, Map<Role, String> tokens, Recorder recorder) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        return new DeskDoor(http, url, Map.copyOf(tokens), recorder);
    }

    /** What came back. */
    record Answer(int status, byte[] bytes) {
        JsonNode body() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Answer get(Role role, String path) throws IOException {
        Instant asked = recorder.now();
        Answer answer = send(HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("Authorization", "Bearer " + tokens.get(role))
                .timeout(Duration.ofSeconds(60))
                .build());
        recorder.got(path, asked, answer);
        return answer;
    }

    Answer post(Role role, String path, Object body, String header, String value) throws IOException {
        Instant asked = recorder.now();
        Answer answer;
        try {
            answer = send(posting(path, body)
                    .header("Authorization", "Bearer " + tokens.get(role))
                    .header(header, value)
                    .build());
        } catch (IOException e) {
            recorder.lost(role, path, body, asked);
            throw e;
        }
        recorder.posted(role, path, body, asked, answer);
        return answer;
    }

    Answer pickup(String token, String code) throws IOException {
        Instant asked = recorder.now();
        Answer answer =
                send(posting("/pickup", Map.of("token", token, "code", code)).build());
        recorder.fetched(token, asked, answer);
        return answer;
    }

    private HttpRequest.Builder posting(String path, Object body) throws IOException {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .timeout(Duration.ofSeconds(120))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
